import * as path from 'node:path';
import { Annotations, Duration, Fn, RemovalPolicy, SecretValue, Stack, StackProps, Token } from 'aws-cdk-lib';
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
      engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.of('8.0.mysql_aurora.3.10.0', '8.0') }),
      vpc,
      clusterIdentifier: 'shop-db5d02a0a9-8k3jq0x2vw1p',
      defaultDatabaseName: 'shop',
      port: 3306,
      subnetGroup: rds.SubnetGroup.fromSubnetGroupName(this, 'SubnetGroup', Fn.ref('DbSubnets93851898')),
      securityGroups: [
        ec2.SecurityGroup.fromSecurityGroupId(this, 'SecurityGroup1', Token.asString(Fn.getAtt('DbSecurityGroupC34ABFAB', 'GroupId'))),
      ],
      parameterGroup: rds.ParameterGroup.fromParameterGroupName(this, 'ParameterGroup', 'default.aurora-mysql8.0'),
      credentials: rds.Credentials.fromPassword('admin', SecretValue.secretsManager(Fn.ref('DbSecretCF6D79B0'), { jsonField: 'password' })),
      capacity: ServerlessV2Capacity.range({ min: 0.5, max: 8 }),
      storageEncrypted: true,
      backup: { retention: Duration.days(7) },
      copyTagsToSnapshot: false,
      iamAuthentication: false,
      enableDataApi: false,
      cloudwatchLogsExports: [],
      engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
      deletionProtection: true,
      members: [ServerlessV2Member.failoverTarget('Member1', { instanceIdentifier: 'shop-db5d02a0a9-8k3jq0x2vw1p-instance-1' })],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Annotations.of(db).acknowledgeWarning('cdk-aurora-serverless-v2:fixedIdentifier', 'It keeps CloudFormation from replacing the database.');
  }
}
