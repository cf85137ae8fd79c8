import type {
  DBCluster, RestoreDBClusterFromSnapshotMessage, RestoreDBClusterFromSnapshotResult, RestoreDBClusterToPointInTimeMessage,
  RestoreDBClusterToPointInTimeResult,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Volume } from '../../data/volume';
import { operation } from '../../wire/service';
import { auroraEngineOf, familyOf, upgradeTargets } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { addCluster, newClusterShape, requireFreeName, versionIn } from '../clusters/create-cluster';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { findCluster, identifierIn } from '../find';
import { requireQuota } from '../quotas';
import { DEFAULT_GROUP } from '../subnet-groups/subnet-groups';

type FromSnapshot = RestoreDBClusterFromSnapshotMessage;
type ToPointInTime = RestoreDBClusterToPointInTimeMessage;

const SHARED = [
  'DBClusterIdentifier', 'Port', 'DBSubnetGroupName', 'VpcSecurityGroupIds', 'Tags', 'KmsKeyId', 'EnableIAMDatabaseAuthentication',
  'EnableCloudwatchLogsExports', 'EngineMode', 'ScalingConfiguration', 'DBClusterParameterGroupName', 'DeletionProtection', 'CopyTagsToSnapshot',
  'ServerlessV2ScalingConfiguration', 'BackupRetentionPeriod', 'PreferredBackupWindow', 'EngineLifecycleSupport', 'StorageType',
] as const satisfies readonly (keyof FromSnapshot & keyof ToPointInTime)[];

const restoreDBClusterFromSnapshot = operation<FromSnapshot, RestoreDBClusterFromSnapshotResult>(
  [...SHARED, 'SnapshotIdentifier', 'Engine', 'EngineVersion', 'AvailabilityZones', 'DatabaseName'],
  (account, input) => {
    const source = findSource(account, required(input.SnapshotIdentifier, 'SnapshotIdentifier'));
    const engine = required(input.Engine, 'Engine');
    if (engine !== auroraEngineOf(source.engine)) throw invalidParameterCombination(`A snapshot of ${source.engine} cannot be restored as ${engine}.`);
    // Left out, it is the default version of the Region, not the one of the snapshot.
    const version = input.EngineVersion === source.version ? source.version : versionIn(engine, input.EngineVersion);
    return { DBCluster: restore(account, input, { ...source, engine }, version).shape };
  },
);

const restoreDBClusterToPointInTime = operation<ToPointInTime, RestoreDBClusterToPointInTimeResult>(
  [...SHARED, 'RestoreType', 'SourceDBClusterIdentifier', 'SourceDbClusterResourceId', 'UseLatestRestorableTime'],
  (account, input) => {
    const { SourceDbClusterResourceId: resourceId, SourceDBClusterIdentifier: identifier } = input;
    const cluster = [...account.clusters.values()].find(({ shape }) => resourceId !== undefined && shape.DbClusterResourceId === resourceId)
      ?? findCluster(account, required(identifier ?? resourceId, 'SourceDBClusterIdentifier'));
    if (!input.UseLatestRestorableTime) throw invalidParameterCombination('One of RestoreToTime and UseLatestRestorableTime is required.');
    account.catchUpClients();
    const version = cluster.shape.EngineVersion!;
    const source = { engine: cluster.shape.Engine!, version, mode: cluster.shape.EngineMode, volume: cluster.volume, from: cluster.shape };
    return { DBCluster: restore(account, input, source, version).shape };
  },
);

export const RESTORE_OPERATIONS = {
  RestoreDBClusterFromSnapshot: restoreDBClusterFromSnapshot,
  RestoreDBClusterToPointInTime: restoreDBClusterToPointInTime,
};

interface Source {
  readonly engine: string;
  readonly version: string;
  readonly mode?: string;
  readonly volume: Volume;
  /** What is taken over where the call says nothing. */
  readonly from: Pick<DBCluster, 'Port' | 'MasterUsername' | 'StorageEncrypted' | 'KmsKeyId' | 'DBSubnetGroup' | 'VpcSecurityGroups' | 'DatabaseName'>;
}

