import { ContextProvider, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ContextProvider as ContextProviderType } from 'aws-cdk-lib/cloud-assembly-schema';
import { Construct } from 'constructs';
import type { IServerlessV2Cluster, ServerlessV2ClusterAttributes, ServerlessV2ClusterLookupOptions } from './cluster-ref';
import { ClusterEndpoints } from './endpoints';
import { failOnProblems } from './problems';

/** The L2's imported cluster, with what ours have in addition. */
export function importCluster(scope: Construct, id: string, attrs: ServerlessV2ClusterAttributes): IServerlessV2Cluster {
  const imported = rds.DatabaseCluster.fromDatabaseClusterAttributes(scope, id, attrs);
  const endpoints = new ClusterEndpoints(imported);
  const addProxy = imported.addProxy.bind(imported);
  return Object.assign(imported, {
    endpoints,
    addProxy: (proxyId: string, options: rds.DatabaseProxyOptions) => {
      const proxy = addProxy(proxyId, options);
      endpoints._addProxy('proxy', proxy.endpoint);
      return proxy;
    },
  });
}

/** What the first synth sees, before the command line has looked. */
const NOT_LOOKED_YET = [{
  'Identifier': 'dummy',
  'Endpoint.Address': 'dummy.cluster.local',
  'Endpoint.Port': '5432',
  'ReadEndpoint.Address': 'dummy.cluster-ro.local',
  'DBClusterResourceId': 'cluster-DUMMY',
  'VpcSecurityGroupIds': [],
  'EnableHttpEndpoint': false,
}];

export function lookUpCluster(scope: Construct, id: string, { clusterIdentifier }: ServerlessV2ClusterLookupOptions): IServerlessV2Cluster {
  failOnProblems(scope, id, Token.isUnresolved(clusterIdentifier) ? [{
    code: 'PROPERTY_INVALID',
    message: '`clusterIdentifier` is a token, and a look during synth needs the identifier itself.',
    remedy: 'Use `fromServerlessV2ClusterAttributes`.',
  }] : []);
  const [found] = ContextProvider.getValue(scope, {
    provider: ContextProviderType.CC_API_PROVIDER,
    props: {
      typeName: 'AWS::RDS::DBCluster',
      exactIdentifier: clusterIdentifier,
      propertiesToReturn: Object.keys(NOT_LOOKED_YET[0]).filter((property) => property !== 'Identifier'),
    },
    dummyValue: NOT_LOOKED_YET,
  }).value as typeof NOT_LOOKED_YET;
  return importCluster(scope, id, {
    clusterIdentifier,
    clusterResourceIdentifier: found.DBClusterResourceId,
    clusterEndpointAddress: found['Endpoint.Address'],
    readerEndpointAddress: found['ReadEndpoint.Address'],
    port: Number(found['Endpoint.Port']),
    securityGroups: (found.VpcSecurityGroupIds ?? []).map((group) => ec2.SecurityGroup.fromSecurityGroupId(scope, `${id}-${group}`, group)),
    dataApiEnabled: found.EnableHttpEndpoint,
  });
}
