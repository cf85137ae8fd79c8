import type { Parameter } from '@aws-sdk/client-rds';
import { type Call, from, type Group, pass, rds, wait } from '../step';

const TAGS = { Tags: [{ Key: 'team', Value: 'shop' }] };
const clusterGroup = { DBClusterParameterGroupName: 'shop-clusters' };
const group = { DBParameterGroupName: 'shop-members' };
const set = (ParameterName: string, ParameterValue: string, ApplyMethod: Parameter['ApplyMethod']) => ({ Parameters: [{ ParameterName, ParameterValue, ApplyMethod }] });
const named = (name: string) => ({ Filters: [{ Name: 'parameter-name', Values: [name] }] });
/** More groups than a page holds. */
const many = (step: (number: number) => Call) => Array.from({ length: 21 }, (_, number) => step(number));

export const CLUSTER_PARAMETER_GROUPS: Group = {
  name: 'cluster parameter groups',
  steps: [
    rds('CreateDBClusterParameterGroup', { ...clusterGroup, ...TAGS, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'of the shop' }, {
      gives: { DBClusterParameterGroup: { ...clusterGroup, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'of the shop' } },
    }),
    rds('CreateDBClusterParameterGroup', { ...clusterGroup, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'again' }, { fails: 'DBParameterGroupAlreadyExists' }),
    rds('CreateDBClusterParameterGroup', { DBClusterParameterGroupName: 'other', DBParameterGroupFamily: 'aurora', Description: 'x' }, { fails: 'InvalidParameterValue' }),
    rds('ModifyDBClusterParameterGroup', { ...clusterGroup, ...set('binlog_format', 'ROW', 'pending-reboot') }, { gives: clusterGroup }),
    rds('ModifyDBClusterParameterGroup', { ...clusterGroup, ...set('binlog_format', 'ROW', 'immediate') }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyDBClusterParameterGroup', { ...clusterGroup, ...set('binlog_format', 'COLUMN', 'pending-reboot') }, { fails: 'InvalidParameterValue' }),
    rds('ModifyDBClusterParameterGroup', { DBClusterParameterGroupName: 'default.aurora-mysql8.0', ...set('binlog_format', 'ROW', 'pending-reboot') }, {
      fails: 'InvalidDBParameterGroupState',
    }),
    rds('ModifyDBClusterParameterGroup', { DBClusterParameterGroupName: 'nobody', ...set('binlog_format', 'ROW', 'pending-reboot') }, { fails: 'DBParameterGroupNotFound' }),
    rds('DescribeDBClusterParameters', { ...clusterGroup, Source: 'user' }, {
      gives: { Parameters: [{ ParameterName: 'binlog_format', ParameterValue: 'ROW', Source: 'user', ApplyType: 'static', IsModifiable: true }] },
    }),
    rds('DescribeDBClusterParameters', { ...clusterGroup, ...named('require_secure_transport'), MaxRecords: 20 }, {
      gives: { Parameters: [{ ParameterValue: 'OFF', SupportedEngineModes: expect.any(Array) }] },
    }),
    rds('DescribeDBClusterParameters', { ...clusterGroup, Marker: '100' }, { gives: { Parameters: [] } }),
    rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', DBClusterParameterGroupName: 'nobody' }, { fails: 'DBClusterParameterGroupNotFound' }),
    rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', ...clusterGroup }, {
      gives: {
        DBCluster: { DBClusterParameterGroup: 'shop-clusters', DBClusterMembers: [{ DBClusterParameterGroupStatus: 'pending-reboot' }, { DBClusterParameterGroupStatus: 'pending-reboot' }] },
      },
    }),
    rds('RebootDBInstance', { DBInstanceIdentifier: 'provisioned-instance-2' }),
    wait('DBInstanceAvailable', { DBInstanceIdentifier: 'provisioned-instance-2' }),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'mysql-80' }, {
      gives: { DBClusters: [{ DBClusterMembers: [{ DBClusterParameterGroupStatus: 'in-sync' }, { DBClusterParameterGroupStatus: 'pending-reboot' }] }] },
    }),
    rds('DeleteDBClusterParameterGroup', clusterGroup, { fails: 'InvalidDBParameterGroupState' }),
    rds('CopyDBClusterParameterGroup', {
      ...TAGS,
      SourceDBClusterParameterGroupIdentifier: 'shop-clusters',
      TargetDBClusterParameterGroupIdentifier: 'copy',
      TargetDBClusterParameterGroupDescription: 'a copy',
    }, { gives: { DBClusterParameterGroup: { DBClusterParameterGroupName: 'copy', DBParameterGroupFamily: 'aurora-mysql8.0' } } }),
    rds('ResetDBClusterParameterGroup', { DBClusterParameterGroupName: 'copy', Parameters: [{ ParameterName: 'binlog_format', ApplyMethod: 'pending-reboot' }] }, {
      gives: { DBClusterParameterGroupName: 'copy' },
    }),
    rds('ResetDBClusterParameterGroup', { DBClusterParameterGroupName: 'copy', ResetAllParameters: true }),
    rds('DescribeDBClusterParameters', { DBClusterParameterGroupName: 'copy', Source: 'user' }, { gives: { Parameters: [] } }),
    rds('DescribeDBClusterParameterGroups', { DBClusterParameterGroupName: 'copy' }, { gives: { DBClusterParameterGroups: [{ Description: 'a copy' }] } }),
    rds('DescribeDBClusterParameterGroups', { DBClusterParameterGroupName: 'nobody' }, { fails: 'DBParameterGroupNotFound' }),
    rds('DeleteDBClusterParameterGroup', { DBClusterParameterGroupName: 'copy' }),
    ...many((number) => rds('CreateDBClusterParameterGroup', { DBClusterParameterGroupName: `page-${number}`, DBParameterGroupFamily: 'aurora-postgresql16', Description: 'x' })),
    rds('DescribeDBClusterParameterGroups', { MaxRecords: 20 }, { gives: { Marker: expect.any(String) } }),
    rds('DescribeDBClusterParameterGroups', { MaxRecords: 20, Marker: from('DescribeDBClusterParameterGroups.Marker') }, { gives: { DBClusterParameterGroups: expect.any(Array) } }),
  ],
};

