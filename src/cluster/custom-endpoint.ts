import { ArnFormat, Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { IServerlessV2Cluster } from './cluster-ref';
import { failOnProblems } from './problems';

/**
 * Properties of a custom endpoint.
 */
export interface CustomEndpointProps {
  /**
   * The cluster.
   */
  readonly cluster: IServerlessV2Cluster;

  /**
   * The construct ids of the members that the endpoint leads to.
   */
  readonly members: string[];

  /**
   * Whether the endpoint may lead to the writer, too, if that is one of `members`.
   *
   * @default false
   */
  readonly includeWriter?: boolean;
}

/**
 * An endpoint of Aurora that leads to some members of a cluster, such as those for reports.
 *
 * CloudFormation has no resource for it: a custom resource of the CDK calls the API of RDS. A cluster has at most five.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * new CustomEndpoint(this, 'Reports', { cluster: db, members: ['Reports'] });
 */
export class CustomEndpoint extends Construct {
  /**
   * The address and the port.
   */
  public readonly endpoint: rds.Endpoint;

  constructor(scope: Construct, id: string, props: CustomEndpointProps) {
    const instances = props.members.map((member) => props.cluster.node.tryFindChild(member)?.node.defaultChild);
    failOnProblems(scope, id, problemsOf(props, instances));
    super(scope, id);
    const name = Names.uniqueResourceName(this, { maxLength: 60, separator: '-' }).toLowerCase();
    const settings = {
      DBClusterEndpointIdentifier: name,
      EndpointType: props.includeWriter ? 'ANY' : 'READER',
      StaticMembers: (instances as rds.CfnDBInstance[]).map(({ ref }) => ref),
    };
    const call = (action: string, parameters: object) => ({ service: 'RDS', action, parameters, physicalResourceId: PhysicalResourceId.of(name) });
    const resource = new AwsCustomResource(this, 'Resource', {
      resourceType: 'Custom::AuroraCustomEndpoint',
      installLatestAwsSdk: false,
      onCreate: call('createDBClusterEndpoint', { ...settings, DBClusterIdentifier: props.cluster.clusterIdentifier }),
      onUpdate: call('modifyDBClusterEndpoint', settings),
      onDelete: { ...call('deleteDBClusterEndpoint', { DBClusterEndpointIdentifier: name }), ignoreErrorCodesMatching: 'DBClusterEndpointNotFound' },
      policy: AwsCustomResourcePolicy.fromStatements([new iam.PolicyStatement({
        actions: ['rds:CreateDBClusterEndpoint', 'rds:ModifyDBClusterEndpoint', 'rds:DeleteDBClusterEndpoint'],
        resources: [props.cluster.clusterArn, Stack.of(this).formatArn({
          service: 'rds', resource: 'cluster-endpoint', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        })],
      })]),
    });
    props.cluster.endpoints._addCustom(id, resource.getResponseField('Endpoint'));
    this.endpoint = props.cluster.endpoints.custom(id)!;
  }
}

function problemsOf({ cluster, members }: CustomEndpointProps, instances: unknown[]) {
  const unknown = members.filter((_, index) => !(instances[index] instanceof rds.CfnDBInstance));
  return members.length > 0 && unknown.length === 0 ? [] : [{
    code: 'MEMBERS_INVALID',
    message: members.length === 0 ? '`members` is empty.' : `\`members\` has ${unknown.join(', ')}, which ${cluster.node.path} does not have.`,
    remedy: 'Name members by their construct ids.',
  }];
}
