import type { Goal } from '../../src/planner/goal';
import type { ClusterFacts, MemberFacts, MemberSettings, Observation, Origin } from '../../src/planner/observation';

export const SETTINGS: MemberSettings = {
  promotionTier: 1,
  availabilityZone: 'eu-west-1a',
  parameterGroup: 'shop',
  monitoringIntervalSeconds: 60,
  monitoringRole: 'arn:aws:iam::1:role/m',
  performanceInsights: true,
  performanceInsightsKey: 'key',
  performanceInsightsRetentionDays: 7,
  certificateAuthority: 'rds-ca-rsa2048-g1',
  publiclyAccessible: false,
  autoMinorVersionUpgrade: false,
  maintenanceWindow: 'sun:03:00-sun:03:30',
  tags: [{ key: 'team', value: 'shop' }],
};

export const CLUSTER: ClusterFacts = {
  identifier: 'shop',
  arn: 'arn:aws:rds:eu-west-1:1:cluster:shop',
  resourceId: 'cluster-ABCDEF',
  status: 'available',
  engine: 'aurora-mysql',
  engineVersion: '8.0.mysql_aurora.3.10.0',
  engineMode: 'provisioned',
  dataApi: false,
  securityGroups: [],
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
};

export const GOAL: Goal = { kind: 'serverless-v2', generation: 1, capacity: { minAcu: 1, maxAcu: 16 }, members: [{ name: 'a' }, { name: 'b' }] };

export function member(identifier: string, change: Partial<MemberFacts> = {}): MemberFacts {
  return { identifier, instanceClass: 'db.r6g.large', isWriter: false, status: 'available', pending: [], settings: SETTINGS, capacityAcu: [], ...change };
}

export const OLD_WRITER = member('old-1', { isWriter: true });
export const OLD_READER = member('old-2', { settings: { ...SETTINGS, availabilityZone: 'eu-west-1b', tags: [] } });
export const NEW_A = member('shop-v2-a-abcdef', { instanceClass: 'db.serverless', capacityAcu: [8] });
export const NEW_B = member('shop-v2-b-abcdef', { instanceClass: 'db.serverless', capacityAcu: [8] });

export const ORIGIN: Origin = { recordedAtSeconds: 0, cluster: CLUSTER, members: [OLD_WRITER, OLD_READER] };

export function observation(change: Partial<Observation> = {}): Observation {
  return {
    observedAtSeconds: 1000,
    cluster: CLUSTER,
    members: [OLD_WRITER, OLD_READER],
    origin: ORIGIN,
    marks: [],
    settled: { reads: 3, seconds: 100 },
    ...change,
  };
}

export const WITH_RANGE: ClusterFacts = { ...CLUSTER, capacityRange: GOAL.capacity };
export const SIDE_BY_SIDE = observation({ cluster: WITH_RANGE, members: [OLD_WRITER, OLD_READER, NEW_A, NEW_B] });
export const TAKEN_OVER = observation({
  cluster: WITH_RANGE, members: [{ ...OLD_WRITER, isWriter: false }, OLD_READER, { ...NEW_A, isWriter: true }, NEW_B],
});