export const INSTANCE_PARAMETER_GROUPS: Group = {
  name: 'instance parameter groups',
  steps: [
    rds('CreateDBParameterGroup', { ...group, ...TAGS, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'of the shop' }, {
      gives: { DBParameterGroup: { ...group, DBParameterGroupFamily: 'aurora-mysql8.0' } },
    }),
    rds('CreateDBParameterGroup', { ...group, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'again' }, { fails: 'DBParameterGroupAlreadyExists' }),
    rds('CreateDBParameterGroup', { DBParameterGroupName: 'rds', DBParameterGroupFamily: 'postgres16', Description: 'x' }, { fails: 'NotSimulated' }),
    rds('ModifyDBParameterGroup', { ...group, ...set('long_query_time', '5', 'immediate') }, { gives: group }),
    rds('ModifyDBParameterGroup', { ...group, ...set('no_such_parameter', '5', 'immediate') }, { fails: 'InvalidParameterValue' }),
    rds('DescribeDBParameters', { ...group, Source: 'user' }, { gives: { Parameters: [{ ParameterName: 'long_query_time', ParameterValue: '5' }] } }),
    rds('DescribeDBParameters', { ...group, ...named('max_connections'), MaxRecords: 20 }, { gives: { Parameters: [{ ApplyType: 'static' }] } }),
    rds('DescribeDBParameters', { ...group, Marker: '100' }, { gives: { Parameters: [] } }),
    rds('DescribeDBParameters', { ...group, Filters: [{ Name: 'none', Values: ['x'] }] }, { fails: 'NotSimulated' }),
    rds('ModifyDBInstance', { DBInstanceIdentifier: 'provisioned-instance-2', ...group }, {
      gives: { DBInstance: { DBParameterGroups: [{ ...group, ParameterApplyStatus: 'pending-reboot' }] } },
    }),
    rds('ModifyDBInstance', { DBInstanceIdentifier: 'provisioned-instance-2', DBParameterGroupName: 'nobody' }, { fails: 'DBParameterGroupNotFound' }),
    rds('DeleteDBParameterGroup', group, { fails: 'InvalidDBParameterGroupState' }),
    rds('CopyDBParameterGroup', {
      ...TAGS, SourceDBParameterGroupIdentifier: 'shop-members', TargetDBParameterGroupIdentifier: 'copy', TargetDBParameterGroupDescription: 'a copy',
    }, { gives: { DBParameterGroup: { DBParameterGroupName: 'copy', Description: 'a copy' } } }),
    rds('ResetDBParameterGroup', { DBParameterGroupName: 'copy', Parameters: [{ ParameterName: 'long_query_time', ApplyMethod: 'immediate' }] }, {
      gives: { DBParameterGroupName: 'copy' },
    }),
    rds('ResetDBParameterGroup', { DBParameterGroupName: 'copy', ResetAllParameters: true }),
    rds('ResetDBParameterGroup', { DBParameterGroupName: 'copy', ResetAllParameters: true, Parameters: [{ ParameterName: 'long_query_time', ApplyMethod: 'immediate' }] }, {
      fails: 'InvalidParameterCombination',
    }),
    rds('DescribeDBParameterGroups', { DBParameterGroupName: 'copy' }, { gives: { DBParameterGroups: [{ DBParameterGroupName: 'copy' }] } }),
    rds('DeleteDBParameterGroup', { DBParameterGroupName: 'copy' }),
    rds('DeleteDBParameterGroup', { DBParameterGroupName: 'copy' }, { fails: 'DBParameterGroupNotFound' }),
    ...many((number) => rds('CreateDBParameterGroup', { DBParameterGroupName: `page-${number}`, DBParameterGroupFamily: 'aurora-postgresql16', Description: 'x' })),
    rds('DescribeDBParameterGroups', { MaxRecords: 20 }, { gives: { Marker: expect.any(String) } }),
    rds('DescribeDBParameterGroups', { MaxRecords: 20, Marker: from('DescribeDBParameterGroups.Marker') }, { gives: { DBParameterGroups: expect.any(Array) } }),
  ],
};

