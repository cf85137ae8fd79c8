import * as path from 'node:path';
import { Annotations, CfnResource, Duration, Fn, RemovalPolicy, SecretValue, Stack, StackProps, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct, IConstruct } from 'constructs';
import { ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member } from 'cdk-aurora-serverless-v2';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // What the stack has beside the database. Put your own constructs in its place, one by one: `cdk diff` stays empty.
    const around = new CfnInclude(this, 'Around', { templateFile: path.join(__dirname, 'around.template.json') });
    for (const placeholder of ['Db5D02A0A9', 'DbInstance17A577275', 'DbInstance2D1883C3D']) around.node.tryRemoveChild(placeholder);

    const vpc = ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      isolatedSubnetIds: ['subnet-01a1a1a1a1a1a1a1a', 'subnet-02b2b2b2b2b2b2b2b'],
    });
    const instanceParameters = rds.ParameterGroup.fromParameterGroupName(this, 'InstanceParameters', 'shop-instances');
    const db = new ServerlessV2Cluster(this, 'Db', {
      engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.of('8.0.mysql_aurora.3.08.0', '8.0') }),
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
      capacity: ServerlessV2Capacity.range({ min: 2, max: 8 }),
      storageEncrypted: true,
      backup: { retention: Duration.days(7) },
      copyTagsToSnapshot: true,
      iamAuthentication: false,
      cloudwatchLogsExports: [],
      engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
      deletionProtection: true,
      monitoringInterval: Duration.seconds(60),
      monitoringRole: iam.Role.fromRoleArn(this, 'MonitoringRole', Token.asString(Fn.getAtt('DbMonitoringRole0A2030F1', 'Arn'))),
      members: [
        ServerlessV2Member.failoverTarget('Instance1', {
          instanceIdentifier: 'shop-dbinstance1-zz1',
          autoMinorVersionUpgrade: false,
          enablePerformanceInsights: true,
          performanceInsightRetention: rds.PerformanceInsightRetention.DEFAULT,
          parameterGroup: instanceParameters,
        }),
        ServerlessV2Member.failoverTarget('Instance2', {
          instanceIdentifier: 'shop-dbinstance2-zz2',
          autoMinorVersionUpgrade: false,
          enablePerformanceInsights: true,
          performanceInsightRetention: rds.PerformanceInsightRetention.DEFAULT,
          parameterGroup: instanceParameters,
        }),
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Annotations.of(db).acknowledgeWarning('cdk-aurora-serverless-v2:fixedIdentifier', 'It keeps CloudFormation from replacing the database.');
    keep(db.node.findChild('Instance1'), 'DbInstance17A577275');
    keep(db.node.findChild('Instance2'), 'DbInstance2D1883C3D');
  }
}

/** Keeps the logical id of a resource. */
function keep(construct: IConstruct, logicalId: string): void {
  const resource = construct.node.defaultChild as CfnResource;
  resource.overrideLogicalId(logicalId);
}
