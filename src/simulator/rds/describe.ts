import type {
  DBClusterMessage, DBInstanceMessage, DescribeDBClustersMessage, DescribeDBInstancesMessage,
} from '@aws-sdk/client-rds';
import { findCluster, findInstance, page, selected } from './find';
import { operation } from '../wire/service';

export const describeDBClusters = operation<DescribeDBClustersMessage, DBClusterMessage>(
  ['DBClusterIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const wanted = input.DBClusterIdentifier && findCluster(account, input.DBClusterIdentifier).identifier;
    const clusters = account.shown.clusters.filter((shape) => !wanted || shape.DBClusterIdentifier === wanted);
    const { items, Marker } = page(selected(clusters, input.Filters, {
      'db-cluster-id': (shape) => shape.DBClusterIdentifier,
      'db-cluster-resource-id': (shape) => shape.DbClusterResourceId,
      'engine': (shape) => shape.Engine,
    }), input);
    return { Marker, DBClusters: items };
  },
);

export const describeDBInstances = operation<DescribeDBInstancesMessage, DBInstanceMessage>(
  ['DBInstanceIdentifier', 'Filters', 'MaxRecords', 'Marker'],
  (account, input) => {
    const wanted = input.DBInstanceIdentifier && findInstance(account, input.DBInstanceIdentifier).identifier;
    const instances = account.shown.instances.filter((shape) => !wanted || shape.DBInstanceIdentifier === wanted);
    const { items, Marker } = page(selected(instances, input.Filters, {
      'db-instance-id': (shape) => shape.DBInstanceIdentifier,
      'db-cluster-id': (shape) => shape.DBClusterIdentifier,
      'dbi-resource-id': (shape) => shape.DbiResourceId,
      'engine': (shape) => shape.Engine,
    }), input);
    return { Marker, DBInstances: items };
  },
);
