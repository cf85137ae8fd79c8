import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type { CapacityRange } from '../../capacity/capacity-range';
import type { ClusterFacts, MemberFacts } from '../../planner/observation';
import type { Look } from '../ports';
import { clusterFeatures } from './cluster-features';

const DEFAULT_TIER = 1;

/** The facts in AWS's description of a cluster. */
export function clusterFacts(cluster: DBCluster): ClusterFacts {
  const { ServerlessV2ScalingConfiguration: range, ScalingConfigurationInfo: v1 } = cluster;
  return {
    identifier: cluster.DBClusterIdentifier!,
    arn: cluster.DBClusterArn!,
    resourceId: cluster.DbClusterResourceId!,
    status: cluster.Status ?? 'unknown',
    engine: cluster.Engine!,
    engineVersion: cluster.EngineVersion!,
    engineMode: cluster.EngineMode ?? 'provisioned',
    ...(range?.MaxCapacity !== undefined ? { capacityRange: rangeFacts(range) } : {}),
    ...(v1?.MaxCapacity !== undefined ? { serverlessV1: { minAcu: v1.MinCapacity ?? 1, maxAcu: v1.MaxCapacity } } : {}),
    dataApi: cluster.HttpEndpointEnabled ?? false,
    parameterGroup: cluster.DBClusterParameterGroup,
    securityGroups: (cluster.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId!),
    availabilityZones: cluster.AvailabilityZones ?? [],
    features: clusterFeatures(cluster),
  };
}

function rangeFacts(range: NonNullable<DBCluster['ServerlessV2ScalingConfiguration']>): CapacityRange {
  const base = { minAcu: range.MinCapacity ?? 0, maxAcu: range.MaxCapacity! };
  return range.SecondsUntilAutoPause === undefined ? base : { ...base, autoPauseSeconds: range.SecondsUntilAutoPause };
}

/** The facts in AWS's description of a member; who writes is said by the cluster. */
export function memberFacts(instance: DBInstance, cluster: DBCluster): Look['members'][number] {
  const role = cluster.DBClusterMembers?.find((member) => member.DBInstanceIdentifier === instance.DBInstanceIdentifier);
  return {
    identifier: instance.DBInstanceIdentifier!,
    instanceClass: instance.DBInstanceClass!,
    isWriter: role?.IsClusterWriter ?? false,
    status: instance.DBInstanceStatus ?? 'unknown',
    pending: Object.entries(instance.PendingModifiedValues ?? {}).filter(([, value]) => value !== undefined).map(([name]) => name),
    settings: settingsOf(instance, role?.PromotionTier ?? instance.PromotionTier ?? DEFAULT_TIER),
  };
}

function settingsOf(instance: DBInstance, promotionTier: number): MemberFacts['settings'] {
  return {
    promotionTier,
    availabilityZone: instance.AvailabilityZone,
    parameterGroup: instance.DBParameterGroups?.[0]?.DBParameterGroupName,
    monitoringIntervalSeconds: instance.MonitoringInterval ?? 0,
    monitoringRole: instance.MonitoringRoleArn,
    performanceInsights: instance.PerformanceInsightsEnabled ?? false,
    performanceInsightsKey: instance.PerformanceInsightsKMSKeyId,
    performanceInsightsRetentionDays: instance.PerformanceInsightsRetentionPeriod,
    certificateAuthority: instance.CACertificateIdentifier,
    publiclyAccessible: instance.PubliclyAccessible ?? false,
    autoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade ?? true,
    maintenanceWindow: instance.PreferredMaintenanceWindow,
    // Tags that begin with `aws:` belong to AWS services, such as CloudFormation, and cannot be given away.
    tags: (instance.TagList ?? []).filter((tag) => !tag.Key!.startsWith('aws:')).map((tag) => ({ key: tag.Key!, value: tag.Value ?? '' })),
  };
}
