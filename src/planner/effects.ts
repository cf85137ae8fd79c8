import type { Action } from './decision';
import { convertedInstanceIdentifier } from './names';
import type { Mark, MemberFacts, Observation } from './observation';
import { equivalentAcu, SERVERLESS_CLASS } from '../capacity/instance-class';

/** The world as we predict it when a change, and all waiting for it, is over. */
export function effectOf(action: Action, before: Observation): Observation {
  const settled: Observation = { ...before, settled: { reads: 0, seconds: 0 } };
  const { cluster } = before;
  if (!cluster) return settled;
  switch (action.kind) {
    case 'record-origin': return { ...settled, origin: action.origin };
    case 'create-safety-snapshot': return { ...settled, safetySnapshot: { status: 'available' } };
    case 'convert-engine-mode': return {
      ...settled,
      cluster: { ...cluster, engineMode: 'provisioned', dataApi: false, serverlessV1: undefined },
      members: [member(convertedInstanceIdentifier(cluster.identifier), action.instanceClass, { isWriter: true })],
    };
    case 'set-capacity-range': return { ...settled, cluster: { ...cluster, capacityRange: action.range } };
    case 'create-member': return {
      ...settled,
      members: [...before.members, member(action.member.identifier, action.member.instanceClass, {
        settings: action.member.settings, capacityAcu: [warm(before)],
      })],
    };
    case 'set-promotion-tier': return {
      ...settled,
      members: before.members.map((other) => other.identifier === action.member
        ? { ...other, settings: { ...other.settings, promotionTier: action.promotionTier } } : other),
    };
    case 'fail-over': return { ...settled, members: before.members.map((other) => ({ ...other, isWriter: other.identifier === action.target })) };
    case 'enable-data-api': return { ...settled, cluster: { ...cluster, dataApi: true } };
    case 'delete-member': return { ...settled, members: before.members.filter((other) => other.identifier !== action.member) };
    case 'abandon': return { ...settled, marks: [...before.marks, mark(before, 'abandoned', action.reason)] };
    case 'close': return { ...settled, marks: [...before.marks, mark(before, 'reached', action.outcome)] };
  }
}

/** The size to which a member that follows the writer grows. */
function warm({ cluster, members }: Observation): number {
  const writer = members.find((candidate) => candidate.isWriter);
  return Math.min(cluster?.capacityRange?.maxAcu ?? Infinity, equivalentAcu(writer?.instanceClass ?? SERVERLESS_CLASS) ?? Infinity);
}

function member(identifier: string, instanceClass: string, rest: Partial<MemberFacts>): MemberFacts {
  return {
    identifier,
    instanceClass,
    isWriter: false,
    status: 'available',
    pending: [],
    capacityAcu: [],
    settings: {
      promotionTier: 1, monitoringIntervalSeconds: 0, performanceInsights: false, publiclyAccessible: false, autoMinorVersionUpgrade: true, tags: [],
    },
    ...rest,
  };
}

function mark({ observedAtSeconds }: Observation, kind: Mark['kind'], detail: string): Mark {
  return { kind, detail, attempt: 1, atSeconds: observedAtSeconds };
}
