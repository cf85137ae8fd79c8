import { from, type Group, pass, rds, wait } from '../step';

const mysql80 = { DBClusterIdentifier: 'mysql-80' };
const before = { DBClusterSnapshotIdentifier: 'before' };
const instance = { DBInstanceIdentifier: 'rds-postgres' };
const ofInstance = { DBSnapshotIdentifier: 'of-instance' };

export const SNAPSHOTS: Group = {
  name: 'snapshots',
  steps: [
    rds('CreateDBClusterSnapshot', { ...mysql80, ...before, Tags: [{ Key: 'why', Value: 'safety' }] }, {
      gives: { DBClusterSnapshot: { ...before, Status: 'creating', SnapshotType: 'manual', EngineVersion: '8.0.mysql_aurora.3.10.0', TagList: [{ Key: 'why', Value: 'safety' }] } },
    }),
    rds('CreateDBClusterSnapshot', { ...mysql80, ...before }, { fails: 'DBClusterSnapshotAlreadyExistsFault' }),
    rds('CreateDBClusterSnapshot', { ...mysql80, DBClusterSnapshotIdentifier: 'second' }, { fails: 'InvalidDBClusterStateFault' }),
    rds('CreateDBClusterSnapshot', { DBClusterIdentifier: 'nobody', DBClusterSnapshotIdentifier: 'second' }, { fails: 'DBClusterNotFoundFault' }),
    rds('DeleteDBClusterSnapshot', before, { fails: 'InvalidDBClusterSnapshotStateFault' }),
    wait('DBClusterSnapshotAvailable', before),
    rds('DescribeDBClusterSnapshots', { ...mysql80, SnapshotType: 'manual', MaxRecords: 20 }, { gives: { DBClusterSnapshots: [{ ...before, PercentProgress: 100 }] } }),
    rds('DescribeDBClusterSnapshots', {
      Filters: [
        { Name: 'db-cluster-id', Values: ['mysql-80'] }, { Name: 'db-cluster-snapshot-id', Values: ['before'] },
        { Name: 'snapshot-type', Values: ['manual'] }, { Name: 'engine', Values: ['aurora-mysql'] },
      ],
    }, { gives: { DBClusterSnapshots: [before] } }),
    rds('DescribeDBClusterSnapshots', { Filters: [{ Name: 'none', Values: ['x'] }] }, { fails: 'NotSimulated' }),
    rds('DescribeDBClusterSnapshots', { DBClusterSnapshotIdentifier: 'nobody' }, { fails: 'DBClusterSnapshotNotFoundFault' }),
    rds('DeleteDBClusterSnapshot', before, { gives: { DBClusterSnapshot: { ...before, Status: 'deleted' } } }),
    wait('DBClusterSnapshotDeleted', before),
    rds('DeleteDBClusterSnapshot', before, { fails: 'DBClusterSnapshotNotFoundFault' }),

    rds('ModifyDBInstance', { ...instance, VpcSecurityGroupIds: ['sg-closed'] }, {
      gives: { DBInstance: { VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-closed', Status: 'active' }] } },
    }),
    rds('CreateDBSnapshot', { ...instance, ...ofInstance, Tags: [{ Key: 'why', Value: 'safety' }] }, { gives: { DBSnapshot: { ...ofInstance, Status: 'creating', Engine: 'postgres' } } }),
    rds('CreateDBSnapshot', { ...instance, ...ofInstance }, { fails: 'DBSnapshotAlreadyExists' }),
    rds('CreateDBSnapshot', { DBInstanceIdentifier: 'provisioned-instance-1', DBSnapshotIdentifier: 'of-member' }, { fails: 'InvalidParameterCombination' }),
    rds('CreateDBSnapshot', { DBInstanceIdentifier: 'nobody', DBSnapshotIdentifier: 'of-nobody' }, { fails: 'DBInstanceNotFound' }),
    rds('DeleteDBSnapshot', ofInstance, { fails: 'InvalidDBSnapshotState' }),
    wait('DBSnapshotAvailable', ofInstance),
    rds('DescribeDBSnapshots', { ...instance, ...ofInstance, SnapshotType: 'manual' }, { gives: { DBSnapshots: [{ ...ofInstance, Status: 'available' }] } }),
    rds('DescribeDBSnapshots', {
      Filters: [
        { Name: 'db-instance-id', Values: ['rds-postgres'] }, { Name: 'db-snapshot-id', Values: ['of-instance'] },
        { Name: 'snapshot-type', Values: ['manual'] }, { Name: 'engine', Values: ['postgres'] },
      ],
      MaxRecords: 20,
    }, { gives: { DBSnapshots: [ofInstance] } }),
    rds('DescribeDBSnapshots', { DBSnapshotIdentifier: 'nobody' }, { fails: 'DBSnapshotNotFound' }),
    rds('DeleteDBSnapshot', ofInstance, { gives: { DBSnapshot: { ...ofInstance, Status: 'deleted' } } }),
    wait('DBSnapshotDeleted', ofInstance),
    rds('DeleteDBSnapshot', ofInstance, { fails: 'DBSnapshotNotFound' }),
  ],
};

const RESTORED = {
  Port: 3308,
  DBSubnetGroupName: 'default',
  VpcSecurityGroupIds: ['sg-closed'],
  Tags: [{ Key: 'team', Value: 'shop' }],
  KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k',
  EnableIAMDatabaseAuthentication: true,
  EnableCloudwatchLogsExports: ['error'],
  EngineMode: 'provisioned',
  DBClusterParameterGroupName: 'default.aurora-mysql8.0',
  DeletionProtection: false,
  CopyTagsToSnapshot: true,
  ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 },
  EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
  StorageType: 'aurora-iopt1',
};
const NEWER = { BackupRetentionPeriod: 5, PreferredBackupWindow: '01:00-01:30' };
const SHOWN = {
  Status: 'migrating',
  Port: 3308,
  KmsKeyId: RESTORED.KmsKeyId,
  EngineMode: 'provisioned',
  DBClusterMembers: [],
  ServerlessV2ScalingConfiguration: RESTORED.ServerlessV2ScalingConfiguration,
};

export const RESTORES: Group = {
  name: 'restores',
  steps: [
    rds('CreateDBClusterSnapshot', { ...mysql80, ...before }),
    rds('RestoreDBClusterFromSnapshot', { DBClusterIdentifier: 'early', SnapshotIdentifier: 'before', Engine: 'aurora-mysql' }, { fails: 'InvalidDBClusterSnapshotStateFault' }),
    wait('DBClusterSnapshotAvailable', before),
    rds('DescribeDBClusterSnapshots', before),
    rds('RestoreDBClusterFromSnapshot', {
      ...RESTORED,
      DBClusterIdentifier: 'restored',
      SnapshotIdentifier: from('DescribeDBClusterSnapshots.DBClusterSnapshots.0.DBClusterSnapshotArn'),
      Engine: 'aurora-mysql',
      EngineVersion: '8.0.mysql_aurora.3.10.0',
      AvailabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      DatabaseName: 'shop',
    }, { gives: { DBCluster: { ...SHOWN, DBClusterIdentifier: 'restored', EngineVersion: '8.0.mysql_aurora.3.10.0' } } }),
    rds('RestoreDBClusterFromSnapshot', { DBClusterIdentifier: 'restored', SnapshotIdentifier: 'before', Engine: 'aurora-mysql' }, { fails: 'DBClusterAlreadyExistsFault' }),
    rds('RestoreDBClusterFromSnapshot', { DBClusterIdentifier: 'x', SnapshotIdentifier: 'nobody', Engine: 'aurora-mysql' }, { fails: 'DBClusterSnapshotNotFoundFault' }),
    rds('RestoreDBClusterFromSnapshot', { DBClusterIdentifier: 'x', SnapshotIdentifier: 'before', Engine: 'aurora-postgresql' }, { fails: 'InvalidParameterCombination' }),
    rds('RestoreDBClusterFromSnapshot', {
      DBClusterIdentifier: 'v1', SnapshotIdentifier: 'before', Engine: 'aurora-mysql', EngineMode: 'serverless', ScalingConfiguration: { MinCapacity: 1 },
    }, { fails: 'InvalidParameterValue' }),
    rds('RestoreDBClusterFromSnapshot', { ...NEWER, DBClusterIdentifier: 'newer', SnapshotIdentifier: 'before', Engine: 'aurora-mysql' }, {
      gives: { DBCluster: NEWER }, newerThanPython: true,
    }),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'restored' }),

    rds('RestoreDBClusterToPointInTime', {
      ...RESTORED, DBClusterIdentifier: 'clone', SourceDBClusterIdentifier: 'mysql-80', RestoreType: 'copy-on-write', UseLatestRestorableTime: true,
    }, { gives: { DBCluster: { ...SHOWN, DBClusterIdentifier: 'clone' } } }),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'sample-cluster' }),
    rds('RestoreDBClusterToPointInTime', {
      DBClusterIdentifier: 'provisioned-clone',
      SourceDbClusterResourceId: from('DescribeDBClusters.DBClusters.0.DbClusterResourceId'),
      EngineMode: 'provisioned',
      RestoreType: 'copy-on-write',
      UseLatestRestorableTime: true,
    }, { gives: { DBCluster: { EngineMode: 'provisioned', EngineVersion: '13.12' } } }),
    rds('RestoreDBClusterToPointInTime', { DBClusterIdentifier: 'x', SourceDBClusterIdentifier: 'mysql-80' }, { fails: 'InvalidParameterCombination' }),
    rds('RestoreDBClusterToPointInTime', { DBClusterIdentifier: 'x', SourceDBClusterIdentifier: 'nobody', UseLatestRestorableTime: true }, { fails: 'DBClusterNotFoundFault' }),
    rds('RestoreDBClusterToPointInTime', {
      DBClusterIdentifier: 'v1', SourceDBClusterIdentifier: 'sample-cluster', UseLatestRestorableTime: true, EngineMode: 'serverless', ScalingConfiguration: { MinCapacity: 2 },
    }, { fails: 'InvalidParameterValue' }),
    rds('RestoreDBClusterToPointInTime', { ...NEWER, DBClusterIdentifier: 'newer-clone', SourceDBClusterIdentifier: 'mysql-80', UseLatestRestorableTime: true }, {
      gives: { DBCluster: NEWER }, newerThanPython: true,
    }),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'clone' }),

    rds('CreateDBSnapshot', { ...instance, ...ofInstance }),
    wait('DBSnapshotAvailable', ofInstance),
    rds('RestoreDBClusterFromSnapshot', {
      DBClusterIdentifier: 'from-rds', SnapshotIdentifier: from('CreateDBSnapshot.DBSnapshot.DBSnapshotArn'), Engine: 'aurora-postgresql', EngineVersion: '15.4',
    }, { gives: { DBCluster: { Engine: 'aurora-postgresql', EngineVersion: '15.4' } } }),
  ],
};

export const READ_REPLICA: Group = {
  name: 'a read replica of an RDS instance',
  steps: [
    rds('DescribeDBInstances', instance),
    rds('CreateDBCluster', {
      DBClusterIdentifier: 'replica', Engine: 'aurora-postgresql', EngineVersion: '15.4', ReplicationSourceIdentifier: from('DescribeDBInstances.DBInstances.0.DBInstanceArn'),
    }, { gives: { DBCluster: { ReplicationSourceIdentifier: expect.stringContaining(':db:rds-postgres') } } }),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'replica' }),
    rds('PromoteReadReplicaDBCluster', { DBClusterIdentifier: 'replica' }, { gives: { DBCluster: { Status: 'promoting' } } }),
    rds('PromoteReadReplicaDBCluster', { DBClusterIdentifier: 'nobody' }, { fails: 'DBClusterNotFoundFault' }),
    pass(10),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'replica' }),
    rds('PromoteReadReplicaDBCluster', { DBClusterIdentifier: 'replica' }, { fails: 'InvalidDBClusterStateFault' }),
  ],
};
