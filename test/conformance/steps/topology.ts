import { from, type Group, pass, rds, wait } from '../step';

const MYSQL80 = 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80';
const group = { DBClusterParameterGroupName: 'binlog' };
const id = { BlueGreenDeploymentIdentifier: from('CreateBlueGreenDeployment.BlueGreenDeployment.BlueGreenDeploymentIdentifier') };
const nobody = { BlueGreenDeploymentIdentifier: 'bgd-nobodynobody1234' };
const writer = { DBInstanceIdentifier: 'provisioned-instance-1' };

export const BLUE_GREEN: Group = {
  name: 'blue/green deployments',
  steps: [
    rds('CreateBlueGreenDeployment', { BlueGreenDeploymentName: 'to-84', Source: MYSQL80 }, { fails: 'SourceClusterNotSupportedFault' }),
    rds('CreateDBClusterParameterGroup', { ...group, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'with a binlog' }),
    rds('ModifyDBClusterParameterGroup', { ...group, Parameters: [{ ParameterName: 'binlog_format', ParameterValue: 'ROW', ApplyMethod: 'pending-reboot' }] }),
    rds('ModifyDBCluster', { DBClusterIdentifier: 'mysql-80', ...group }),
    rds('RebootDBInstance', writer),
    wait('DBInstanceAvailable', writer),
    rds('CreateBlueGreenDeployment', { BlueGreenDeploymentName: 'to-84', Source: MYSQL80, TargetDBInstanceClass: 'db.r6g.large' }, { fails: 'InvalidParameterCombination' }),
    rds('CreateBlueGreenDeployment', {
      BlueGreenDeploymentName: 'to-84',
      Source: MYSQL80,
      TargetEngineVersion: '8.4.mysql_aurora.8.4.7',
      TargetDBClusterParameterGroupName: 'default.aurora-mysql8.4',
      TargetDBParameterGroupName: 'default.aurora-mysql8.4',
      Tags: [{ Key: 'why', Value: 'upgrade' }],
    }, {
      gives: {
        BlueGreenDeployment: {
          BlueGreenDeploymentIdentifier: expect.stringMatching(/^bgd-[a-z0-9]{16}$/),
          BlueGreenDeploymentName: 'to-84',
          Source: MYSQL80,
          Status: 'PROVISIONING',
          SwitchoverDetails: expect.any(Array),
          Tasks: [
            { Name: 'CREATING_READ_REPLICA_OF_SOURCE', Status: 'PENDING' }, { Name: 'DB_ENGINE_VERSION_UPGRADE' },
            { Name: 'CREATE_DB_INSTANCES_FOR_CLUSTER' }, { Name: 'CREATE_CUSTOM_ENDPOINTS' },
          ],
        },
      },
    }),
    rds('CreateBlueGreenDeployment', { BlueGreenDeploymentName: 'to-84', Source: MYSQL80 }, { fails: 'BlueGreenDeploymentAlreadyExistsFault' }),
    rds('SwitchoverBlueGreenDeployment', id, { fails: 'InvalidBlueGreenDeploymentStateFault' }),
    rds('DescribeBlueGreenDeployments', { ...id, MaxRecords: 20 }, { gives: { BlueGreenDeployments: [{ Status: 'PROVISIONING' }] } }),
    pass(3 * 3600),
    rds('DescribeBlueGreenDeployments', {
      Filters: [
        { Name: 'blue-green-deployment-name', Values: ['to-84'] }, { Name: 'source', Values: [MYSQL80] },
        { Name: 'blue-green-deployment-identifier', Values: [id.BlueGreenDeploymentIdentifier] },
      ],
    }, { gives: { BlueGreenDeployments: [{ Status: 'AVAILABLE', Target: expect.stringMatching(/:cluster:mysql-80-green-[a-z0-9]{6}$/) }] } }),
    rds('DescribeBlueGreenDeployments', { Filters: [{ Name: 'target', Values: [from('DescribeBlueGreenDeployments.BlueGreenDeployments.0.Target')] }] }, {
      gives: { BlueGreenDeployments: [{ Status: 'AVAILABLE' }] },
    }),
    rds('DescribeBlueGreenDeployments', { Marker: '1' }, { gives: { BlueGreenDeployments: [] } }),
    rds('DescribeBlueGreenDeployments', nobody, { fails: 'BlueGreenDeploymentNotFoundFault' }),
    rds('SwitchoverBlueGreenDeployment', { ...id, SwitchoverTimeout: 4000 }, { fails: 'InvalidParameterValue' }),
    rds('SwitchoverBlueGreenDeployment', { ...id, SwitchoverTimeout: 600 }, { gives: { BlueGreenDeployment: { Status: 'SWITCHOVER_IN_PROGRESS' } } }),
    pass(900),
    rds('DescribeBlueGreenDeployments', id, {
      gives: { BlueGreenDeployments: [{ Status: 'SWITCHOVER_COMPLETED', Source: `${MYSQL80}-old1`, Target: MYSQL80 }] },
    }),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'mysql-80' }, { gives: { DBClusters: [{ EngineVersion: '8.4.mysql_aurora.8.4.7', Status: 'available' }] } }),
    rds('DescribeDBClusters', { DBClusterIdentifier: 'mysql-80-old1' }, { gives: { DBClusters: [{ EngineVersion: '8.0.mysql_aurora.3.10.0' }] } }),
    rds('DeleteBlueGreenDeployment', { ...id, DeleteTarget: true }, { fails: 'InvalidBlueGreenDeploymentStateFault' }),
    rds('DeleteBlueGreenDeployment', id, { gives: { BlueGreenDeployment: { Status: 'DELETING', DeleteTime: expect.any(String) } } }),
    pass(900),
    rds('DeleteBlueGreenDeployment', id, { fails: 'BlueGreenDeploymentNotFoundFault' }),
  ],
};

