import type {
  DBClusterMessage, DBInstanceMessage, DescribeDBClustersMessage, DescribeDBInstancesMessage,
} from '@aws-sdk/client-rds';
import { findCluster, findInstance, matches, page } from './find';
import { operation } from '../wire/service';

export const describeDBClusters = operation<DescribeDBClustersMessage, DBClusterMessage>(
  ['DBClusterIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const clusters = input.DBClusterIdentifier ? [findCluster(account, input.DBClusterIdentifier)] : [...account.clusters.values()];
    const { items, Marker } = page(clusters.filter((cluster) => matches(cluster.shape, input.Filters, {
      'db-cluster-id': (shape) => shape.DBClusterIdentifier,
      'db-cluster-resource-id': (shape) => shape.DbClusterResourceId,
      'engine': (shape) => shape.Engine,
    })), input);
    return { Marker, DBClusters: items.map(({ shape }) => shape) };
  },
);

export const describeDBInstances = operation<DescribeDBInstancesMessage, DBInstanceMessage>(
  ['DBInstanceIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const instances = input.DBInstanceIdentifier ? [findInstance(account, input.DBInstanceIdentifier)] : [...account.instances.values()];
    const { items, Marker } = page(instances.filter((instance) => matches(instance.shape, input.Filters, {
      'db-instance-id': (shape) => shape.DBInstanceIdentifier,
      'db-cluster-id': (shape) => shape.DBClusterIdentifier,
      'dbi-resource-id': (shape) => shape.DbiResourceId,
      'engine': (shape) => shape.Engine,
    })), input);
    return { Marker, DBInstances: items.map(({ shape }) => shape) };
  },
);
