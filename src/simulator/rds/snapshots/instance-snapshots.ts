import type {
  CreateDBSnapshotMessage, CreateDBSnapshotResult, DBSnapshot, DBSnapshotMessage, DeleteDBSnapshotMessage, DeleteDBSnapshotResult,
  DescribeDBSnapshotsMessage,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { fault, invalidParameterCombination, required } from '../faults';
import { findInstance, identifierIn, page, selected } from '../find';
import type { InstanceSnapshot } from './snapshot';

const createDBSnapshot = operation<CreateDBSnapshotMessage, CreateDBSnapshotResult>(['DBSnapshotIdentifier', 'DBInstanceIdentifier', 'Tags'], (account, input) => {
  const instance = findInstance(account, input.DBInstanceIdentifier);
  const identifier = identifierIn(required(input.DBSnapshotIdentifier, 'DBSnapshotIdentifier'));
  if (!instance.volume) throw invalidParameterCombination(`DB instance ${instance.identifier} is a member of a DB cluster. Create a DB cluster snapshot.`);
  if (account.instanceSnapshots.has(identifier)) throw fault('DBSnapshotAlreadyExistsFault', `Cannot create the snapshot because one with the identifier ${identifier} already exists.`);
  if (!instance.isAvailable) throw fault('InvalidDBInstanceStateFault', `Instance ${instance.identifier} is not currently in the available state.`);
  account.catchUpClients();
  const shape: DBSnapshot = {
    DBSnapshotIdentifier: identifier,
    DBSnapshotArn: account.arn('snapshot', identifier),
    DBInstanceIdentifier: instance.identifier,
    Engine: instance.shape.Engine,
    EngineVersion: instance.shape.EngineVersion,
    SnapshotCreateTime: new Date(account.clock.now),
    SnapshotType: 'manual',
    Status: 'creating',
    PercentProgress: 0,
    Port: instance.shape.Endpoint?.Port,
    MasterUsername: instance.shape.MasterUsername,
    Encrypted: instance.shape.StorageEncrypted,
    TagList: input.Tags ?? [],
  };
  account.instanceSnapshots.set(identifier, { shape, volume: instance.volume.copy() });
  const doing = account.begin('create snapshot', identifier);
  account.events.add('snapshotBegun', identifier);
  account.during(doing, account.draw('clusterSnapshot', identifier), () => {
    Object.assign(shape, { Status: 'available', PercentProgress: 100 });
    account.events.add('snapshotCreated', identifier);
  });
  return { DBSnapshot: shape };
});

const describeDBSnapshots = operation<DescribeDBSnapshotsMessage, DBSnapshotMessage>(
  ['DBInstanceIdentifier', 'DBSnapshotIdentifier', 'SnapshotType', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const wanted = input.DBSnapshotIdentifier && findInstanceSnapshot(account, input.DBSnapshotIdentifier).shape;
    const found = [...account.instanceSnapshots.values()].map(({ shape }) => shape)
      .filter((shape) => !wanted || shape === wanted)
      .filter((shape) => !input.DBInstanceIdentifier || shape.DBInstanceIdentifier === identifierIn(input.DBInstanceIdentifier))
      .filter((shape) => !input.SnapshotType || shape.SnapshotType === input.SnapshotType);
    const { items, Marker } = page(selected(found, input.Filters, {
      'db-instance-id': ({ DBInstanceIdentifier }) => DBInstanceIdentifier,
      'db-snapshot-id': ({ DBSnapshotIdentifier }) => DBSnapshotIdentifier,
      'snapshot-type': ({ SnapshotType }) => SnapshotType,
      'engine': ({ Engine }) => Engine,
    }), input);
    return { Marker, DBSnapshots: items };
  },
);

const deleteDBSnapshot = operation<DeleteDBSnapshotMessage, DeleteDBSnapshotResult>(['DBSnapshotIdentifier'], (account, input) => {
  const { shape } = findInstanceSnapshot(account, input.DBSnapshotIdentifier);
  if (shape.Status !== 'available') throw fault('InvalidDBSnapshotStateFault', `The DB snapshot ${shape.DBSnapshotIdentifier} is not in available state.`);
  account.instanceSnapshots.delete(shape.DBSnapshotIdentifier!);
  account.events.add('snapshotDeleted', shape.DBSnapshotIdentifier!);
  return { DBSnapshot: { ...shape, Status: 'deleted' } };
});

export const INSTANCE_SNAPSHOT_OPERATIONS = {
  CreateDBSnapshot: createDBSnapshot,
  DeleteDBSnapshot: deleteDBSnapshot,
  DescribeDBSnapshots: describeDBSnapshots,
};

export function findInstanceSnapshot(account: SimulatedAccount, identifier: string | undefined): InstanceSnapshot {
  const snapshot = account.instanceSnapshots.get(identifierIn(required(identifier, 'DBSnapshotIdentifier')));
  if (!snapshot) throw fault('DBSnapshotNotFoundFault', `DBSnapshot ${identifier} not found.`);
  return snapshot;
}
