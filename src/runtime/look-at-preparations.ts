import type { DatabasePort, Look } from './ports';
import type { Goal } from '../planner/goal';
import { safetySnapshotIdentifier, upgradeSnapshotIdentifier } from '../planner/names';
import type { Mark, Observation, Origin } from '../planner/observation';
import type { GroupFacts } from '../planner/parameter-groups';
import { type CarriedGroup, nextHop } from '../planner/upgrade';

type Preparations = Pick<Observation, 'safetySnapshot' | 'upgradeTargets' | 'parameterGroups'>;

interface Begun {
  readonly goal: Goal;
  /** Until it is recorded, the move may be refused. */
  readonly origin?: Origin;
  readonly marks: readonly Mark[];
  readonly look: Look;
}

/** What has to be ready before a step that cannot be undone; looked at only until that step has begun. */
export async function lookAtPreparations(database: DatabasePort, { goal, origin, marks, look: { cluster, members } }: Begun): Promise<Preparations> {
  if (!cluster || goal.kind !== 'serverless-v2') return {};
  const upgrades = cluster.status === 'available' && nextHop(cluster, [], goal.engineVersion, undefined).kind !== 'reached';
  const targets = () => database.upgradeTargets(cluster.engine, cluster.engineVersion, goal.engineVersion!);
  if (cluster.engineMode === 'serverless') {
    if (!origin) return upgrades ? { upgradeTargets: await targets() } : {};
    const begun = marks.some(({ kind }) => kind === 'conversion');
    return begun ? {} : { safetySnapshot: await database.findSnapshot(safetySnapshotIdentifier(cluster, goal.generation)) };
  }
  if (!upgrades) return {};
  const upgradeTargets = await targets();
  const next = nextHop(cluster, members.map((member) => ({ ...member, capacityAcu: [] })), goal.engineVersion, upgradeTargets);
  if (next.kind !== 'hop' || !next.hop.isMajor || marks.some(({ kind, detail }) => kind === 'upgrade' && detail === next.hop.to)) return { upgradeTargets };
  const parameterGroups: GroupFacts[] = [];
  for (const group of next.hop.groups) parameterGroups.push(await lookAtGroup(database, group));
  return {
    upgradeTargets,
    parameterGroups,
    safetySnapshot: await database.findSnapshot(upgradeSnapshotIdentifier(cluster, next.hop.to, goal.generation)),
  };
}

async function lookAtGroup(database: DatabasePort, group: CarriedGroup): Promise<GroupFacts> {
  const settings = await database.parameters(group.scope, group.from, 'set by user') ?? [];
  return { group, settings, counterpart: await database.parameters(group.scope, group.to, 'all') };
}
