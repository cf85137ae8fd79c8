import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  isolatedSubnetIds: ['subnet-01a1a1a1a1a1a1a1a', 'subnet-02b2b2b2b2b2b2b2b'],
});
const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

// Written before there were `writer` and `readers`. Somebody has changed the classes in the console.
const db = new rds.DatabaseCluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
  storageEncrypted: true,
  monitoringInterval: Duration.minutes(1),
  instances: 2,
  instanceProps: {
    vpc,
    vpcSubnets,
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.R5, ec2.InstanceSize.LARGE),
    parameterGroup: rds.ParameterGroup.fromParameterGroupName(stack, 'InstanceParameters', 'shop-instances'),
    enablePerformanceInsights: true,
    autoMinorVersionUpgrade: false,
  },
});
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.hostname });

app.synth();
