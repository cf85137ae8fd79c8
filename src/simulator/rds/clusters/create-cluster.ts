import type { CreateDBClusterMessage, CreateDBClusterResult, DBCluster, ServerlessV2ScalingConfiguration } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Volume } from '../../data/volume';
import { AwsError } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { defaultVersion, isKnownEngine, knownVersion } from '../catalog/engine-versions';
import { Cluster } from '../cluster';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { identifierIn } from '../find';
import { requireQuota } from '../quotas';
import { DEFAULT_GROUP } from '../subnet-groups/subnet-groups';
import { zones } from '../zones';
import { completeRange } from './capacity-range';

/** Creation of new Serverless v1 clusters ended on 8 January 2025. */
const SERVERLESS_V1_HAS_ENDED = 'The engine mode serverless you requested is currently unavailable.';
const MYSQL_PORT = 3306;
const POSTGRES_PORT = 5432;

export const createDBCluster = operation<CreateDBClusterMessage, CreateDBClusterResult>(
  [
    'DBClusterIdentifier', 'Engine', 'EngineVersion', 'EngineMode', 'AvailabilityZones', 'BackupRetentionPeriod', 'DatabaseName', 'DBClusterParameterGroupName',
    'VpcSecurityGroupIds', 'DBSubnetGroupName', 'Port', 'MasterUsername', 'MasterUserPassword', 'ManageMasterUserPassword', 'PreferredBackupWindow',
    'PreferredMaintenanceWindow', 'ReplicationSourceIdentifier', 'Tags', 'StorageEncrypted', 'KmsKeyId', 'EnableIAMDatabaseAuthentication',
    'EnableCloudwatchLogsExports', 'ScalingConfiguration', 'DeletionProtection', 'GlobalClusterIdentifier', 'EnableHttpEndpoint', 'CopyTagsToSnapshot',
    'ServerlessV2ScalingConfiguration', 'StorageType', 'AutoMinorVersionUpgrade', 'EngineLifecycleSupport',
  ],
  (account, input) => {
    const identifier = identifierIn(required(input.DBClusterIdentifier, 'DBClusterIdentifier'));
    validate(account, identifier, input);
    const volume = account.replication.volumeFor(input);
    const cluster = addCluster(account, describe(account, identifier, input), volume, input.ServerlessV2ScalingConfiguration);
    account.replication.onClusterCreated(cluster, input);
    const doing = account.begin('create cluster', identifier);
    cluster.last.birth = doing;
    account.during(doing, account.draw('createCluster', identifier), () => cluster.arrive());
    return { DBCluster: cluster.shape };
  },
);

function validate(account: SimulatedAccount, identifier: string, input: CreateDBClusterMessage): void {
  const engine = required(input.Engine, 'Engine');
  if (!isKnownEngine(engine)) throw invalidParameterValue(`Invalid DB engine: ${engine}`);
  requireFreeName(account, identifier);
  requireQuota(account, 'clusters');
  if (input.EngineMode === 'serverless') throw invalidParameterValue(SERVERLESS_V1_HAS_ENDED);
  if (input.EngineMode !== undefined && input.EngineMode !== 'provisioned') throw invalidParameterValue(`Invalid engine mode: ${input.EngineMode}`);
  if (input.ScalingConfiguration) throw invalidParameterCombination('ScalingConfiguration is valid only for the engine mode serverless.');
  const isCopy = input.ReplicationSourceIdentifier !== undefined || input.GlobalClusterIdentifier !== undefined;
  const hasPassword = input.MasterUserPassword !== undefined || input.ManageMasterUserPassword === true;
  if (input.MasterUserPassword !== undefined && input.ManageMasterUserPassword) {
    throw invalidParameterCombination("You can't specify MasterUserPassword for a DB cluster with ManageMasterUserPassword.");
  }
  if (!isCopy && (!input.MasterUsername || !hasPassword)) {
    throw invalidParameterCombination('MasterUsername and MasterUserPassword, or ManageMasterUserPassword, are required for a new DB cluster.');
  }
}

export function requireFreeName(account: SimulatedAccount, identifier: string): void {
  if (!/^[a-z](-?[a-z0-9])*$/.test(identifier) || identifier.length > 63) {
    throw invalidParameterValue(`The parameter DBClusterIdentifier is not a valid identifier: ${identifier}`);
  }
  if (account.clusters.has(identifier)) throw fault('DBClusterAlreadyExistsFault', `DB Cluster already exists: ${identifier}`);
}

/** Puts a cluster that is being made into the account, if its capacity range is one that AWS takes. */
export function addCluster(account: SimulatedAccount, shape: DBCluster, volume?: Volume, range?: ServerlessV2ScalingConfiguration): Cluster {
  const cluster = new Cluster(account, { shape, volume });
  if (range) {
    shape.ServerlessV2ScalingConfiguration = completeRange(cluster, range);
    shape.ServerlessV2PlatformVersion = account.profile.newestPlatformVersion;
  }
  account.clusters.set(cluster.identifier, cluster);
  account.autoPause.watch(cluster);
  return cluster;
}

