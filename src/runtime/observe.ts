import { lookAtPreparations } from './look-at-preparations';
import type { Look, Ports } from './ports';
import { SERVERLESS_CLASS } from '../capacity/instance-class';
import { parseRecord, recordPath } from '../contract/record';
import type { Memory, TurnRequest } from '../contract/turn';
import type { Goal } from '../planner/goal';
import type { Observation } from '../planner/observation';

export interface Observed {
  readonly goal?: Goal;
  readonly observation: Observation;
  readonly memory: Memory;
}

/** One look at the database and at its record. */
export async function observe(ports: Ports, { clusterResourceId, memory = {} }: TurnRequest): Promise<Observed> {
  const path = recordPath(clusterResourceId);
  const { goal, origin, marks } = parseRecord(path, await ports.record.read(path));
  const look = await ports.database.look({ resourceId: clusterResourceId });
  const { cluster, atSeconds } = look;

  const preparations = goal && await lookAtPreparations(ports.database, { goal, origin, marks, look, memory });
  const metrics = await ports.metrics.recent(takeOverCandidates(look), atSeconds);

  const seen = settle(memory, look);
  return {
    goal,
    memory: { look: seen, lastChange: memory.lastChange, refusal: memory.refusal, upgrades: preparations?.upgrades ?? memory.upgrades },
    observation: {
      observedAtSeconds: atSeconds,
      cluster,
      members: look.members.map((member) => ({ ...member, ...metrics[member.identifier] ?? { capacityAcu: [] } })),
      ...preparations?.facts,
      origin,
      marks,
      settled: { reads: seen.reads, seconds: atSeconds - seen.sinceSeconds },
      refusal: memory.refusal,
      lastChange: memory.lastChange,
    },
  };
}

/** Only a serverless member that may take over from a provisioned writer has to show how warm it is. */
function takeOverCandidates({ members }: Look): string[] {
  if (members.some((member) => member.isWriter && member.instanceClass === SERVERLESS_CLASS)) return [];
  return members.filter((member) => member.instanceClass === SERVERLESS_CLASS && member.status === 'available').map(({ identifier }) => identifier);
}

/** How long the cluster has looked like this. */
export function settle(memory: Memory, { cluster, members, atSeconds }: Look) {
  const fingerprint = JSON.stringify([
    cluster?.status, cluster?.engineMode, cluster?.engineVersion, cluster?.capacityRange,
    ...members.map(({ identifier, status, isWriter, pending, instanceClass }) => [identifier, status, isWriter, pending, instanceClass]),
  ]);
  const before = memory.look;
  return before?.fingerprint === fingerprint
    ? { ...before, reads: before.reads + 1 }
    : { fingerprint, reads: 1, sinceSeconds: atSeconds };
}
