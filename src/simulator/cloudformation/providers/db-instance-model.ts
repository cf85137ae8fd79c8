import type { DBInstance } from '@aws-sdk/client-rds';
import type { Properties } from '../resource';

/** An instance in the words of the template. */
export function instanceProperties(shape: DBInstance): Properties {
  return {
    AutoMinorVersionUpgrade: shape.AutoMinorVersionUpgrade,
    AvailabilityZone: shape.AvailabilityZone,
    CACertificateIdentifier: shape.CACertificateIdentifier,
    CopyTagsToSnapshot: shape.CopyTagsToSnapshot,
    DBClusterIdentifier: shape.DBClusterIdentifier,
    DBInstanceClass: shape.DBInstanceClass,
    DBInstanceIdentifier: shape.DBInstanceIdentifier,
    DBParameterGroupName: shape.DBParameterGroups?.[0]?.DBParameterGroupName,
    DBSubnetGroupName: shape.DBSubnetGroup?.DBSubnetGroupName,
    EnablePerformanceInsights: shape.PerformanceInsightsEnabled,
    Engine: shape.Engine,
    EngineVersion: shape.EngineVersion,
    MonitoringInterval: shape.MonitoringInterval,
    MonitoringRoleArn: shape.MonitoringRoleArn,
    PerformanceInsightsKMSKeyId: shape.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: shape.PerformanceInsightsRetentionPeriod,
    PreferredMaintenanceWindow: shape.PreferredMaintenanceWindow,
    PromotionTier: shape.PromotionTier,
    PubliclyAccessible: shape.PubliclyAccessible,
    Tags: shape.TagList,
  };
}

/** What `Fn::GetAtt` answers for an instance. */
export function instanceAttributes(shape: DBInstance): Readonly<Record<string, unknown>> {
  return {
    'DBInstanceArn': shape.DBInstanceArn,
    'DbiResourceId': shape.DbiResourceId ?? `db-${shape.DBInstanceIdentifier}`,
    'Endpoint.Address': shape.Endpoint?.Address ?? `${shape.DBInstanceIdentifier}.simulated.rds.amazonaws.com`,
    'Endpoint.Port': String(shape.Endpoint?.Port ?? shape.DbInstancePort ?? ''),
    'Endpoint.HostedZoneId': shape.Endpoint?.HostedZoneId,
  };
}
