import type { Described } from './described';
import type { ClusterFeatures } from './features';

/** The features in AWS's description of a cluster; what it leaves out stays out. */
export function clusterFeatures(cluster: Described): ClusterFeatures {
  const pending = Object.entries(cluster.PendingModifiedValues ?? {}).filter(([, value]) => value !== undefined).map(([name]) => name);
  const features: ClusterFeatures = {
    port: cluster.Port,
    deletionProtection: cluster.DeletionProtection,
    globalCluster: cluster.GlobalClusterIdentifier || undefined,
    replicationSource: cluster.ReplicationSourceIdentifier || undefined,
    managedPassword: cluster.MasterUserSecret ? true : undefined,
    managedSecret: cluster.MasterUserSecret?.SecretArn,
    activityStream: cluster.ActivityStreamStatus === undefined ? undefined : cluster.ActivityStreamStatus !== 'stopped',
    backtrack: cluster.BacktrackWindow ? true : undefined,
    associatedRoles: cluster.AssociatedRoles?.length || undefined,
    pending: pending.length > 0 ? pending : undefined,
    platformVersion: cluster.ServerlessV2PlatformVersion,
    limitless: cluster.ClusterScalabilityType === 'limitless' || cluster.LimitlessDatabase?.Status === 'enabled' ? true : undefined,
    storageType: cluster.StorageType,
    paused: cluster.EngineMode === 'serverless' && cluster.Capacity === 0 ? true : undefined,
    extendedSupport: cluster.EngineLifecycleSupport === undefined ? undefined : cluster.EngineLifecycleSupport === 'open-source-rds-extended-support',
  };
  return Object.fromEntries(Object.entries(features).filter(([, value]) => value !== undefined));
}
