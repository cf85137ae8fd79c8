import type { DatabasePort, Look } from './ports';
import type { Memory } from '../contract/turn';
import type { Goal } from '../planner/goal';
import { safetySnapshotIdentifier, upgradeSnapshotIdentifier } from '../planner/names';
import type { ClusterFacts, Mark, Observation, Origin } from '../planner/observation';
import { type GroupFacts, stillToSet } from '../planner/parameter-groups';
import { type CarriedGroup, nextHop } from '../planner/upgrade';
import { plain, routeTo } from '../planner/versions/upgrade-route';
import type { UpgradeTargets } from '../planner/versions/upgrade-targets';

interface Begun {
  readonly goal: Goal;
  /** Until it is recorded, the move may be refused. */
  readonly origin?: Origin;
  readonly marks: readonly Mark[];
  readonly look: Look;
  readonly memory: Memory;
}

interface Preparations {
  readonly facts: Pick<Observation, 'safetySnapshot' | 'upgradeTargets' | 'parameterGroups'>;
  readonly upgrades?: Memory['upgrades'];
}

/** What has to be ready before a step that cannot be undone; looked at only until that step has begun. */
export async function lookAtPreparations(database: DatabasePort, sight: Begun): Promise<Preparations> {
  const { goal, origin, marks, look: { cluster, members }, memory } = sight;
  if (!cluster || goal.kind !== 'serverless-v2') return { facts: {} };
  const isV1 = cluster.engineMode === 'serverless';
  if (isV1 && marks.some(({ kind }) => kind === 'conversion')) return { facts: {} };
  const snapshot = isV1 && origin ? { safetySnapshot: await database.findSnapshot(safetySnapshotIdentifier(cluster, goal.generation)) } : {};
  // Whether the move may begin depends on the way to the version, whatever the cluster is busy with.
  const isBusy = origin !== undefined && !isV1 && cluster.status !== 'available';
  if (isBusy || nextHop(cluster, [], goal.engineVersion, undefined).kind === 'reached') return { facts: snapshot };
  const upgrades = await askForUpgrades(database, cluster, goal.engineVersion!, memory.upgrades);
  const facts = { ...snapshot, upgradeTargets: upgrades.targets };
  if (isV1) return { facts, upgrades };
  const next = nextHop(cluster, members.map((member) => ({ ...member, capacityAcu: [] })), goal.engineVersion, upgrades.targets);
  if (next.kind !== 'hop' || !next.hop.isMajor || marks.some(({ kind, detail }) => kind === 'upgrade' && detail === next.hop.to)) {
    return { facts, upgrades };
  }
  const { to, groups } = next.hop;
  const parameterGroups = await lookAtGroups(database, groups);
  const prepared = groups.every((_, index) => parameterGroups[index]?.counterpart && stillToSet(parameterGroups[index]).missing.length === 0);
  // The snapshot is begun when the groups are ready.
  const safetySnapshot = prepared ? await database.findSnapshot(upgradeSnapshotIdentifier(cluster, to, goal.generation)) : undefined;
  return { upgrades, facts: { ...facts, parameterGroups, safetySnapshot } };
}

/** AWS's table for the present version; it is long, so it is asked for once in a while and not at every look. */
async function askForUpgrades(database: DatabasePort, { engine, engineVersion }: ClusterFacts, wanted: string, known: Memory['upgrades']) {
  const from = plain(engineVersion);
  if (known?.from === from && known.wanted === wanted) return known;
  const all = await database.upgradeTargets(engine, from, wanted);
  return { from, wanted, targets: along(all, engine, from, wanted) };
}

/** Only what leads to the wanted version: a driver hands it on from turn to turn. */
function along(targets: UpgradeTargets, engine: string, from: string, wanted: string): UpgradeTargets {
  const route = routeTo(engine, from, wanted, targets) ?? [];
  return Object.fromEntries([from, ...route].map((version, index) => [version, route.slice(index, index + 1)]));
}

/** Each group is created when the one before it is ready: the last that exists says all, and a look stays short. */
async function lookAtGroups(database: DatabasePort, groups: readonly CarriedGroup[]): Promise<GroupFacts[]> {
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index];
    const counterpart = await database.parameters(group.scope, group.to, 'all');
    if (!counterpart) continue;
    const settings = await database.parameters(group.scope, group.from, 'set by user') ?? [];
    return [...groups.slice(0, index).map(ready), { group, settings, counterpart }];
  }
  return [];
}

function ready(group: CarriedGroup): GroupFacts {
  return { group, settings: [], counterpart: [] };
}
