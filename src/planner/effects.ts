import type { Action, UpgradeEngine } from './decision';
import { convertedInstanceIdentifier } from './names';
import type { Mark, MemberFacts, Observation } from './observation';
import type { GroupFacts, ParameterFacts } from './parameter-groups';
import type { CarriedGroup } from './upgrade';
import { familyOf } from './versions/engine-version';
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
      safetySnapshot: undefined,
      members: [member(convertedInstanceIdentifier(cluster.identifier), action.instanceClass, { isWriter: true })],
    };
    case 'create-parameter-group': return {
      ...settled, parameterGroups: changeGroup(before, action.group, (facts) => ({ ...facts, counterpart: familyParameters(facts) })),
    };
    case 'set-parameters': return { ...settled, parameterGroups: changeGroup(before, action.group, (facts) => ({ ...facts, counterpart: withValues(facts, action.parameters) })) };
    case 'upgrade-engine': return upgraded(action, settled);
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
    case 'execute-statement': return { ...settled, marks: [...before.marks, mark(before, 'answered', action.sql)] };
    case 'abandon': return { ...settled, marks: [...before.marks, mark(before, 'abandoned', action.reason)] };
    case 'close': return { ...settled, marks: [...before.marks, mark(before, 'reached', action.outcome)] };
  }
}

/** Default groups change by themselves. */
function upgraded({ to, isMajor, clusterGroup, instanceGroup }: UpgradeEngine, before: Observation): Observation {
  const cluster = before.cluster!;
  const usual = `default.${familyOf(cluster.engine, to)}`;
  const group = (custom: string | undefined, present: string | undefined) => isMajor && present !== undefined ? custom ?? usual : present;
  return {
    ...before,
    safetySnapshot: undefined,
    parameterGroups: undefined,
    cluster: { ...cluster, engineVersion: to, parameterGroup: group(clusterGroup, cluster.parameterGroup) },
    members: before.members.map((other) => ({
      ...other, settings: { ...other.settings, parameterGroup: group(instanceGroup, other.settings.parameterGroup) },
    })),
  };
}

function changeGroup({ parameterGroups = [] }: Observation, group: CarriedGroup, change: (facts: GroupFacts) => GroupFacts): GroupFacts[] {
  const facts = parameterGroups.find((candidate) => candidate.group.scope === group.scope) ?? { group, settings: [] };
  return [...parameterGroups.filter((candidate) => candidate !== facts), change(facts)];
}

/** We predict that the new family knows every parameter; the run looks. */
function familyParameters({ settings }: GroupFacts): ParameterFacts[] {
  return settings.map((setting) => ({ ...setting, isSetByUser: false, value: undefined }));
}

function withValues({ counterpart = [] }: GroupFacts, parameters: readonly ParameterFacts[]): ParameterFacts[] {
  const set = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  return counterpart.map((parameter) => {
    const setting = set.get(parameter.name);
    return setting ? { ...parameter, value: setting.value, isSetByUser: true } : parameter;
  });
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