function describe(account: SimulatedAccount, identifier: string, input: CreateDBClusterMessage): DBCluster {
  const engine = input.Engine!;
  const version = versionIn(engine, input.EngineVersion);
  return {
    ...newClusterShape(account, identifier, engine, version),
    MasterUsername: input.MasterUsername,
    DatabaseName: input.DatabaseName,
    AvailabilityZones: input.AvailabilityZones ?? zones(account),
    BackupRetentionPeriod: input.BackupRetentionPeriod ?? 1,
    DBClusterParameterGroup: account.parameterGroups.nameFor('cluster', input.DBClusterParameterGroupName, engine, version),
    DBSubnetGroup: account.subnetGroups.find(input.DBSubnetGroupName ?? DEFAULT_GROUP).shape.DBSubnetGroupName,
    VpcSecurityGroups: (input.VpcSecurityGroupIds ?? ['sg-default']).map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })),
    // AWS takes the port of MySQL unless it is told, whatever the engine.
    Port: input.Port ?? MYSQL_PORT,
    PreferredBackupWindow: input.PreferredBackupWindow ?? '03:00-03:30',
    PreferredMaintenanceWindow: input.PreferredMaintenanceWindow ?? 'sun:04:00-sun:04:30',
    StorageEncrypted: input.StorageEncrypted ?? input.KmsKeyId !== undefined,
    KmsKeyId: input.KmsKeyId,
    IAMDatabaseAuthenticationEnabled: input.EnableIAMDatabaseAuthentication ?? false,
    EnabledCloudwatchLogsExports: input.EnableCloudwatchLogsExports ?? [],
    DeletionProtection: input.DeletionProtection ?? false,
    HttpEndpointEnabled: input.EnableHttpEndpoint ?? false,
    CopyTagsToSnapshot: input.CopyTagsToSnapshot ?? false,
    StorageType: input.StorageType ?? 'aurora',
    AutoMinorVersionUpgrade: input.AutoMinorVersionUpgrade ?? true,
    EngineLifecycleSupport: input.EngineLifecycleSupport ?? 'open-source-rds-extended-support',
    TagList: input.Tags ?? [],
    ...(input.ManageMasterUserPassword ? { MasterUserSecret: managedSecret(account, identifier) } : {}),
  };
}

/** Left out, the version is the default one of the Region; a major version stands for its default minor version. */
export function versionIn(engine: string, wanted: string | undefined): string {
  const version = wanted === undefined ? defaultVersion(engine) : knownVersion(engine, wanted);
  if (version === undefined) throw invalidParameterCombination(`Cannot find version ${wanted} for ${engine}`);
  return version;
}

/** What every new cluster has, however it is made. */
export function newClusterShape(account: SimulatedAccount, identifier: string, engine: string, version: string): DBCluster {
  const host = (kind: string) => `${identifier}.${kind}-simulated.${account.region}.rds.amazonaws.com`;
  return {
    DBClusterIdentifier: identifier,
    DBClusterArn: account.arn('cluster', identifier),
    DbClusterResourceId: account.madeUp('cluster-', `${identifier}/${account.clock.now}`, 26),
    Status: 'creating',
    Engine: engine,
    EngineVersion: version,
    EngineMode: 'provisioned',
    Endpoint: host('cluster'),
    ReaderEndpoint: host('cluster-ro'),
    Port: engine === 'aurora-postgresql' ? POSTGRES_PORT : MYSQL_PORT,
    ClusterCreateTime: new Date(account.clock.now),
    EarliestRestorableTime: new Date(account.clock.now),
    DBClusterMembers: [],
    AvailabilityZones: zones(account),
    MultiAZ: false,
    AllocatedStorage: 1,
    ReadReplicaIdentifiers: [],
    AssociatedRoles: [],
    ActivityStreamStatus: 'stopped',
    CrossAccountClone: false,
    NetworkType: 'IPV4',
  };
}

/** The key that Secrets Manager takes where nobody names another. */
export const AWS_MANAGED_KEY = 'key/aws-managed-secretsmanager';

export function managedSecret(account: SimulatedAccount, identifier: string) {
  return {
    SecretArn: `arn:aws:secretsmanager:${account.region}:${account.accountId}:secret:rds!cluster-${identifier}-simulated`,
    SecretStatus: 'active',
    KmsKeyId: `arn:aws:kms:${account.region}:${account.accountId}:${AWS_MANAGED_KEY}`,
  };
}

export function requireUnprotected({ shape }: Cluster): void {
  // AWS reports deletion protection as a combination of parameters.
  if (shape.DeletionProtection) throw new AwsError('InvalidParameterCombination', 'Cannot delete protected Cluster, please disable deletion protection and try again.');
}
