import { from, type Group, pass, rds, wait } from '../step';

const shop = { DBClusterIdentifier: 'shop' };
const mysql80 = { DBClusterIdentifier: 'mysql-80' };
const credentials = { MasterUsername: 'admin', MasterUserPassword: 'a-password' };

export const CLUSTERS: Group = {
  name: 'clusters',
  steps: [
    rds('CreateDBCluster', {
      ...shop,
      ...credentials,
      Engine: 'aurora-mysql',
      EngineVersion: '8.0.mysql_aurora.3.08.0',
      EngineMode: 'provisioned',
      AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
      BackupRetentionPeriod: 7,
      DatabaseName: 'shop',
      DBClusterParameterGroupName: 'default.aurora-mysql8.0',
      DBSubnetGroupName: 'default',
      VpcSecurityGroupIds: ['sg-1', 'sg-2'],
      Port: 3307,
      PreferredBackupWindow: '01:00-01:30',
      PreferredMaintenanceWindow: 'mon:02:00-mon:02:30',
      StorageEncrypted: true,
      KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k',
      EnableIAMDatabaseAuthentication: true,
      EnableCloudwatchLogsExports: ['error', 'slowquery'],
      DeletionProtection: true,
      CopyTagsToSnapshot: true,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8, SecondsUntilAutoPause: 600 },
      StorageType: 'aurora-iopt1',
      AutoMinorVersionUpgrade: false,
      EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
      Tags: [{ Key: 'team', Value: 'shop & co <1>' }],
    }, {
      gives: {
        DBCluster: {
          ...shop,
          Status: 'creating',
          Engine: 'aurora-mysql',
          EngineMode: 'provisioned',
          DatabaseName: 'shop',
          BackupRetentionPeriod: 7,
          Port: 3307,
          DBClusterMembers: [],
          VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }, { VpcSecurityGroupId: 'sg-2', Status: 'active' }],
          StorageEncrypted: true,
          IAMDatabaseAuthenticationEnabled: true,
          EnabledCloudwatchLogsExports: ['error', 'slowquery'],
          DeletionProtection: true,
          CopyTagsToSnapshot: true,
          ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8, SecondsUntilAutoPause: 600 },
          AutoMinorVersionUpgrade: false,
          TagList: [{ Key: 'team', Value: 'shop & co <1>' }],
        },
      },
    }),
    rds('CreateDBCluster', { ...shop, ...credentials, Engine: 'aurora-mysql' }, { fails: 'DBClusterAlreadyExistsFault' }),
    rds('CreateDBCluster', { ...credentials, DBClusterIdentifier: 'v1', Engine: 'aurora-mysql', EngineMode: 'serverless', ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 } }, {
      fails: 'InvalidParameterValue',
    }),
    rds('CreateDBCluster', { DBClusterIdentifier: 'no-password', Engine: 'aurora-mysql' }, { fails: 'InvalidParameterCombination' }),
    wait('DBClusterAvailable', shop),
    rds('DescribeDBClusters', shop, { gives: { DBClusters: [{ ...shop, Status: 'available' }] } }),
    rds('DescribeDBClusters', { DBClusterIdentifier: from('CreateDBCluster.DBCluster.DBClusterArn') }, { gives: { DBClusters: [shop] } }),
    rds('DescribeDBClusters', { Filters: [{ Name: 'engine', Values: ['aurora-postgresql'] }] }, { gives: { DBClusters: [{ DBClusterIdentifier: 'sample-cluster' }] } }),
    rds('DescribeDBClusters', { Filters: [{ Name: 'db-cluster-id', Values: ['shop', 'sample-cluster'] }] }, {
      gives: { DBClusters: [{ DBClusterIdentifier: 'sample-cluster' }, shop] },
    }),
    rds('DescribeDBClusters', { Filters: [{ Name: 'db-cluster-resource-id', Values: ['none'] }] }, { gives: { DBClusters: [] } }),
    rds('DescribeDBClusters', { Filters: [{ Name: 'clone-group-id', Values: ['x'] }] }, { fails: 'NotSimulated' }),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'nobody' }, { fails: 'DBClusterNotFoundFault' }),
    rds('DescribeDBClusters', { MaxRecords: 19 }, { fails: 'InvalidParameterValue' }),
    rds('ModifyDBCluster', { ...mysql80, EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: 'db.r6g.large' }, { fails: 'InvalidParameterCombination' }),
    rds('RebootDBCluster', shop, { fails: 'InvalidDBClusterStateFault' }),
    rds('DeleteDBCluster', { ...shop, SkipFinalSnapshot: true }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBCluster', { ...shop, DeletionProtection: false }, { gives: { DBCluster: { DeletionProtection: false } } }),
    rds('DeleteDBCluster', { ...shop, FinalDBSnapshotIdentifier: 'last-of-shop', DeleteAutomatedBackups: true }, { gives: { DBCluster: { ...shop, Status: 'deleting' } } }),
    wait('DBClusterDeleted', shop),
    rds('DescribeDBClusters', shop, { fails: 'DBClusterNotFoundFault' }),
    rds('DescribeDBClusterSnapshots', { DBClusterSnapshotIdentifier: 'last-of-shop' }, { gives: { DBClusterSnapshots: [{ Status: 'available', PercentProgress: 100 }] } }),
    rds('DeleteDBCluster', shop, { fails: 'DBClusterNotFoundFault' }),
    rds('CreateDBCluster', { DBClusterIdentifier: 'managed', Engine: 'aurora-postgresql', MasterUsername: 'dbadmin', ManageMasterUserPassword: true, EnableHttpEndpoint: true }, {
      gives: { DBCluster: { MasterUserSecret: { SecretStatus: 'active' }, HttpEndpointEnabled: true, EngineVersion: '17.7' } },
    }),
  ],
};

