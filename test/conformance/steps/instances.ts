import { from, type Group, pass, rds, wait } from '../step';

const range = rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } });
const serverless = { DBInstanceIdentifier: 'serverless-1', DBClusterIdentifier: 'mysql-80', DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql' };
const one = { DBInstanceIdentifier: 'serverless-1' };
const writer = { DBInstanceIdentifier: 'provisioned-instance-1' };
const reader = { DBInstanceIdentifier: 'provisioned-instance-2' };

export const INSTANCES: Group = {
  name: 'instances',
  steps: [
    rds('CreateDBInstance', serverless, { fails: 'InvalidDBClusterStateFault' }),
    range,
    wait('DBClusterAvailable', { DBClusterIdentifier: 'mysql-80' }),
    pass(60),
    rds('CreateDBInstance', {
      ...serverless,
      EngineVersion: '8.0.mysql_aurora.3.10.0',
      DBParameterGroupName: 'default.aurora-mysql8.0',
      DBSubnetGroupName: 'databases',
      AvailabilityZone: 'eu-west-1c',
      PubliclyAccessible: false,
      MonitoringInterval: 60,
      MonitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring',
      EnablePerformanceInsights: true,
      PerformanceInsightsKMSKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k',
      PerformanceInsightsRetentionPeriod: 7,
      CACertificateIdentifier: 'rds-ca-rsa4096-g1',
      AutoMinorVersionUpgrade: false,
      CopyTagsToSnapshot: true,
      PreferredMaintenanceWindow: 'mon:02:00-mon:02:30',
      PromotionTier: 0,
      Tags: [{ Key: 'team', Value: 'shop' }],
    }, {
      gives: {
        DBInstance: {
          ...serverless,
          DBInstanceStatus: 'creating',
          DBParameterGroups: [{ DBParameterGroupName: 'default.aurora-mysql8.0', ParameterApplyStatus: 'in-sync' }],
          AvailabilityZone: 'eu-west-1c',
          MonitoringInterval: 60,
          PerformanceInsightsEnabled: true,
          PerformanceInsightsRetentionPeriod: 7,
          CACertificateIdentifier: 'rds-ca-rsa4096-g1',
          PromotionTier: 0,
          TagList: [{ Key: 'team', Value: 'shop' }],
        },
      },
    }),
    rds('CreateDBInstance', serverless, { fails: 'DBInstanceAlreadyExists' }),
    rds('CreateDBInstance', { ...serverless, DBInstanceIdentifier: 'x', DBClusterIdentifier: 'nobody' }, { fails: 'DBClusterNotFoundFault' }),
    rds('CreateDBInstance', { ...serverless, DBInstanceIdentifier: 'x', Engine: 'aurora-postgresql' }, { fails: 'InvalidParameterCombination' }),
    rds('CreateDBInstance', { ...serverless, DBInstanceIdentifier: 'x', DBClusterIdentifier: 'sample-cluster', Engine: 'aurora-postgresql' }, { fails: 'InvalidParameterValue' }),
    rds('CreateDBInstance', { DBInstanceIdentifier: 'x', DBInstanceClass: 'db.r6g.large', Engine: 'mysql' }, { fails: 'NotSimulated' }),
    rds('ModifyDBInstance', { ...one, PromotionTier: 1 }, { fails: 'InvalidDBInstanceState' }),
    wait('DBInstanceAvailable', one),
    rds('DescribeDBInstances', one, { gives: { DBInstances: [{ DBInstanceStatus: 'available' }] } }),
    rds('DescribeDBInstances', { DBInstanceIdentifier: from('DescribeDBInstances.DBInstances.0.DBInstanceArn') }, { gives: { DBInstances: [one] } }),
    rds('DescribeDBInstances', { Filters: [{ Name: 'db-cluster-id', Values: ['mysql-80'] }, { Name: 'db-instance-id', Values: ['serverless-1', 'nobody'] }] }, {
      gives: { DBInstances: [one] },
    }),
    rds('DescribeDBInstances', { Filters: [{ Name: 'engine', Values: ['postgres'] }], MaxRecords: 100 }, { gives: { DBInstances: [{ DBInstanceIdentifier: 'rds-postgres' }] } }),
    rds('DescribeDBInstances', { Filters: [{ Name: 'dbi-resource-id', Values: ['db-ABCDEFGHIJKLMNOPQRSTUVWX2'] }] }, { gives: { DBInstances: [writer] } }),
    rds('DescribeDBInstances', { Filters: [{ Name: 'domain', Values: ['x'] }] }, { fails: 'NotSimulated' }),
    rds('DescribeDBInstances', { DBInstanceIdentifier: 'nobody' }, { fails: 'DBInstanceNotFound' }),
    rds('DeleteDBCluster', { DBClusterIdentifier: 'mysql-80', SkipFinalSnapshot: true }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', DeletionProtection: false }),
    rds('DeleteDBCluster', { DBClusterIdentifier: 'mysql-80', SkipFinalSnapshot: true }, { fails: 'InvalidDBClusterStateFault' }),
    rds('DeleteDBInstance', { ...one, SkipFinalSnapshot: true, DeleteAutomatedBackups: true }, { gives: { DBInstance: { ...one, DBInstanceStatus: 'deleting' } } }),
    rds('DeleteDBInstance', one, { fails: 'InvalidDBInstanceState' }),
    pass(400),
    wait('DBInstanceDeleted', one),
    rds('DeleteDBInstance', one, { fails: 'DBInstanceNotFound' }),
  ],
};

const SETTINGS = {
  PreferredMaintenanceWindow: 'sat:02:00-sat:02:30',
  AutoMinorVersionUpgrade: true,
  PubliclyAccessible: true,
  CACertificateIdentifier: 'rds-ca-ecc384-g1',
  MonitoringInterval: 30,
  MonitoringRoleArn: 'arn:aws:iam::123456789012:role/other',
  PerformanceInsightsKMSKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/other',
  PerformanceInsightsRetentionPeriod: 31,
  CopyTagsToSnapshot: true,
  BackupRetentionPeriod: 3,
  DeletionProtection: true,
  PromotionTier: 15,
};

export const CHANGES_OF_INSTANCES: Group = {
  name: 'changes of instances',
  steps: [
    rds('ModifyDBInstance', { ...reader, ...SETTINGS }, { gives: { DBInstance: SETTINGS } }),
    rds('ModifyDBInstance', { ...reader, EnablePerformanceInsights: false }, { gives: { DBInstance: { PerformanceInsightsEnabled: false } } }),
    rds('ModifyDBInstance', { ...reader, VpcSecurityGroupIds: ['sg-closed'] }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBInstance', { ...reader, PromotionTier: 16 }, { fails: 'InvalidParameterValue' }),
    rds('ModifyDBInstance', { ...reader, DBInstanceClass: 'db.serverless' }, { fails: 'InvalidDBClusterStateFault' }),
    rds('ModifyDBInstance', { ...reader, DBParameterGroupName: 'default.aurora-mysql8.0' }, {
      gives: { DBInstance: { DBParameterGroups: [{ DBParameterGroupName: 'default.aurora-mysql8.0', ParameterApplyStatus: 'pending-reboot' }] } },
    }),
    rds('RebootDBInstance', reader, { gives: { DBInstance: { DBInstanceStatus: 'rebooting' } } }),
    rds('RebootDBInstance', reader, { fails: 'InvalidDBInstanceState' }),
    wait('DBInstanceAvailable', reader),
    rds('DescribeDBInstances', reader, { gives: { DBInstances: [{ DBParameterGroups: [{ ParameterApplyStatus: 'in-sync' }] }] } }),
    rds('RebootDBInstance', { ...writer, ForceFailover: true }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBInstance', { ...reader, DBInstanceClass: 'db.r6g.xlarge' }, {
      gives: { DBInstance: { DBInstanceClass: 'db.r6g.large', PendingModifiedValues: { DBInstanceClass: 'db.r6g.xlarge' } } },
    }),
    rds('ModifyDBInstance', { ...reader, DBInstanceClass: 'db.r6g.2xlarge', ApplyImmediately: true }),
    pass(30),
    rds('DescribeDBInstances', reader, { gives: { DBInstances: [{ DBInstanceStatus: 'modifying' }] } }),
    wait('DBInstanceAvailable', reader),
    rds('DescribeDBInstances', reader, { gives: { DBInstances: [{ DBInstanceClass: 'db.r6g.2xlarge' }] } }),
    rds('ModifyDBInstance', { ...reader, NewDBInstanceIdentifier: 'renamed', ApplyImmediately: true }, { gives: { DBInstance: { DBInstanceStatus: 'renaming' } } }),
    pass(120),
    wait('DBInstanceAvailable', { DBInstanceIdentifier: 'renamed' }),
    rds('ModifyDBInstance', { ...reader, PromotionTier: 1 }, { fails: 'DBInstanceNotFound' }),
    rds('RebootDBInstance', reader, { fails: 'DBInstanceNotFound' }),
  ],
};
