import type * as rds from 'aws-cdk-lib/aws-rds';
import type { ClusterEndpoints } from './endpoints';

/**
 * A Serverless v2 cluster, of this app or of another one.
 */
export interface IServerlessV2Cluster extends rds.IDatabaseCluster {
  /**
   * Everything that clients connect to.
   */
  readonly endpoints: ClusterEndpoints;
}

/**
 * What is known of a cluster that is not of this app.
 */
export interface ServerlessV2ClusterAttributes extends rds.DatabaseClusterAttributes {}

/**
 * How to find a cluster in the account.
 */
export interface ServerlessV2ClusterLookupOptions {
  /**
   * The identifier of the cluster.
   */
  readonly clusterIdentifier: string;
}
