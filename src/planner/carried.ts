import { desiredState } from './desired';
import { memberRecord, type ClusterFacts, type MemberFacts, type MemberSettings, type Observation } from './observation';
import type { PathSubject } from './paths/subject';
import { withWriter } from './paths/supposed-writer';
import { type CarriedGroup, nextHop } from './upgrade';
import { SERVERLESS_CLASS } from '../capacity/instance-class';

/** What the path in place takes over into what it creates. */
export interface Carried {
  /** Custom parameter groups, each into one of the next family. */
  readonly groups: readonly CarriedGroup[];
  /** What somebody has set in the groups, by name; absent where nobody has said. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The settings of the member that each new one replaces, in words. */
  readonly members: readonly { readonly from: string; readonly to: string; readonly settings: readonly string[] }[];
}

export function carriedInPlace({ source, goal }: PathSubject): Carried {
  const { cluster, surroundings: { setParameters } } = source;
  if (!cluster) return { groups: [], members: [] };
  const members = withWriter(cluster, source.members);
  const wanted = { source, goal };
  return {
    groups: groupsOf(cluster, members, wanted),
    ...(setParameters ? { parameters: setParameters } : {}),
    members: membersOf(cluster, members, wanted),
  };
}

type Wanted = Pick<PathSubject, 'source' | 'goal'>;

/** Upgrade by upgrade: what was carried by the one is carried again by the next. */
function groupsOf(cluster: ClusterFacts, members: readonly MemberFacts[], wanted: Wanted): CarriedGroup[] {
  const next = nextHop(cluster, members, wanted.goal.engineVersion, wanted.source.upgradeTargets);
  if (next.kind !== 'hop') return [];
  const { to, groups } = next.hop;
  const named = (scope: CarriedGroup['scope'], present: string | undefined) => groups.find((group) => group.scope === scope)?.to ?? present;
  return [...groups, ...groupsOf(
    { ...cluster, engineVersion: to, parameterGroup: named('cluster', cluster.parameterGroup) },
    members.map((member) => ({ ...member, settings: { ...member.settings, parameterGroup: named('instance', member.settings.parameterGroup) } })),
    wanted,
  )];
}

/** Serverless v1 has no members whose settings could be taken over. */
function membersOf(cluster: ClusterFacts, members: readonly MemberFacts[], { goal }: Wanted): Carried['members'] {
  if (cluster.engineMode === 'serverless') return [];
  // New members are created behind the upgrades.
  const upgraded = { ...cluster, engineVersion: goal.engineVersion ?? cluster.engineVersion };
  const observation: Observation = { observedAtSeconds: 0, cluster: upgraded, members, marks: [], settled: { reads: 0, seconds: 0 } };
  const wanted = desiredState(goal, { recordedAtSeconds: 0, cluster, members: members.map(memberRecord) }, observation);
  const replaced = members.filter(({ instanceClass }) => instanceClass !== SERVERLESS_CLASS).sort((a, b) => Number(b.isWriter) - Number(a.isWriter));
  return wanted.members
    .filter(({ identifier }) => !members.some((member) => member.identifier === identifier))
    .flatMap(({ identifier, settings }, index) => {
      const from = replaced[index] ?? replaced[0];
      return from ? [{ from: from.identifier, to: identifier, settings: inWords(settings) }] : [];
    });
}

function inWords(settings: MemberSettings): string[] {
  const { performanceInsightsRetentionDays: days, monitoringIntervalSeconds: seconds } = settings;
  return [
    `tier ${settings.promotionTier}`,
    settings.availabilityZone && `zone ${settings.availabilityZone}`,
    settings.parameterGroup && `parameter group ${settings.parameterGroup}`,
    settings.performanceInsights && `Performance Insights${days === undefined ? '' : ` for ${days} days`}`,
    seconds > 0 && `Enhanced Monitoring every ${seconds} s`,
    settings.certificateAuthority && `certificate authority ${settings.certificateAuthority}`,
    settings.publiclyAccessible && 'publicly accessible',
    !settings.autoMinorVersionUpgrade && 'no minor upgrades by itself',
    settings.maintenanceWindow && `maintenance window ${settings.maintenanceWindow}`,
    settings.tags.length > 0 && `tags ${settings.tags.map(({ key }) => key).join(', ')}`,
  ].filter((text) => typeof text === 'string' && text !== '') as string[];
}
