import type { Described } from './described';
import type { Tag } from '../observation';

/** How a database is kept, so that a copy of it is kept likewise. What AWS's description does not say is absent. */
export interface CopiedSettings {
  readonly resourceId?: string;
  readonly host?: string;
  readonly port?: number;
  readonly vpc?: string;
  readonly subnetGroup?: string;
  readonly securityGroups?: readonly string[];
  readonly encrypted?: boolean;
  readonly kmsKey?: string;
  readonly storageType?: string;
  readonly masterUsername?: string;
  readonly iamAuthentication?: boolean;
  readonly logs?: readonly string[];
  readonly backupDays?: number;
  readonly tags?: readonly Tag[];
  /** Of an RDS instance: what members of a cluster have is said of each. */
  readonly parameterGroup?: string;
}

/** In the description of a cluster, of a DB instance or of a snapshot of either. */
export function copiedSettings(described: Described): CopiedSettings {
  const { DBSubnetGroup: subnets, Endpoint: endpoint } = described;
  const groups = described.VpcSecurityGroups?.map((group: Described) => group.VpcSecurityGroupId);
  const tags = described.TagList?.filter((tag: Described) => !tag.Key.startsWith('aws:')).map((tag: Described) => ({ key: tag.Key, value: tag.Value ?? '' }));
  const settings: CopiedSettings = {
    resourceId: described.DbClusterResourceId ?? described.DbiResourceId,
    host: endpoint?.Address ?? (typeof endpoint === 'string' ? endpoint : undefined),
    // Snapshots of Aurora clusters say 0.
    port: endpoint?.Port ?? (described.Port || undefined),
    vpc: described.VpcId ?? subnets?.VpcId,
    subnetGroup: subnets?.DBSubnetGroupName ?? (typeof subnets === 'string' ? subnets : undefined),
    securityGroups: groups?.length > 0 ? groups : undefined,
    encrypted: described.StorageEncrypted ?? described.Encrypted,
    kmsKey: described.KmsKeyId,
    storageType: described.StorageType,
    masterUsername: described.MasterUsername,
    iamAuthentication: described.IAMDatabaseAuthenticationEnabled,
    logs: described.EnabledCloudwatchLogsExports,
    backupDays: described.BackupRetentionPeriod,
    tags: tags?.length > 0 ? tags : undefined,
    parameterGroup: described.DBParameterGroups?.[0]?.DBParameterGroupName,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
