import * as path from 'node:path';
import { Annotations, CfnResource, DefaultStackSynthesizer, Duration, Fn, RemovalPolicy, SecretValue, Stack, StackProps, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct, IConstruct } from 'constructs';
import { ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member } from 'cdk-aurora-serverless-v2';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }), ...props });

    // What the stack has beside the database. Put your own constructs in its place, one by one: `cdk diff` stays empty.
    const around = new CfnInclude(this, 'Around', { templateFile: path.join(__dirname, 'around.template.json') });
    for (const placeholder of ['Cluster', 'Writer', 'ClusterMember1']) around.node.tryRemoveChild(placeholder);

    const vpc = ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      isolatedSubnetIds: ['subnet-01a1a1a1a1a1a1a1a', 'subnet-02b2b2b2b2b2b2b2b'],
    });
    const db = new ServerlessV2Cluster(this, 'Cluster', {
      engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.of('8.0.mysql_aurora.3.10.0', '8.0') }),
      vpc,
      clusterIdentifier: 'shop-db',
      defaultDatabaseName: 'shop',
      port: 3306,
      subnetGroup: rds.SubnetGroup.fromSubnetGroupName(this, 'SubnetGroup', Fn.ref('Subnets')),
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(this, 'SecurityGroup1', Token.asString(Fn.getAtt('SecurityGroup', 'GroupId')))],
      parameterGroup: rds.ParameterGroup.fromParameterGroupName(this, 'ParameterGroup', 'default.aurora-mysql8.0'),
      credentials: rds.Credentials.fromPassword('shopadmin', SecretValue.unsafePlainText(Fn.ref('Password'))),
      capacity: ServerlessV2Capacity.range({ min: 0.5, max: 8 }),
      storageEncrypted: true,
      backup: { retention: Duration.days(7) },
      copyTagsToSnapshot: false,
      iamAuthentication: false,
      cloudwatchLogsExports: [],
      engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
      deletionProtection: true,
      members: [
        ServerlessV2Member.failoverTarget('Writer', { instanceIdentifier: 'shop-db-1' }),
        ServerlessV2Member.independent('Member1', { instanceIdentifier: 'shop-db-2' }),
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Annotations.of(db).acknowledgeWarning('cdk-aurora-serverless-v2:fixedIdentifier', 'It keeps CloudFormation from replacing the database.');
    keep(db, 'Cluster');
    keep(db.node.findChild('Writer'), 'Writer');
    keep(db.node.findChild('Member1'), 'ClusterMember1');
  }
}

/** Keeps the logical id of a resource. */
function keep(construct: IConstruct, logicalId: string): void {
  const resource = construct.node.defaultChild as CfnResource;
  resource.overrideLogicalId(logicalId);
}
