import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });

// What is deployed today: two provisioned members.
const instanceType = ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE);
new rds.DatabaseCluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  vpc,
  storageEncrypted: true,
  writer: rds.ClusterInstance.provisioned('Writer', { instanceType }),
  readers: [rds.ClusterInstance.provisioned('Reader', { instanceType })],
});

app.synth();
