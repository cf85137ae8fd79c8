import type { DBCluster } from '@aws-sdk/client-rds';
import type { Properties } from '../resource';

/** A cluster in the words of the template. */
export function clusterProperties(shape: DBCluster): Properties {
  return {
    AutoMinorVersionUpgrade: shape.AutoMinorVersionUpgrade,
    AvailabilityZones: shape.AvailabilityZones,
    BackupRetentionPeriod: shape.BackupRetentionPeriod,
    CopyTagsToSnapshot: shape.CopyTagsToSnapshot,
    DatabaseName: shape.DatabaseName,
    DBClusterIdentifier: shape.DBClusterIdentifier,
    DBClusterParameterGroupName: shape.DBClusterParameterGroup,
    DBSubnetGroupName: shape.DBSubnetGroup,
    DeletionProtection: shape.DeletionProtection,
    EnableCloudwatchLogsExports: shape.EnabledCloudwatchLogsExports,
    EnableHttpEndpoint: shape.HttpEndpointEnabled,
    EnableIAMDatabaseAuthentication: shape.IAMDatabaseAuthenticationEnabled,
    Engine: shape.Engine,
    EngineLifecycleSupport: shape.EngineLifecycleSupport,
    EngineMode: shape.EngineMode,
    EngineVersion: shape.EngineVersion,
    KmsKeyId: shape.KmsKeyId,
    ManageMasterUserPassword: shape.MasterUserSecret !== undefined,
    MasterUsername: shape.MasterUsername,
    Port: shape.Port,
    PreferredBackupWindow: shape.PreferredBackupWindow,
    PreferredMaintenanceWindow: shape.PreferredMaintenanceWindow,
    ReplicationSourceIdentifier: shape.ReplicationSourceIdentifier,
    ScalingConfiguration: shape.ScalingConfigurationInfo,
    ServerlessV2ScalingConfiguration: shape.ServerlessV2ScalingConfiguration,
    StorageEncrypted: shape.StorageEncrypted,
    StorageType: shape.StorageType,
    Tags: shape.TagList,
    VpcSecurityGroupIds: shape.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId),
  };
}

/** What `Fn::GetAtt` answers for a cluster. */
export function clusterAttributes(shape: DBCluster): Readonly<Record<string, unknown>> {
  return {
    'DBClusterArn': shape.DBClusterArn,
    'DBClusterResourceId': shape.DbClusterResourceId,
    'Endpoint.Address': shape.Endpoint,
    'Endpoint.Port': String(shape.Port),
    'ReadEndpoint.Address': shape.ReaderEndpoint,
    'MasterUserSecret.SecretArn': shape.MasterUserSecret?.SecretArn,
  };
}