/** A cluster snapshot by name or ARN, an RDS snapshot only by ARN. */
function findSource(account: SimulatedAccount, identifier: string): Source {
  const cluster = account.clusterSnapshots.get(identifierIn(identifier));
  if (cluster && !identifier.includes(':snapshot:')) {
    const { shape, volume } = cluster;
    if (shape.Status !== 'available') {
      throw fault('InvalidDBClusterSnapshotStateFault', `The DB cluster snapshot ${identifier} is not in available state.`);
    }
    return { engine: shape.Engine!, version: shape.EngineVersion!, mode: shape.EngineMode, volume, from: shape };
  }
  const instance = identifier.startsWith('arn:') ? account.instanceSnapshots.get(identifierIn(identifier)) : undefined;
  if (!instance) throw fault('DBClusterSnapshotNotFoundFault', `DBClusterSnapshot ${identifier} not found.`);
  if (instance.shape.Status !== 'available') throw fault('InvalidDBSnapshotStateFault', `The DB snapshot ${identifier} is not in available state.`);
  const { Engine, EngineVersion, Port, MasterUsername, Encrypted } = instance.shape;
  return { engine: Engine!, version: EngineVersion!, volume: instance.volume, from: { Port, MasterUsername, StorageEncrypted: Encrypted } };
}

/** A new cluster with a copy of the data, and without any instance. */
function restore(account: SimulatedAccount, input: FromSnapshot | ToPointInTime, source: Source, version: string): Cluster {
  const identifier = identifierIn(required(input.DBClusterIdentifier, 'DBClusterIdentifier'));
  requireFreeName(account, identifier);
  requireQuota(account, 'clusters');
  const mode = input.EngineMode ?? source.mode ?? 'provisioned';
  if (mode === 'serverless' && !account.profile.serverlessV1CanBeRestored) throw invalidParameterValue('The engine mode serverless you requested is currently unavailable.');
  const isAuroraSource = source.engine.startsWith('aurora') && upgradeTargets(source.engine, source.version).length > 0;
  const isMajorUpgrade = isAuroraSource && familyOf(source.engine, version) !== familyOf(source.engine, source.version);
  if (isMajorUpgrade && !upgradeTargets(source.engine, source.version).some((target) => target.version === version)) {
    throw invalidParameterCombination(`Cannot upgrade ${source.engine} from ${source.version} to ${version}`);
  }
  const shape = describe(account, identifier, input, source, version, mode);
  const cluster = addCluster(account, shape, source.volume.copy(), input.ServerlessV2ScalingConfiguration);
  cluster.needsProvisionedInstance = isMajorUpgrade;
  const doing = account.begin('restore cluster', identifier);
  cluster.last.birth = doing;
  account.during(doing, account.draw('restoreCluster', identifier), () => cluster.arrive());
  return cluster;
}

function describe(
  account: SimulatedAccount, identifier: string, input: FromSnapshot | ToPointInTime, { engine, from }: Source, version: string, mode: string,
): DBCluster {
  const base = newClusterShape(account, identifier, engine, version);
  return {
    ...base,
    // AWS shows a copy of data as a migration.
    Status: 'migrating',
    EngineMode: mode,
    Port: input.Port ?? from.Port ?? base.Port,
    MasterUsername: from.MasterUsername,
    DatabaseName: from.DatabaseName,
    StorageEncrypted: (from.StorageEncrypted ?? false) || input.KmsKeyId !== undefined,
    KmsKeyId: input.KmsKeyId ?? from.KmsKeyId,
    DBSubnetGroup: account.subnetGroups.find(input.DBSubnetGroupName ?? from.DBSubnetGroup ?? DEFAULT_GROUP).shape.DBSubnetGroupName,
    VpcSecurityGroups: input.VpcSecurityGroupIds?.map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })) ?? from.VpcSecurityGroups ?? [],
    DBClusterParameterGroup: account.parameterGroups.nameFor('cluster', input.DBClusterParameterGroupName, engine, version),
    BackupRetentionPeriod: input.BackupRetentionPeriod ?? 1,
    PreferredBackupWindow: input.PreferredBackupWindow ?? '03:00-03:30',
    PreferredMaintenanceWindow: 'sun:04:00-sun:04:30',
    DeletionProtection: input.DeletionProtection ?? false,
    CopyTagsToSnapshot: input.CopyTagsToSnapshot ?? false,
    IAMDatabaseAuthenticationEnabled: input.EnableIAMDatabaseAuthentication ?? false,
    EnabledCloudwatchLogsExports: input.EnableCloudwatchLogsExports ?? [],
    HttpEndpointEnabled: false,
    AutoMinorVersionUpgrade: true,
    StorageType: input.StorageType ?? 'aurora',
    EngineLifecycleSupport: input.EngineLifecycleSupport ?? 'open-source-rds-extended-support',
    TagList: input.Tags ?? [],
    ...(mode === 'serverless' ? { ScalingConfigurationInfo: { ...input.ScalingConfiguration }, Capacity: input.ScalingConfiguration?.MinCapacity ?? 2 } : {}),
  };
}
