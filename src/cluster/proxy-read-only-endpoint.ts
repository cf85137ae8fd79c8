import { Names } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { IServerlessV2Cluster } from './cluster-ref';

/**
 * Properties of a read-only endpoint of a proxy.
 */
export interface ProxyReadOnlyEndpointProps {
  /**
   * The cluster whose readers are behind the proxy.
   */
  readonly cluster: IServerlessV2Cluster;

  /**
   * The proxy.
   */
  readonly proxy: rds.DatabaseProxy;

  /**
   * The VPC of the proxy.
   */
  readonly vpc: ec2.IVpc;

  /**
   * Where the endpoint has its addresses.
   *
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/**
 * An endpoint of an RDS Proxy that forwards connections to the readers of a cluster. It has the security groups of the
 * proxy, and is `endpoints.proxyReader` of the cluster from then on.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * declare const vpc: ec2.IVpc;
 * const proxy = db.addProxy('Proxy', { vpc, secrets: [db.secret!], iamAuth: true });
 * new ProxyReadOnlyEndpoint(this, 'ReadOnly', { cluster: db, proxy, vpc });
 */
export class ProxyReadOnlyEndpoint extends Construct {
  /**
   * The address and the port.
   */
  public readonly endpoint: rds.Endpoint;

  constructor(scope: Construct, id: string, props: ProxyReadOnlyEndpointProps) {
    super(scope, id);
    const resource = new rds.CfnDBProxyEndpoint(this, 'Resource', {
      dbProxyName: props.proxy.dbProxyName,
      dbProxyEndpointName: Names.uniqueResourceName(this, { maxLength: 60, separator: '-' }),
      targetRole: 'READ_ONLY',
      vpcSubnetIds: props.vpc.selectSubnets(props.vpcSubnets).subnetIds,
      vpcSecurityGroupIds: props.proxy.connections.securityGroups.map(({ securityGroupId }) => securityGroupId),
    });
    resource.node.addDependency(props.proxy);
    props.cluster.endpoints._addProxy('proxyReader', resource.attrEndpoint);
    this.endpoint = props.cluster.endpoints.proxyReader!;
  }
}
