import * as shapes from '@aws-sdk/client-rds';
import { describeAccountAttributes } from './account-attributes';
import { BLUE_GREEN_OPERATIONS } from './blue-green/deployment-operations';
import { describeDBEngineVersions } from './catalog/describe-engine-versions';
import { describeServerlessV2PlatformVersions } from './catalog/describe-platform-versions';
import { describeOrderableDBInstanceOptions } from './catalog/orderable-options';
import { createDBCluster } from './clusters/create-cluster';
import { deleteDBCluster } from './clusters/delete-cluster';
import { failoverDBCluster } from './clusters/failover';
import { disableHttpEndpoint, enableHttpEndpoint } from './clusters/http-endpoint';
import { modifyDBCluster } from './clusters/modify-cluster';
import { rebootDBCluster } from './clusters/reboot-cluster';
import { startDBCluster, stopDBCluster } from './clusters/stop-start';
import { CUSTOM_ENDPOINT_OPERATIONS } from './custom-endpoints/custom-endpoint-operations';
import { describeDBClusters, describeDBInstances } from './describe';
import { describeEvents } from './events/describe-events';
import { GLOBAL_CLUSTER_OPERATIONS } from './global/global-operations';
import { createDBInstance } from './instances/create-instance';
import { deleteDBInstance } from './instances/delete-instance';
import { modifyDBInstance } from './instances/modify-instance';
import { rebootDBInstance } from './instances/reboot-instance';
import { MAINTENANCE_OPERATIONS } from './maintenance/maintenance-operations';
import { CLUSTER_PARAMETER_GROUP_OPERATIONS } from './parameter-groups/cluster-parameter-groups';
import { PARAMETER_GROUP_OPERATIONS } from './parameter-groups/instance-parameter-groups';
import { PROXY_OPERATIONS } from './proxies/proxy-operations';
import { PROXY_TARGET_OPERATIONS } from './proxies/target-operations';
import { promoteReadReplicaDBCluster } from './replication';
import { CLUSTER_SNAPSHOT_OPERATIONS } from './snapshots/cluster-snapshots';
import { INSTANCE_SNAPSHOT_OPERATIONS } from './snapshots/instance-snapshots';
import { RESTORE_OPERATIONS } from './snapshots/restore';
import { SUBNET_GROUP_OPERATIONS } from './subnet-groups/subnet-group-operations';
import { TAG_OPERATIONS } from './tags/tag-operations';
import { QueryProtocol } from '../wire/query-protocol';
import { Service } from '../wire/service';

export const rds = new Service({
  name: 'rds',
  shapes,
  protocols: [new QueryProtocol('http://rds.amazonaws.com/doc/2014-10-31/', 'com.amazonaws.rds')],
  operations: {
    CreateDBCluster: createDBCluster,
    CreateDBInstance: createDBInstance,
    DeleteDBCluster: deleteDBCluster,
    DeleteDBInstance: deleteDBInstance,
    DescribeAccountAttributes: describeAccountAttributes,
    DescribeDBClusters: describeDBClusters,
    DescribeDBEngineVersions: describeDBEngineVersions,
    DescribeDBInstances: describeDBInstances,
    DescribeEvents: describeEvents,
    DescribeOrderableDBInstanceOptions: describeOrderableDBInstanceOptions,
    DescribeServerlessV2PlatformVersions: describeServerlessV2PlatformVersions,
    DisableHttpEndpoint: disableHttpEndpoint,
    EnableHttpEndpoint: enableHttpEndpoint,
    FailoverDBCluster: failoverDBCluster,
    ModifyDBCluster: modifyDBCluster,
    ModifyDBInstance: modifyDBInstance,
    PromoteReadReplicaDBCluster: promoteReadReplicaDBCluster,
    RebootDBCluster: rebootDBCluster,
    RebootDBInstance: rebootDBInstance,
    StartDBCluster: startDBCluster,
    StopDBCluster: stopDBCluster,
    ...BLUE_GREEN_OPERATIONS,
    ...CLUSTER_PARAMETER_GROUP_OPERATIONS,
    ...CLUSTER_SNAPSHOT_OPERATIONS,
    ...CUSTOM_ENDPOINT_OPERATIONS,
    ...GLOBAL_CLUSTER_OPERATIONS,
    ...INSTANCE_SNAPSHOT_OPERATIONS,
    ...MAINTENANCE_OPERATIONS,
    ...PARAMETER_GROUP_OPERATIONS,
    ...PROXY_OPERATIONS,
    ...PROXY_TARGET_OPERATIONS,
    ...RESTORE_OPERATIONS,
    ...SUBNET_GROUP_OPERATIONS,
    ...TAG_OPERATIONS,
  },
});
