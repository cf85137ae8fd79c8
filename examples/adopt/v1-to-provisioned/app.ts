import { App, CfnOutput, Stack } from 'aws-cdk-lib';
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

// Serverless v1 with PostgreSQL. Its version could not become v2, so that AWS has made it provisioned.
const db = new rds.ServerlessCluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_13_12 }),
  vpc,
  vpcSubnets,
  clusterIdentifier: 'shop-db',
  defaultDatabaseName: 'shop',
});
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.socketAddress });

app.synth();
