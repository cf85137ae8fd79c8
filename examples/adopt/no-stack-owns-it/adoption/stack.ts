import * as path from 'node:path';
import { Annotations, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct } from 'constructs';
import { ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member } from 'cdk-aurora-serverless-v2';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // What the stack has beside the database. Put your own constructs in its place, one by one: `cdk diff` stays empty.
    const around = new CfnInclude(this, 'Around', { templateFile: path.join(__dirname, 'around.template.json') });
    for (const placeholder of ['Db5D02A0A9', 'DbMember1B90CCA4A']) around.node.tryRemoveChild(placeholder);

    const vpc = ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      isolatedSubnetIds: ['subnet-01a1a1a1a1a1a1a1a', 'subnet-02b2b2b2b2b2b2b2b'],
    });
    const db = new ServerlessV2Cluster(this, 'Db', {
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.of('16.4', '16') }),
      vpc,
      clusterIdentifier: 'shop-db',
      defaultDatabaseName: 'shop',
      port: 5432,
      subnetGroup: rds.SubnetGroup.fromSubnetGroupName(this, 'SubnetGroup', 'shop-dbsubnets93851898-r7ilnm3pqbcd'),
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(this, 'SecurityGroup1', 'sg-0f3a5b7c9d1e2f304')],
      parameterGroup: rds.ParameterGroup.fromParameterGroupName(this, 'ParameterGroup', 'shop-parameters'),
      credentials: rds.Credentials.fromUsername('shop'),
      manageMasterUserPassword: true,
      capacity: ServerlessV2Capacity.range({ min: 0.5, max: 4 }),
      storageEncrypted: true,
      backup: { retention: Duration.days(14) },
      copyTagsToSnapshot: false,
      iamAuthentication: false,
      cloudwatchLogsExports: ['postgresql'],
      engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
      deletionProtection: true,
      members: [ServerlessV2Member.failoverTarget('Member1', { instanceIdentifier: 'shop-db-1' })],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Annotations.of(db).acknowledgeWarning('cdk-aurora-serverless-v2:fixedIdentifier', 'It keeps CloudFormation from replacing the database.');
  }
}
