import type {
  CreateDBClusterSnapshotMessage, CreateDBClusterSnapshotResult, DBClusterSnapshot, DBClusterSnapshotMessage, DeleteDBClusterSnapshotMessage,
  DeleteDBClusterSnapshotResult, DescribeDBClusterSnapshotsMessage,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { copyOf } from '../../copy';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault, required } from '../faults';
import { findCluster, identifierIn, page, selected, requireAvailable } from '../find';
import { requireQuota } from '../quotas';
import type { ClusterSnapshot } from './snapshot';

const createDBClusterSnapshot = operation<CreateDBClusterSnapshotMessage, CreateDBClusterSnapshotResult>(
  ['DBClusterIdentifier', 'DBClusterSnapshotIdentifier', 'Tags'],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    const identifier = identifierIn(required(input.DBClusterSnapshotIdentifier, 'DBClusterSnapshotIdentifier'));
    requireFreeClusterSnapshotName(account, identifier);
    requireQuota(account, 'manualClusterSnapshots');
    requireAvailable(cluster);
    const snapshot = recordClusterSnapshot(account, cluster, identifier);
    if (input.Tags) snapshot.shape.TagList = input.Tags;
    const doing = account.begin('create snapshot', identifier, [cluster.last.conversion, cluster.last.birth]);
    cluster.last.snapshot = doing;
    cluster.setStatus('backing-up');
    account.during(doing, account.draw('clusterSnapshot', identifier), () => {
      snapshot.finish();
      cluster.setStatus('available');
    });
    return { DBClusterSnapshot: snapshot.shape };
  },
);

const describeDBClusterSnapshots = operation<DescribeDBClusterSnapshotsMessage, DBClusterSnapshotMessage>(
  ['DBClusterIdentifier', 'DBClusterSnapshotIdentifier', 'SnapshotType', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const wanted = input.DBClusterSnapshotIdentifier && findClusterSnapshot(account, input.DBClusterSnapshotIdentifier).shape;
    const found = [...account.clusterSnapshots.values()].map(({ shape }) => shape)
      .filter((shape) => !wanted || shape === wanted)
      .filter((shape) => !input.DBClusterIdentifier || shape.DBClusterIdentifier === identifierIn(input.DBClusterIdentifier))
      .filter((shape) => !input.SnapshotType || shape.SnapshotType === input.SnapshotType);
    const { items, Marker } = page(selected(found, input.Filters, {
      'db-cluster-id': ({ DBClusterIdentifier }) => DBClusterIdentifier,
      'db-cluster-snapshot-id': ({ DBClusterSnapshotIdentifier }) => DBClusterSnapshotIdentifier,
      'snapshot-type': ({ SnapshotType }) => SnapshotType,
      'engine': ({ Engine }) => Engine,
    }), input);
    return { Marker, DBClusterSnapshots: items };
  },
);

const deleteDBClusterSnapshot = operation<DeleteDBClusterSnapshotMessage, DeleteDBClusterSnapshotResult>(['DBClusterSnapshotIdentifier'], (account, input) => {
  const { shape } = findClusterSnapshot(account, input.DBClusterSnapshotIdentifier);
  if (shape.Status !== 'available') {
    throw fault('InvalidDBClusterSnapshotStateFault', `The DB cluster snapshot ${shape.DBClusterSnapshotIdentifier} is not in available state.`);
  }
  account.clusterSnapshots.delete(shape.DBClusterSnapshotIdentifier!);
  return { DBClusterSnapshot: { ...shape, Status: 'deleted' } };
});

export const CLUSTER_SNAPSHOT_OPERATIONS = {
  CreateDBClusterSnapshot: createDBClusterSnapshot,
  DeleteDBClusterSnapshot: deleteDBClusterSnapshot,
  DescribeDBClusterSnapshots: describeDBClusterSnapshots,
};

export function findClusterSnapshot(account: SimulatedAccount, identifier: string | undefined): ClusterSnapshot {
  const snapshot = account.clusterSnapshots.get(identifierIn(required(identifier, 'DBClusterSnapshotIdentifier')));
  if (!snapshot) throw fault('DBClusterSnapshotNotFoundFault', `DBClusterSnapshot ${identifier} not found.`);
  return snapshot;
}

export function requireFreeClusterSnapshotName(account: SimulatedAccount, identifier: string): void {
  if (account.clusterSnapshots.has(identifierIn(identifier))) {
    throw fault('DBClusterSnapshotAlreadyExistsFault', `Cannot create the snapshot because one with the identifier ${identifier} already exists.`);
  }
}

/** A snapshot holds what was committed when it was begun. */
export function recordClusterSnapshot(account: SimulatedAccount, cluster: Cluster, name: string) {
  account.catchUpClients();
  const identifier = identifierIn(name);
  const shape: DBClusterSnapshot = {
    DBClusterSnapshotIdentifier: identifier,
    DBClusterSnapshotArn: account.arn('cluster-snapshot', identifier),
    DBClusterIdentifier: cluster.identifier,
    DbClusterResourceId: cluster.shape.DbClusterResourceId,
    Engine: cluster.shape.Engine,
    EngineMode: cluster.shape.EngineMode,
    EngineVersion: cluster.shape.EngineVersion,
    SnapshotCreateTime: new Date(account.clock.now),
    ClusterCreateTime: cluster.shape.ClusterCreateTime,
    SnapshotType: 'manual',
    Status: 'creating',
    PercentProgress: 0,
    Port: cluster.shape.Port,
    MasterUsername: cluster.shape.MasterUsername,
    StorageEncrypted: cluster.shape.StorageEncrypted,
    KmsKeyId: cluster.shape.KmsKeyId,
    StorageType: cluster.shape.StorageType,
    AvailabilityZones: cluster.shape.AvailabilityZones,
    AllocatedStorage: cluster.shape.AllocatedStorage,
    IAMDatabaseAuthenticationEnabled: cluster.shape.IAMDatabaseAuthenticationEnabled,
    TagList: cluster.shape.CopyTagsToSnapshot ? copyOf(cluster.shape.TagList) ?? [] : [],
  };
  account.clusterSnapshots.set(identifier, { shape, volume: cluster.volume.copy() });
  account.events.add('clusterSnapshotBegun', identifier);
  return {
    shape,
    finish: () => {
      Object.assign(shape, { Status: 'available', PercentProgress: 100 });
      account.events.add('clusterSnapshotCreated', identifier);
    },
  };
}
