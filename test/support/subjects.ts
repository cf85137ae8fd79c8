import { CLUSTER, GOAL, member, OLD_READER, OLD_WRITER } from './observations';
import type { PathName } from '../../src/planner/paths/planned-path';
import type { Subject } from '../../src/planner/rules/rule';
import type { Features, Surroundings } from '../../src/planner/source/features';
import { kindOfCluster, type Source } from '../../src/planner/source/source';
import { auroraEngine } from '../../src/planner/versions/engine-version';
import { knownUpgradeTargets } from '../../src/planner/versions/upgrade-targets';

export interface Change {
  readonly cluster?: object;
  readonly features?: Features;
  readonly source?: Partial<Source>;
  readonly around?: Surroundings;
  readonly goal?: object;
  readonly path?: PathName;
  readonly today?: string;
}

export const NOTHING_AROUND: Surroundings = {
  customEndpoints: [],
  proxies: [],
  zeroEtlIntegrations: [],
  pendingMaintenance: [],
  autoScaling: false,
  parameters: {},
  setParameters: {},
  peakConnections: 1,
  quotas: { instances: { used: 2, most: 40 }, clusters: { used: 1, most: 40 }, clusterSnapshots: { used: 0, most: 100 } },
};

export function subject({ cluster: changed = {}, features, source = {}, around, goal = {}, path: taken = 'in place', today = '2026-11-21' }: Change): Subject {
  const cluster = { ...CLUSTER, ...changed, features };
  const members = source.members
    ?? [OLD_WRITER, OLD_READER].map((other) => ({ ...other, settings: { ...other.settings, performanceInsights: false } }));
  const { identifier, arn, engine, engineVersion } = cluster;
  return {
    path: taken,
    today,
    goal: { ...GOAL, ...goal },
    source: {
      kind: kindOfCluster(cluster, members),
      identifier,
      arn,
      engine,
      engineVersion,
      cluster,
      members,
      upgradeTargets: knownUpgradeTargets(engine),
      surroundings: around ?? NOTHING_AROUND,
      ...source,
    },
  };
}

export const PG = (engineVersion: string, more: object = {}) => ({ engine: 'aurora-postgresql', engineVersion, ...more });
export const MYSQL = (minor: string) => ({ engineVersion: `8.0.mysql_aurora.${minor}` });
export const V1 = { engineMode: 'serverless', serverlessV1: { minAcu: 2, maxAcu: 8 }, dataApi: true };
export const SERVERLESS = [member('v2', { instanceClass: 'db.serverless', isWriter: true })];
export const RDS = (engine: string, engineVersion: string): Change => ({
  path: 'read replica', source: { kind: 'RDS instance', engine, engineVersion, cluster: undefined, members: [], upgradeTargets: knownUpgradeTargets(auroraEngine(engine)) },
});
export const around = (change: Surroundings): Change => ({ around: { ...NOTHING_AROUND, ...change } });
export const setBySomebody = (parameters: Record<string, string>): Change => around({ parameters, setParameters: parameters });
/** A DB instance of RDS, of which nobody looked at anything beside it. */
export const rds = (features: Features, more: Partial<Source> = {}): Change => ({
  path: 'read replica',
  source: { kind: 'RDS instance', engine: 'mysql', engineVersion: '8.0.36', cluster: undefined, members: [], instanceClass: 'db.m6g.large', features, ...more },
});
export const converted = (identifier: string) => ({ source: { members: [member(identifier, { isWriter: true })] } });
export const tiers = (...promotionTiers: number[]) => promotionTiers.map((promotionTier, index) => member(`t${index}`, {
  isWriter: index === 0, settings: { ...OLD_WRITER.settings, promotionTier },
}));
export const unknown = (...names: (keyof Surroundings)[]): Change => ({
  around: Object.fromEntries(Object.entries(NOTHING_AROUND).filter(([name]) => !names.includes(name as never))),
});