const world = { GlobalClusterIdentifier: 'world' };
const secondary = { DBClusterIdentifier: 'secondary', Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.10.0', ...world };
const SECONDARY = { TargetDbClusterIdentifier: from('CreateDBCluster.DBCluster.DBClusterArn') };

export const GLOBAL_CLUSTERS: Group = {
  name: 'global clusters',
  steps: [
    rds('CreateGlobalCluster', {
      GlobalClusterIdentifier: 'empty',
      Engine: 'aurora-postgresql',
      EngineVersion: '16.3',
      EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
      DatabaseName: 'shop',
      StorageEncrypted: true,
      DeletionProtection: true,
      Tags: [{ Key: 'team', Value: 'shop' }],
    }, { gives: { GlobalCluster: { Status: 'creating', Engine: 'aurora-postgresql', DeletionProtection: true, StorageEncrypted: true, GlobalClusterMembers: [] } } }),
    rds('CreateGlobalCluster', { ...world, SourceDBClusterIdentifier: MYSQL80 }, {
      gives: { GlobalCluster: { ...world, GlobalClusterMembers: [{ DBClusterArn: MYSQL80, IsWriter: true }] } },
    }),
    rds('CreateGlobalCluster', { ...world, Engine: 'aurora-mysql' }, { fails: 'GlobalClusterAlreadyExistsFault' }),
    pass(120),
    rds('DescribeGlobalClusters', { ...world, MaxRecords: 20 }, { gives: { GlobalClusters: [{ ...world, Status: 'available' }] } }),
    rds('DescribeGlobalClusters', { Filters: [{ Name: 'region', Values: ['eu-west-1'] }] }, { gives: { GlobalClusters: [world] } }),
    rds('DescribeGlobalClusters', { Marker: '2' }, { gives: { GlobalClusters: [] } }),
    rds('DescribeGlobalClusters', { GlobalClusterIdentifier: 'nobody' }, { fails: 'GlobalClusterNotFoundFault' }),
    rds('CreateDBCluster', { ...secondary, MasterUsername: 'admin' }, { fails: 'InvalidParameterCombination' }),
    rds('CreateDBCluster', secondary, { gives: { DBCluster: { Status: 'creating' } } }),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'secondary' }),
    rds('CreateDBInstance', { DBInstanceIdentifier: 'secondary-1', DBClusterIdentifier: 'secondary', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }),
    wait('DBInstanceAvailable', { DBInstanceIdentifier: 'secondary-1' }),
    rds('SwitchoverGlobalCluster', { ...world, TargetDbClusterIdentifier: MYSQL80 }, { fails: 'InvalidGlobalClusterStateFault' }),
    rds('SwitchoverGlobalCluster', { ...world, ...SECONDARY }, { gives: { GlobalCluster: { Status: 'switching-over' } } }),
    pass(10),
    rds('DescribeGlobalClusters', world),
    pass(900),
    rds('DescribeGlobalClusters', world, {
      gives: { GlobalClusters: [{ Status: 'available', GlobalClusterMembers: [{ DBClusterArn: expect.stringMatching(/:secondary$/), IsWriter: true }, { IsWriter: false }] }] },
    }),
    rds('FailoverGlobalCluster', { ...world, TargetDbClusterIdentifier: MYSQL80, AllowDataLoss: true, Switchover: true }, { fails: 'InvalidParameterCombination' }),
    rds('FailoverGlobalCluster', { ...world, TargetDbClusterIdentifier: MYSQL80, AllowDataLoss: true }, { gives: { GlobalCluster: { Status: 'failing-over' } } }),
    pass(3600),
    rds('RemoveFromGlobalCluster', { ...world, DbClusterIdentifier: MYSQL80 }, { fails: 'InvalidGlobalClusterStateFault' }),
    rds('RemoveFromGlobalCluster', { ...world, DbClusterIdentifier: SECONDARY.TargetDbClusterIdentifier }, { gives: { GlobalCluster: world } }),
    pass(900),
    rds('ModifyGlobalCluster', { ...world, EngineVersion: '8.4.mysql_aurora.8.4.7' }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyGlobalCluster', { ...world, EngineVersion: '8.4.mysql_aurora.8.4.7', AllowMajorVersionUpgrade: true }, { gives: { GlobalCluster: world } }),
    pass(3600),
    rds('ModifyGlobalCluster', { ...world, NewGlobalClusterIdentifier: 'planet', DeletionProtection: false }, { gives: { GlobalCluster: { GlobalClusterIdentifier: 'planet' } } }),
    rds('DeleteGlobalCluster', { GlobalClusterIdentifier: 'planet' }, { fails: 'InvalidGlobalClusterStateFault' }),
    rds('DeleteGlobalCluster', { GlobalClusterIdentifier: 'empty' }, { fails: 'InvalidParameterCombination' }),
    rds('ModifyGlobalCluster', { GlobalClusterIdentifier: 'empty', DeletionProtection: false }),
    rds('DeleteGlobalCluster', { GlobalClusterIdentifier: 'empty' }, { gives: { GlobalCluster: { Status: 'deleting' } } }),
    pass(600),
    rds('DeleteGlobalCluster', { GlobalClusterIdentifier: 'empty' }, { fails: 'GlobalClusterNotFoundFault' }),
  ],
};

