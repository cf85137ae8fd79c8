import { parseRecord, recordPath, type StoredRecord } from '../../contract/record';
import type { Goal } from '../../planner/goal';
import { restoringGoal } from '../../planner/goal';
import type { Observation } from '../../planner/observation';
import { proposeGoal, type Wishes } from '../../planner/propose-goal';
import { observedSource } from '../../planner/source/observed-source';
import { patiently } from '../../runtime/patiently';
import type { Ports } from '../../runtime/ports';
import { InputError } from '../input-error';

/** A cluster as it is, with what its record says. */
export interface LiveMove {
  readonly clusterResourceId: string;
  readonly observation: Observation;
  readonly record: StoredRecord;
}

type Sleep = (seconds: number) => Promise<void>;

export async function findMove(ports: Ports, cluster: string, sleep: Sleep): Promise<LiveMove> {
  const look = await patiently(sleep, () => ports.database.look({ identifier: cluster }));
  if (!look.cluster) throw new InputError([`There is no DB cluster ${cluster} in the account and Region to which the AWS configuration leads.`]);
  const path = recordPath(look.cluster.resourceId);
  const record = parseRecord(path, await patiently(sleep, () => ports.record.read(path)));
  return {
    clusterResourceId: look.cluster.resourceId,
    record,
    observation: {
      observedAtSeconds: look.atSeconds,
      cluster: look.cluster,
      members: look.members.map((member) => ({ ...member, capacityAcu: [] })),
      origin: record.origin,
      marks: record.marks,
      settled: { reads: 0, seconds: 0 },
    },
  };
}

export function isUnderWay({ record: { goal, marks } }: LiveMove): boolean {
  return goal !== undefined && !marks.some(({ kind }) => kind === 'reached');
}

/** What is to be driven: the goal that is there, the way back from it, or a new one. */
export function goalToDrive(move: LiveMove, wishes: Wishes, goesBack: boolean): Goal {
  const { goal } = move.record;
  if (goesBack) {
    if (!goal) throw new InputError([`Nothing has been moved: the record of ${move.observation.cluster!.identifier} has no goal.`]);
    return restoringGoal(goal);
  }
  if (goal && isUnderWay(move)) return goal;
  const proposed = proposeGoal(observedSource(move.observation), wishes);
  if (!proposed) throw new InputError(['No capacity range can be derived. Say one: --capacity MIN-MAX.']);
  return { ...proposed.goal, generation: Math.floor(goal?.generation ?? 0) + 1 };
}