const CHANGED_SETTINGS = {
  BackupRetentionPeriod: 9,
  PreferredBackupWindow: '05:00-05:30',
  PreferredMaintenanceWindow: 'wed:06:00-wed:06:30',
  DeletionProtection: false,
  CopyTagsToSnapshot: false,
  AutoMinorVersionUpgrade: false,
};
const LIFECYCLE = { EngineLifecycleSupport: 'open-source-rds-extended-support-disabled' };

export const CHANGES_OF_CLUSTERS: Group = {
  name: 'changes of clusters',
  steps: [
    rds('ModifyDBCluster', { ...mysql80, ...CHANGED_SETTINGS }, { gives: { DBCluster: CHANGED_SETTINGS } }),
    rds('ModifyDBCluster', { ...mysql80, ...LIFECYCLE }, { gives: { DBCluster: LIFECYCLE }, newerThanPython: true }),
    rds('ModifyDBCluster', {
      ...mysql80,
      EnableIAMDatabaseAuthentication: true,
      CloudwatchLogsExportConfiguration: { EnableLogTypes: ['audit'], DisableLogTypes: ['error'] },
      StorageType: 'aurora-iopt1',
      VpcSecurityGroupIds: ['sg-new'],
      DBClusterParameterGroupName: 'default.aurora-mysql8.0',
    }, {
      gives: {
        DBCluster: {
          IAMDatabaseAuthenticationEnabled: true,
          EnabledCloudwatchLogsExports: ['slowquery', 'audit'],
          StorageType: 'aurora-iopt1',
          VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-new', Status: 'active' }],
        },
      },
    }),
    rds('ModifyDBCluster', { ...mysql80, ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 } }, {
      gives: { DBCluster: { ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 } } },
    }),
    wait('DBClusterAvailable', mysql80),
    pass(60),
    rds('ModifyDBCluster', { ...mysql80, ServerlessV2ScalingConfiguration: { MinCapacity: 0.7 } }, { fails: 'InvalidParameterValue' }),
    rds('ModifyDBCluster', { ...mysql80, MasterUserPassword: 'another-password' }, { gives: { DBCluster: { Status: 'resetting-master-credentials' } } }),
    rds('ModifyDBCluster', { ...mysql80, Port: 3307 }, { fails: 'InvalidDBClusterStateFault' }),
    wait('DBClusterAvailable', mysql80),
    rds('ModifyDBCluster', { ...mysql80, ManageMasterUserPassword: true }, { gives: { DBCluster: { MasterUserSecret: { SecretStatus: 'active' } } } }),
    wait('DBClusterAvailable', mysql80),
    rds('ModifyDBCluster', { ...mysql80, Port: 3307 }, { gives: { DBCluster: { Port: 3307 } } }),
    wait('DBInstanceAvailable', { DBInstanceIdentifier: 'provisioned-instance-1' }),
    rds('FailoverDBCluster', { ...mysql80, TargetDBInstanceIdentifier: 'provisioned-instance-2' }, { gives: { DBCluster: { Status: 'available' } } }),
    pass(60),
    rds('DescribeDBClusters', mysql80, {
      gives: { DBClusters: [{ DBClusterMembers: [{ DBInstanceIdentifier: 'provisioned-instance-2', IsClusterWriter: true }, { IsClusterWriter: false }] }] },
    }),
    rds('FailoverDBCluster', { DBClusterIdentifier: 'sample-cluster' }, { fails: 'InvalidDBClusterStateFault' }),
    rds('FailoverDBCluster', { ...mysql80, TargetDBInstanceIdentifier: 'provisioned-instance-2' }, { fails: 'InvalidDBInstanceState' }),
    rds('FailoverDBCluster', { DBClusterIdentifier: 'nobody' }, { fails: 'DBClusterNotFoundFault' }),
    rds('StopDBCluster', mysql80, { gives: { DBCluster: { Status: 'stopping' } } }),
    rds('StartDBCluster', mysql80, { fails: 'InvalidDBClusterStateFault' }),
    pass(600),
    rds('DescribeDBClusters', mysql80, { gives: { DBClusters: [{ Status: 'stopped' }] } }),
    rds('StopDBCluster', mysql80, { fails: 'InvalidDBClusterStateFault' }),
    rds('StartDBCluster', mysql80, { gives: { DBCluster: { Status: 'starting' } } }),
    wait('DBClusterAvailable', mysql80),
    rds('DescribeDBClusters', mysql80),
    rds('EnableHttpEndpoint', { ResourceArn: from('DescribeDBClusters.DBClusters.0.DBClusterArn') }, { gives: { HttpEndpointEnabled: true } }),
    pass(20),
    rds('DescribeDBClusters', mysql80, { gives: { DBClusters: [{ HttpEndpointEnabled: true }] } }),
    rds('DisableHttpEndpoint', { ResourceArn: from('DescribeDBClusters.DBClusters.0.DBClusterArn') }, { gives: { HttpEndpointEnabled: false } }),
    rds('EnableHttpEndpoint', { ResourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:nobody' }, { fails: 'ResourceNotFoundFault' }),
    rds('DisableHttpEndpoint', { ResourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:sample-cluster' }, { fails: 'InvalidResourceStateFault' }),
    pass(60),
    rds('ModifyDBCluster', { ...mysql80, NewDBClusterIdentifier: 'renamed', ApplyImmediately: true }, { gives: { DBCluster: { Status: 'renaming' } } }),
    pass(120),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'renamed' }, { gives: { DBClusters: [{ DBClusterIdentifier: 'renamed', Status: 'available' }] } }),
    rds('ModifyDBCluster', { ...mysql80, BackupRetentionPeriod: 3 }, { fails: 'DBClusterNotFoundFault' }),
  ],
};