const MEMBER = { DBInstanceIdentifier: 'shop-1', DBClusterIdentifier: 'shop', Engine: 'aurora-mysql' };
const subnets = { DBSubnetGroupName: 'shop' };

export const SUBNET_GROUPS: Group = {
  name: 'subnet groups',
  steps: [
    rds('CreateDBSubnetGroup', { ...subnets, ...TAGS, DBSubnetGroupDescription: 'of the shop', SubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'] }, {
      gives: { DBSubnetGroup: { ...subnets, SubnetGroupStatus: 'Complete', Subnets: [{ SubnetIdentifier: 'subnet-1' }, { SubnetStatus: 'Active' }, {}] } },
    }),
    rds('CreateDBSubnetGroup', { ...subnets, DBSubnetGroupDescription: 'again', SubnetIds: ['subnet-1', 'subnet-2'] }, { fails: 'DBSubnetGroupAlreadyExists' }),
    rds('CreateDBSubnetGroup', { DBSubnetGroupName: 'narrow', DBSubnetGroupDescription: 'x', SubnetIds: ['subnet-1'] }, { fails: 'DBSubnetGroupDoesNotCoverEnoughAZs' }),
    rds('CreateDBSubnetGroup', { DBSubnetGroupName: 'wrong', DBSubnetGroupDescription: 'x', SubnetIds: ['net-1', 'net-2'] }, { fails: 'InvalidSubnet' }),
    rds('DescribeDBSubnetGroups', subnets, { gives: { DBSubnetGroups: [{ DBSubnetGroupDescription: 'of the shop' }] } }),
    rds('DescribeDBSubnetGroups', { DBSubnetGroupName: 'nobody' }, { fails: 'DBSubnetGroupNotFoundFault' }),
    rds('DescribeDBSubnetGroups', { MaxRecords: 20, Marker: '20' }, { gives: { DBSubnetGroups: [] } }),
    rds('CreateDBCluster', { DBClusterIdentifier: 'lost', Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'a-password', DBSubnetGroupName: 'nobody' }, {
      fails: 'DBSubnetGroupNotFoundFault',
    }),
    rds('CreateDBCluster', { DBClusterIdentifier: 'shop', Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'a-password', ...subnets }, {
      gives: { DBCluster: { DBSubnetGroup: 'shop' } },
    }),
    rds('ModifyDBSubnetGroup', { ...subnets, DBSubnetGroupDescription: 'smaller', SubnetIds: ['subnet-1', 'subnet-2'] }, {
      gives: { DBSubnetGroup: { DBSubnetGroupDescription: 'smaller', Subnets: [{}, {}] } },
    }),
    rds('ModifyDBSubnetGroup', { DBSubnetGroupName: 'databases', SubnetIds: ['subnet-02b2b2b2b2b2b2b2b', 'subnet-03c3c3c3c3c3c3c3c'] }, { fails: 'SubnetAlreadyInUse' }),
    rds('DeleteDBSubnetGroup', subnets, { fails: 'InvalidDBSubnetGroupStateFault' }),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'shop' }),
    rds('CreateDBInstance', { ...MEMBER, DBInstanceClass: 'db.r6g.large', AvailabilityZone: 'eu-west-1z' }, { fails: 'InvalidVPCNetworkStateFault' }),
    rds('CreateDBSubnetGroup', { DBSubnetGroupName: 'unused', DBSubnetGroupDescription: 'x', SubnetIds: ['subnet-1', 'subnet-2'] }),
    rds('DeleteDBSubnetGroup', { DBSubnetGroupName: 'unused' }),
    rds('DeleteDBSubnetGroup', { DBSubnetGroupName: 'unused' }, { fails: 'DBSubnetGroupNotFoundFault' }),
  ],
};

