import type { Goal } from './goal';
import type { Observation } from './observation';
import { plan, type Plan } from './plan';

/** The rest of a move, from the middle of it: whatever AWS is doing will have been done. */
export function planFromHere(goal: Goal, observation: Observation): Plan {
  const { cluster, members } = observation;
  const size = cluster?.capacityRange?.maxAcu;
  return plan(goal, {
    ...observation,
    ...(cluster ? { cluster: { ...cluster, status: 'available' } } : {}),
    members: members.filter(({ status }) => status !== 'deleting').map((member) => ({
      ...member, status: 'available', pending: [], capacityAcu: size === undefined ? member.capacityAcu : [size],
    })),
    refusal: undefined,
  });
}
