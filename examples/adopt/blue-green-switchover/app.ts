import { App, CfnOutput, Stack } from 'aws-cdk-lib';
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

// A writer and a reader. A blue/green deployment by hand has upgraded them, and left the reader with a name of its own.
const instanceType = ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE);
const db = new rds.DatabaseCluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
  vpc,
  vpcSubnets,
  storageEncrypted: true,
  defaultDatabaseName: 'shop',
  writer: rds.ClusterInstance.provisioned('Writer', { instanceType, instanceIdentifier: 'shop-writer' }),
  readers: [rds.ClusterInstance.provisioned('Reader', { instanceType })],
});
new ssm.StringParameter(stack, 'EndpointParameter', { parameterName: '/shop/endpoint', stringValue: `mysql://${db.clusterEndpoint.socketAddress}` });
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.hostname, exportName: 'shop-endpoint' });

app.synth();
