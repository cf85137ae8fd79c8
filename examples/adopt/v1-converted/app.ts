import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as ssm from 'aws-cdk-lib/aws-ssm';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  isolatedSubnetIds: ['subnet-01a1a1a1a1a1a1a1a', 'subnet-02b2b2b2b2b2b2b2b'],
});
const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

// Serverless v1, as it was deployed years ago. AWS has converted the database since.
const db = new rds.ServerlessCluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_2_11_4 }),
  vpc,
  vpcSubnets,
  defaultDatabaseName: 'shop',
  enableDataApi: true,
  backupRetention: Duration.days(7),
  scaling: { minCapacity: rds.AuroraCapacityUnit.ACU_1, maxCapacity: rds.AuroraCapacityUnit.ACU_8, autoPause: Duration.minutes(10) },
});
new ssm.StringParameter(stack, 'EndpointParameter', { parameterName: '/shop/endpoint', stringValue: `mysql://${db.clusterEndpoint.socketAddress}` });
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.hostname, exportName: 'shop-endpoint' });

app.synth();