const CLUSTER = { ResourceName: 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80' };

export const TAGGING: Group = {
  name: 'tags',
  steps: [
    rds('AddTagsToResource', { ...CLUSTER, Tags: [{ Key: 'cost', Value: '42' }, { Key: 'team', Value: 'data' }] }),
    rds('ListTagsForResource', CLUSTER, { gives: { TagList: [{ Key: 'team', Value: 'data' }, { Key: 'cost', Value: '42' }] } }),
    rds('RemoveTagsFromResource', { ...CLUSTER, TagKeys: ['team', 'none'] }),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'mysql-80' }, { gives: { DBClusters: [{ TagList: [{ Key: 'cost', Value: '42' }] }] } }),
    rds('AddTagsToResource', { ...CLUSTER, Tags: [{ Key: 'aws:x', Value: 'y' }] }, { fails: 'InvalidParameterValue' }),
    rds('ListTagsForResource', { ResourceName: 'arn:aws:rds:eu-west-1:123456789012:cluster:nobody' }, { fails: 'DBClusterNotFoundFault' }),
    rds('RemoveTagsFromResource', { ResourceName: 'arn:aws:rds:eu-west-1:123456789012:db:nobody', TagKeys: ['x'] }, { fails: 'DBInstanceNotFound' }),
    rds('ListTagsForResource', { ResourceName: 'arn:aws:rds:eu-west-1:123456789012:es:x' }, { fails: 'NotSimulated' }),
  ],
};

export const EVENTS: Group = {
  name: 'events',
  steps: [
    pass(60),
    rds('FailoverDBCluster', { DBClusterIdentifier: 'mysql-80' }),
    pass(120),
    rds('DescribeEvents', { SourceType: 'db-cluster', SourceIdentifier: 'mysql-80', EventCategories: ['failover'], Duration: 60 }, { gives: { Events: expect.any(Array) } }),
    rds('DescribeEvents', { StartTime: new Date('2026-12-01T00:00:00Z'), EndTime: new Date('2026-12-01T00:00:30Z'), MaxRecords: 20 }, { gives: { Events: [] } }),
    rds('DescribeEvents', { Marker: '100' }, { gives: { Events: [] } }),
    rds('DescribeEvents', { SourceIdentifier: 'mysql-80' }, { fails: 'InvalidParameterCombination' }),
  ],
};

export const CATALOGUE: Group = {
  name: 'catalogue',
  steps: [
    rds('DescribeDBEngineVersions', { Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.02.0', IncludeAll: true }, {
      gives: { DBEngineVersions: [{ DBParameterGroupFamily: 'aurora-mysql8.0', ServerlessV2FeaturesSupport: { MinCapacity: 0.5, MaxCapacity: 128 } }] },
    }),
    rds('DescribeDBEngineVersions', { Engine: 'aurora-postgresql', DBParameterGroupFamily: 'aurora-postgresql16', MaxRecords: 20 }),
    rds('DescribeDBEngineVersions', { DefaultOnly: true }, { gives: { DBEngineVersions: [{ Engine: 'aurora-mysql' }, { Engine: 'aurora-postgresql', EngineVersion: '17.7' }] } }),
    rds('DescribeDBEngineVersions', {
      Filters: [
        { Name: 'engine', Values: ['aurora-postgresql'] }, { Name: 'engine-version', Values: ['13.12'] }, { Name: 'engine-mode', Values: ['serverless'] },
        { Name: 'db-parameter-group-family', Values: ['aurora-postgresql13'] }, { Name: 'status', Values: ['available', 'deprecated'] },
      ],
      IncludeAll: true,
    }, { gives: { DBEngineVersions: [{ EngineVersion: '13.12', SupportedEngineModes: ['provisioned', 'serverless'], ValidUpgradeTarget: expect.any(Array) }] } }),
    rds('DescribeDBEngineVersions', { Marker: '1000' }, { gives: { DBEngineVersions: [] } }),
    rds('DescribeDBEngineVersions', { Engine: 'nobody' }, { fails: 'InvalidParameterValue' }),
    rds('DescribeDBEngineVersions', { Engine: 'postgres' }, { fails: 'NotSimulated' }),
    rds('DescribeOrderableDBInstanceOptions', { Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.10.0', DBInstanceClass: 'db.serverless', Vpc: true }, {
      gives: { OrderableDBInstanceOptions: [{ DBInstanceClass: 'db.serverless', Vpc: true }] },
    }),
    rds('DescribeOrderableDBInstanceOptions', { Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.12.5', DBInstanceClass: 'db.serverless' }, {
      gives: { OrderableDBInstanceOptions: [] },
    }),
    rds('DescribeOrderableDBInstanceOptions', { Engine: 'aurora-postgresql', MaxRecords: 20 }, { gives: { Marker: expect.any(String) } }),
    rds('DescribeOrderableDBInstanceOptions', { Engine: 'aurora-postgresql', MaxRecords: 20, Marker: from('DescribeOrderableDBInstanceOptions.Marker') }),
  ],
};
