import type { CreateDBClusterSnapshotMessage, CreateDBClusterSnapshotResult, DBClusterSnapshot } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import type { Cluster } from './cluster';
import { fault, required } from './faults';
import { findCluster, identifierIn, requireAvailable } from './find';
import { Ranges } from '../data/ranges';
import { operation } from '../wire/service';

export interface ClusterSnapshot {
  /** What a describe shows. */
  readonly shape: DBClusterSnapshot;
  /** The committed writes at the moment at which it was begun. */
  readonly volume: Ranges;
}

export const createDBClusterSnapshot = operation<CreateDBClusterSnapshotMessage, CreateDBClusterSnapshotResult>(
  ['DBClusterIdentifier', 'DBClusterSnapshotIdentifier', 'Tags'],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    const identifier = identifierIn(required(input.DBClusterSnapshotIdentifier, 'DBClusterSnapshotIdentifier'));
    if (account.snapshots.has(identifier)) {
      throw fault('DBClusterSnapshotAlreadyExistsFault', `Cannot create the snapshot because one with the identifier ${identifier} already exists.`);
    }
    requireAvailable(cluster);
    const snapshot = recordSnapshot(account, cluster, identifier, 'manual');
    snapshot.shape.TagList = input.Tags ?? [];
    const doing = account.begin('create snapshot', identifier, [cluster.last.conversion]);
    cluster.last.snapshot = doing;
    cluster.setStatus('backing-up');
    account.clock.schedule(account.draw('clusterSnapshot', identifier), () => {
      snapshot.finish();
      cluster.setStatus('available');
      account.end(doing);
    });
    return { DBClusterSnapshot: snapshot.shape };
  },
);

/** A snapshot holds what was committed when it was begun. */
export function recordSnapshot(account: SimulatedAccount, cluster: Cluster, identifier: string, type: 'manual' | 'automated') {
  cluster.catchUpClients();
  const shape: DBClusterSnapshot = {
    DBClusterSnapshotIdentifier: identifier,
    DBClusterSnapshotArn: cluster.shape.DBClusterArn?.replace(/:cluster:.*/, `:cluster-snapshot:${identifier}`),
    DBClusterIdentifier: cluster.identifier,
    DbClusterResourceId: cluster.shape.DbClusterResourceId,
    Engine: cluster.shape.Engine,
    EngineMode: cluster.shape.EngineMode,
    EngineVersion: cluster.shape.EngineVersion,
    SnapshotCreateTime: new Date(account.clock.now),
    SnapshotType: type,
    Status: 'creating',
    PercentProgress: 0,
    StorageEncrypted: cluster.shape.StorageEncrypted,
    TagList: [],
  };
  account.snapshots.set(identifier, { shape, volume: cluster.volume.copy() });
  return { shape, finish: () => Object.assign(shape, { Status: 'available', PercentProgress: 100 }) };
}
