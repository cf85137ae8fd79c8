import type { DBClusterEndpoint } from '@aws-sdk/client-rds';
import type { Cluster } from '../cluster';

/** An endpoint that leads to some members. It belongs to its cluster under whatever name that has. */
export interface CustomEndpoint {
  readonly identifier: string;
  readonly cluster: Cluster;
  readonly arn: string;
  readonly address: string;
  readonly resourceId: string;
  status: string;
  type: string;
  staticMembers: readonly string[];
  excludedMembers: readonly string[];
}

export function shapeOf(endpoint: CustomEndpoint): DBClusterEndpoint {
  return {
    DBClusterEndpointIdentifier: endpoint.identifier,
    DBClusterIdentifier: endpoint.cluster.identifier,
    DBClusterEndpointResourceIdentifier: endpoint.resourceId,
    DBClusterEndpointArn: endpoint.arn,
    Endpoint: endpoint.address,
    Status: endpoint.status,
    EndpointType: 'CUSTOM',
    CustomEndpointType: endpoint.type,
    StaticMembers: [...endpoint.staticMembers],
    ExcludedMembers: [...endpoint.excludedMembers],
  };
}

/** Every cluster has these two. */
export function builtInShapes({ identifier, shape }: Cluster): DBClusterEndpoint[] {
  const common = { DBClusterIdentifier: identifier, Status: 'available' };
  return [{ ...common, Endpoint: shape.Endpoint, EndpointType: 'WRITER' }, { ...common, Endpoint: shape.ReaderEndpoint, EndpointType: 'READER' }];
}
