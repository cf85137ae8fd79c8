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

// The last app that was deployed as a whole. The next one had version 15.7 and a parameter group for it: the database was
// upgraded, something else failed, and the rollback could not put the old parameter group on the new version.
const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.of('14.12', '14') });
const db = new rds.DatabaseCluster(stack, 'Db', {
  engine,
  vpc,
  vpcSubnets,
  storageEncrypted: true,
  parameterGroup: new rds.ParameterGroup(stack, 'Parameters14', { engine, parameters: { 'rds.force_ssl': '1' } }),
  writer: rds.ClusterInstance.provisioned('Writer', { instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE) }),
});
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.hostname });

app.synth();
