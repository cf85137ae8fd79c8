import { conversionClass } from './conversion-class';
import type { MemberToCreate, Outcome } from './decision';
import type { Goal } from './goal';
import { convertedInstanceIdentifier, memberIdentifier } from './names';
import type { MemberFacts, MemberSettings, Observation, Origin } from './observation';
import { instanceGroupIn } from './upgrade';
import { familyOf } from './versions/engine-version';
import { CapacityRange } from '../capacity/capacity-range';
import { SERVERLESS_CLASS } from '../capacity/instance-class';

/** The cluster as it is to be. A move and its undoing differ in nothing else. */
export interface Desired {
  readonly outcome: Outcome;
  /** Serverless v1 has no way back: only a move forward leaves it. */
  readonly leavesServerlessV1: boolean;
  /** An upgrade has no way back either. */
  readonly engineVersion?: string;
  readonly capacity?: CapacityRange;
  /** In the order in which they are to become the writer. */
  readonly members: readonly MemberToCreate[];
  readonly leaving: readonly string[];
  readonly dataApi: boolean;
}

const TIER_THAT_FOLLOWS_THE_WRITER = 1;

export const PLAIN_SETTINGS: MemberSettings = {
  promotionTier: TIER_THAT_FOLLOWS_THE_WRITER,
  monitoringIntervalSeconds: 0,
  performanceInsights: false,
  publiclyAccessible: false,
  autoMinorVersionUpgrade: true,
  tags: [],
};

export function desiredState(goal: Goal, origin: Origin, observation: Observation): Desired {
  const givenUp = observation.marks.some((mark) => mark.kind === 'abandoned');
  const desired = goal.kind === 'restore' || givenUp ? originalState(goal, origin, observation) : serverlessState(goal, origin, observation);
  return { ...desired, members: desired.members.map((member) => inPresentFamily(member, origin, observation)) };
}

export function isWantedWriter(desired: Desired, member: Pick<MemberFacts, 'identifier' | 'instanceClass'>): boolean {
  if (desired.leaving.includes(member.identifier)) return false;
  return desired.outcome === 'restored' || member.instanceClass === SERVERLESS_CLASS;
}

function serverlessState(goal: Goal, origin: Origin, observation: Observation): Desired {
  const staying = origin.members.filter((member) => member.instanceClass === SERVERLESS_CLASS);
  const replaced = provisionedMembers(origin, observation);
  const added = goal.members.slice(staying.length).map((member, index): MemberToCreate => {
    const settings = inherit(replaced, index, origin.cluster.availabilityZones);
    const tier = member.promotionTier ?? settings.promotionTier;
    // The first one takes over: it has to follow the writer's capacity before it does.
    const isTarget = index === 0 && staying.length === 0;
    return {
      identifier: memberIdentifier(origin.cluster, member.name),
      instanceClass: SERVERLESS_CLASS,
      settings: { ...settings, promotionTier: isTarget ? Math.min(tier, TIER_THAT_FOLLOWS_THE_WRITER) : tier },
    };
  });
  return {
    outcome: 'migrated',
    leavesServerlessV1: true,
    engineVersion: goal.engineVersion,
    capacity: goal.capacity,
    members: [...staying, ...added].map(({ identifier, instanceClass, settings }) => ({ identifier, instanceClass, settings })),
    leaving: replaced.map(({ identifier }) => identifier),
    dataApi: origin.cluster.dataApi,
  };
}

function originalState(goal: Goal, origin: Origin, { cluster }: Observation): Desired {
  const created = goal.members.map(({ name }) => memberIdentifier(origin.cluster, name));
  const converted: MemberToCreate = {
    identifier: convertedInstanceIdentifier(origin.cluster.identifier), instanceClass: conversionClass(origin.cluster), settings: PLAIN_SETTINGS,
  };
  const members = !wasServerlessV1(origin) ? [...origin.members].sort(writerFirst)
    : cluster?.engineMode === 'serverless' ? [] : [converted];
  return {
    outcome: 'restored',
    leavesServerlessV1: false,
    members: members.map(({ identifier, instanceClass, settings }) => ({ identifier, instanceClass, settings })),
    leaving: created.filter((identifier) => !origin.members.some((member) => member.identifier === identifier)),
    dataApi: origin.cluster.dataApi,
  };
}

/** After a major upgrade the parameter groups of the record belong to another family than the cluster. */
function inPresentFamily(member: MemberToCreate, { cluster: before }: Origin, { cluster }: Observation): MemberToCreate {
  if (!cluster) return member;
  const parameterGroup = instanceGroupIn(cluster, member.settings.parameterGroup, familyOf(before.engine, before.engineVersion));
  return parameterGroup === member.settings.parameterGroup ? member : { ...member, settings: { ...member.settings, parameterGroup } };
}

/** Those that leave: what the record names, and what AWS added when it converted a Serverless v1 cluster. */
function provisionedMembers(origin: Origin, observation: Observation): Replaced[] {
  if (!wasServerlessV1(origin)) return origin.members.filter((member) => member.instanceClass !== SERVERLESS_CLASS).sort(writerFirst);
  const identifier = convertedInstanceIdentifier(origin.cluster.identifier);
  const found: MemberFacts | undefined = observation.members.find((member) => member.identifier === identifier);
  return [{ identifier, isWriter: true, settings: found?.settings ?? PLAIN_SETTINGS }];
}

interface Replaced {
  readonly identifier: string;
  readonly isWriter: boolean;
  readonly settings: MemberSettings;
}

/** The settings of the member that is replaced; an additional one takes the writer's, in the zone with the fewest. */
function inherit(replaced: readonly Replaced[], index: number, zones: readonly string[]): MemberSettings {
  if (index < replaced.length) return replaced[index].settings;
  const base = replaced[0]?.settings ?? PLAIN_SETTINGS;
  const used = replaced.map(({ settings }) => settings.availabilityZone);
  const others = zones.filter((zone) => !used.includes(zone));
  const availabilityZone = others[(index - replaced.length) % Math.max(1, others.length)] ?? zones[index % Math.max(1, zones.length)];
  return { ...base, availabilityZone };
}

function wasServerlessV1(origin: Origin): boolean {
  return origin.cluster.engineMode === 'serverless';
}

function writerFirst(a: { readonly isWriter: boolean }, b: { readonly isWriter: boolean }): number {
  return Number(b.isWriter) - Number(a.isWriter);
}
