import type { Described } from './described';
import type { Features } from './features';

/** The features in AWS's description of a cluster; what it leaves out stays out. */
export function clusterFeatures(cluster: Described): Features {
  return known({
    ...commonFeatures(cluster),
    port: cluster.Port,
    globalCluster: cluster.GlobalClusterIdentifier || undefined,
    replicationSource: cluster.ReplicationSourceIdentifier || undefined,
    replicas: some(cluster.ReadReplicaIdentifiers),
    activityStream: cluster.ActivityStreamStatus === undefined ? undefined : cluster.ActivityStreamStatus !== 'stopped',
    backtrack: cluster.BacktrackWindow ? true : undefined,
    platformVersion: cluster.ServerlessV2PlatformVersion,
    limitless: cluster.ClusterScalabilityType === 'limitless' || cluster.LimitlessDatabase?.Status === 'enabled' ? true : undefined,
    paused: cluster.EngineMode === 'serverless' && cluster.Capacity === 0 ? true : undefined,
  });
}

/** Those in AWS's description of a DB instance of RDS. */
export function instanceFeatures(instance: Described): Features {
  const auroraReplicas: readonly string[] = instance.ReadReplicaDBClusterIdentifiers ?? [];
  return known({
    ...commonFeatures(instance),
    port: instance.Endpoint?.Port,
    replicationSource: instance.ReadReplicaSourceDBInstanceIdentifier || instance.ReadReplicaSourceDBClusterIdentifier || undefined,
    replicas: some([...instance.ReadReplicaDBInstanceIdentifiers ?? [], ...auroraReplicas]),
    auroraReplicas: some(auroraReplicas),
    backupRetentionDays: instance.BackupRetentionPeriod,
  });
}

function commonFeatures(described: Described): Features {
  return {
    deletionProtection: described.DeletionProtection,
    managedPassword: described.MasterUserSecret ? true : undefined,
    managedSecret: described.MasterUserSecret?.SecretArn,
    associatedRoles: described.AssociatedRoles?.length || undefined,
    pending: some(Object.entries(described.PendingModifiedValues ?? {}).filter(([, value]) => value !== undefined).map(([name]) => name)),
    storageType: described.StorageType,
    extendedSupport: described.EngineLifecycleSupport === undefined ? undefined : described.EngineLifecycleSupport === 'open-source-rds-extended-support',
  };
}

function some<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length ? list : undefined;
}

function known(features: Features): Features {
  return Object.fromEntries(Object.entries(features).filter(([, value]) => value !== undefined));
}