const sample = { DBClusterIdentifier: 'sample-cluster' };

export const CONVERSION_AND_UPGRADE: Group = {
  name: 'conversion and upgrade',
  steps: [
    rds('ModifyDBCluster', { ...sample, ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 8, AutoPause: false } }, {
      gives: { DBCluster: { ScalingConfigurationInfo: { MinCapacity: 2, MaxCapacity: 8, AutoPause: false } } },
    }),
    rds('ModifyDBCluster', { ...sample, EnableHttpEndpoint: false }, { gives: { DBCluster: { HttpEndpointEnabled: false } } }),
    rds('ModifyDBCluster', { ...sample, EngineMode: 'provisioned', DBClusterInstanceClass: 'db.t3.medium' }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBCluster', { ...sample, EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: 'db.t3.medium', ApplyImmediately: true }, {
      gives: { DBCluster: { Status: 'available', EngineMode: 'serverless', DBClusterMembers: [] } },
    }),
    pass(5),
    wait('DBInstanceAvailable', { DBInstanceIdentifier: 'sample-cluster-instance-1' }),
    wait('DBClusterAvailable', sample),
    pass(120),
    rds('DescribeDBClusters', sample, {
      gives: { DBClusters: [{ Status: 'available', EngineMode: 'provisioned', DBClusterMembers: [{ DBInstanceIdentifier: 'sample-cluster-instance-1', IsClusterWriter: true }] }] },
    }),
    rds('ModifyDBCluster', { ...sample, EngineVersion: '16.3', ApplyImmediately: true }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBCluster', {
      ...sample,
      EngineVersion: '16.3',
      AllowMajorVersionUpgrade: true,
      DBClusterParameterGroupName: 'default.aurora-postgresql16',
      DBInstanceParameterGroupName: 'default.aurora-postgresql16',
      ApplyImmediately: true,
    }, { gives: { DBCluster: { EngineVersion: '13.12' } } }),
    pass(10),
    rds('DescribeDBClusters', sample, { gives: { DBClusters: [{ Status: 'upgrading' }] } }),
    wait('DBClusterAvailable', sample),
    rds('DescribeDBClusters', sample, { gives: { DBClusters: [{ EngineVersion: '16.3', DBClusterParameterGroup: 'default.aurora-postgresql16' }] } }),
  ],
};
