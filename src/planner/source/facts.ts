import type { Described } from './described';
import { clusterFeatures } from './read-features';
import type { CapacityRange } from '../../capacity/capacity-range';
import type { ClusterFacts, MemberFacts } from '../observation';

const DEFAULT_TIER = 1;
const STACK_TAG = 'aws:cloudformation:stack-name';

/** The facts in AWS's description of a cluster. */
export function clusterFacts(cluster: Described): ClusterFacts {
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
    securityGroups: (cluster.VpcSecurityGroups ?? []).map((group: Described) => group.VpcSecurityGroupId!),
    availabilityZones: cluster.AvailabilityZones ?? [],
    features: clusterFeatures(cluster),
  };
}

function rangeFacts(range: Described): CapacityRange {
  const base = { minAcu: range.MinCapacity ?? 0, maxAcu: range.MaxCapacity! };
  return range.SecondsUntilAutoPause === undefined ? base : { ...base, autoPauseSeconds: range.SecondsUntilAutoPause };
}

/** The facts in AWS's description of a member; who writes is said by the cluster. */
export function memberFacts(instance: Described, cluster: Described): Omit<MemberFacts, 'capacityAcu' | 'replicaLagMillis'> {
  const stack = instance.TagList?.find(({ Key }: Described) => Key === STACK_TAG)?.Value;
  const parametersInSync = inSync(instance, cluster);
  const role = cluster.DBClusterMembers?.find((member: Described) => member.DBInstanceIdentifier === instance.DBInstanceIdentifier);
  return {
    identifier: instance.DBInstanceIdentifier!,
    instanceClass: instance.DBInstanceClass!,
    isWriter: role?.IsClusterWriter ?? false,
    status: instance.DBInstanceStatus ?? 'unknown',
    pending: Object.entries(instance.PendingModifiedValues ?? {}).filter(([, value]) => value !== undefined).map(([name]) => name),
    engineVersion: instance.EngineVersion,
    ...(parametersInSync === undefined ? {} : { parametersInSync }),
    ...(stack === undefined ? {} : { stack }),
    settings: settingsOf(instance, role?.PromotionTier ?? instance.PromotionTier ?? DEFAULT_TIER),
  };
}

/** The group of the instance, and that of its cluster; unknown where AWS does not say. */
function inSync({ DBInstanceIdentifier, DBParameterGroups = [] }: Described, { DBClusterMembers = [] }: Described): boolean | undefined {
  const member = DBClusterMembers.find((candidate: Described) => candidate.DBInstanceIdentifier === DBInstanceIdentifier);
  const statuses = [...DBParameterGroups.map(({ ParameterApplyStatus }: Described) => ParameterApplyStatus), member?.DBClusterParameterGroupStatus];
  const known = statuses.filter((status) => status !== undefined);
  return known.length === 0 ? undefined : known.every((status) => status === 'in-sync');
}

function settingsOf(instance: Described, promotionTier: number): MemberFacts['settings'] {
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
    tags: (instance.TagList ?? []).filter((tag: Described) => !tag.Key!.startsWith('aws:')).map((tag: Described) => ({ key: tag.Key!, value: tag.Value ?? '' })),
  };
}