const resource = { ResourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:cluster:postgres' };
const update = { ...resource, ApplyAction: 'system-update' };

export const MAINTENANCE: Group = {
  name: 'maintenance and platform versions',
  steps: [
    rds('CreateDBCluster', { DBClusterIdentifier: 'postgres', Engine: 'aurora-postgresql', EngineVersion: '16.6', MasterUsername: 'dbadmin', MasterUserPassword: 'a-password' }),
    wait('DBClusterAvailable', { DBClusterIdentifier: 'postgres' }),
    rds('DescribePendingMaintenanceActions', { ...resource, MaxRecords: 20 }, {
      gives: { PendingMaintenanceActions: [{ ...resource, PendingMaintenanceActionDetails: [{ Action: 'system-update', Description: expect.any(String) }] }] },
    }),
    rds('DescribePendingMaintenanceActions', { Filters: [{ Name: 'db-cluster-id', Values: ['postgres'] }] }, { gives: { PendingMaintenanceActions: [resource] } }),
    rds('DescribePendingMaintenanceActions', { Filters: [{ Name: 'db-instance-id', Values: ['provisioned-instance-1'] }] }, { gives: { PendingMaintenanceActions: [] } }),
    rds('DescribePendingMaintenanceActions', { Marker: '5' }, { gives: { PendingMaintenanceActions: [] } }),
    rds('ApplyPendingMaintenanceAction', { ...update, OptInType: 'next-maintenance' }, {
      gives: { ResourcePendingMaintenanceActions: { PendingMaintenanceActionDetails: [{ OptInStatus: 'next-maintenance', CurrentApplyDate: expect.any(String) }] } },
    }),
    rds('ApplyPendingMaintenanceAction', { ...update, OptInType: 'undo-opt-in' }),
    rds('ApplyPendingMaintenanceAction', { ...update, OptInType: 'soon' }, { fails: 'InvalidParameterValue' }),
    rds('ApplyPendingMaintenanceAction', { ...update, ApplyAction: 'os-upgrade', OptInType: 'immediate' }, { fails: 'NotSimulated' }),
    rds('ApplyPendingMaintenanceAction', { ...update, OptInType: 'immediate', ResourceIdentifier: `${resource.ResourceIdentifier}-2` }, { fails: 'ResourceNotFoundFault' }),
    rds('ApplyPendingMaintenanceAction', { ...update, OptInType: 'immediate' }),
    pass(1800),
    rds('DescribePendingMaintenanceActions', resource, { gives: { PendingMaintenanceActions: [] } }),

    rds('DescribeServerlessV2PlatformVersions', { Engine: 'aurora-mysql', ServerlessV2PlatformVersion: '1', IncludeAll: true, MaxRecords: 20 }, {
      gives: { ServerlessV2PlatformVersions: [{ ServerlessV2PlatformVersion: '1', ServerlessV2FeaturesSupport: { MinCapacity: 0, MaxCapacity: 128 } }] },
    }),
    rds('DescribeServerlessV2PlatformVersions', { DefaultOnly: true }, { gives: { ServerlessV2PlatformVersions: [{ IsDefault: true }, { IsDefault: true }] } }),
    rds('DescribeAccountAttributes', {}, {
      gives: {
        AccountQuotas: [
          { AccountQuotaName: 'DBInstances', Used: 3, Max: 40 }, { AccountQuotaName: 'DBParameterGroups', Max: 50 },
          { AccountQuotaName: 'DBSubnetGroups', Max: 50 },
          { AccountQuotaName: 'DBClusters', Used: 3, Max: 40 }, { AccountQuotaName: 'DBClusterParameterGroups', Max: 50 },
          { AccountQuotaName: 'ManualClusterSnapshots', Used: 0, Max: 100 },
        ],
      },
    }),
    rds('DescribeServerlessV2PlatformVersions', { Marker: '8' }, { gives: { ServerlessV2PlatformVersions: [] } }),
  ],
};
