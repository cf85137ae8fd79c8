import * as shapes from '@aws-sdk/client-rds';
import { createDBInstance } from './create-instance';
import { deleteDBInstance } from './delete-instance';
import { describeDBClusters, describeDBClusterSnapshots, describeDBInstances } from './describe';
import { failoverDBCluster } from './failover';
import { enableHttpEndpoint } from './http-endpoint';
import { modifyDBCluster } from './modify-cluster';
import { modifyDBInstance } from './modify-instance';
import { createDBClusterSnapshot } from './snapshot';
import { QueryProtocol } from '../wire/query-protocol';
import { Service } from '../wire/service';

export const rds = new Service({
  name: 'rds',
  shapes,
  protocol: new QueryProtocol('http://rds.amazonaws.com/doc/2014-10-31/', 'com.amazonaws.rds'),
  operations: {
    CreateDBClusterSnapshot: createDBClusterSnapshot,
    CreateDBInstance: createDBInstance,
    DeleteDBInstance: deleteDBInstance,
    DescribeDBClusters: describeDBClusters,
    DescribeDBClusterSnapshots: describeDBClusterSnapshots,
    DescribeDBInstances: describeDBInstances,
    EnableHttpEndpoint: enableHttpEndpoint,
    FailoverDBCluster: failoverDBCluster,
    ModifyDBCluster: modifyDBCluster,
    ModifyDBInstance: modifyDBInstance,
  },
});
