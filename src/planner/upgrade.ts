import { carriedGroupIdentifier } from './names';
import type { ClusterFacts, MemberFacts } from './observation';
import { familyOf } from './versions/engine-version';
import { wayTo } from './versions/upgrade-route';
import type { UpgradeTargets } from './versions/upgrade-targets';

/** A direct upgrade from the present version. */
export interface UpgradeHop {
  readonly to: string;
  readonly isMajor: boolean;
  /** Custom groups and what they become in the new family; default groups change by themselves. */
  readonly groups: readonly CarriedGroup[];
}

/** A custom parameter group and its counterpart in the family of the next major version. */
export interface CarriedGroup {
  readonly scope: 'cluster' | 'instance';
  readonly from: string;
  readonly to: string;
  readonly family: string;
}

export type NextHop = { readonly kind: 'reached' } | { readonly kind: 'hop'; readonly hop: UpgradeHop } | { readonly kind: 'not asked' | 'no route' };

/** The next of the upgrades that lead to the wanted version, from what the cluster is now. */
export function nextHop(
  cluster: ClusterFacts, members: readonly MemberFacts[], wanted: string | undefined, targets: UpgradeTargets | undefined,
): NextHop {
  if (wanted === undefined) return { kind: 'reached' };
  const way = wayTo(cluster.engine, cluster.engineVersion, wanted, targets ?? {});
  if (way.kind !== 'route') return { kind: targets === undefined ? 'not asked' : 'no route' };
  const [to] = way.route;
  if (to === undefined) return { kind: 'reached' };
  const family = familyOf(cluster.engine, to);
  const isMajor = family !== familyOf(cluster.engine, cluster.engineVersion);
  return { kind: 'hop', hop: { to, isMajor, groups: isMajor ? customGroups(cluster, members, family) : [] } };
}

/** The name of an instance's group when the cluster has come to another family. */
export function instanceGroupIn(cluster: ClusterFacts, group: string | undefined, before: string): string | undefined {
  const family = familyOf(cluster.engine, cluster.engineVersion);
  if (group === undefined || family === before) return group;
  return isCustom(group) ? carriedGroupIdentifier(cluster, family) : `default.${family}`;
}

/** All instances move to one group: the writer's, where several have groups of their own. */
function customGroups(cluster: ClusterFacts, members: readonly MemberFacts[], family: string): CarriedGroup[] {
  const writerFirst = [...members].sort((a, b) => Number(b.isWriter) - Number(a.isWriter));
  const from = {
    cluster: cluster.parameterGroup,
    instance: writerFirst.map(({ settings }) => settings.parameterGroup).find(isCustom),
  };
  return (['cluster', 'instance'] as const)
    .filter((scope) => isCustom(from[scope]))
    .map((scope) => ({ scope, family, from: from[scope]!, to: carriedGroupIdentifier(cluster, family) }));
}

export function isCustom(group: string | undefined): boolean {
  return group !== undefined && !group.startsWith('default.');
}
