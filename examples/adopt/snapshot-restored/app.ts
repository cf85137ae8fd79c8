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

// Restored once, and once more by hand since: the new cluster, on another port, has the name of the old one.
const db = new rds.DatabaseClusterFromSnapshot(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
  vpc,
  vpcSubnets,
  clusterIdentifier: 'shop-db',
  snapshotIdentifier: 'shop-2023-01-01',
  snapshotCredentials: rds.SnapshotCredentials.fromGeneratedSecret('admin'),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  serverlessV2MaxCapacity: 8,
});
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.hostname });

app.synth();
