import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  isolatedSubnetIds: ['subnet-01a1a1a1a1a1a1a1a', 'subnet-02b2b2b2b2b2b2b2b'],
});
const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

// Serverless v2 before the CDK knew it. The range was widened by hand when the shop grew.
const db = new rds.DatabaseCluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_14_6 }),
  storageEncrypted: true,
  instances: 2,
  instanceProps: { vpc, vpcSubnets, instanceType: new ec2.InstanceType('serverless') },
});
const cluster = db.node.defaultChild as rds.CfnDBCluster;
cluster.addPropertyOverride('ServerlessV2ScalingConfiguration', { MinCapacity: 0.5, MaxCapacity: 2 });
const imports = new iam.Role(stack, 'Imports', { assumedBy: new iam.ServicePrincipal('rds.amazonaws.com') });
cluster.addPropertyOverride('AssociatedRoles', [{ FeatureName: 's3Import', RoleArn: imports.roleArn }]);
new CfnOutput(stack, 'Endpoint', { value: db.clusterEndpoint.hostname });

app.synth();
