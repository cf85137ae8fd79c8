import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member } from 'cdk-aurora-serverless-v2';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });

// The same construct id, so the same cluster. Two serverless members instead of the provisioned ones, and the handover.
new ServerlessV2Cluster(stack, 'Db', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
  vpc,
  storageEncrypted: true,
  capacity: ServerlessV2Capacity.range({ min: 1, max: 16 }),
  members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B')],
  writerHandover: {},
});

app.synth();
