import { App, Stack } from 'aws-cdk-lib';
import { MigrationEngine, MigrationSource, ServerlessV2Capacity, ServerlessV2Member, ServerlessV2Migration } from 'cdk-aurora-serverless-v2';

const app = new App();

// The engine has a stack of its own: deployments of your application never touch it during a move.
const engine = new MigrationEngine(new Stack(app, 'MigrationEngine'), 'Engine');

const moves = new Stack(app, 'Moves');

// A provisioned cluster: two db.r6g.large become two serverless members.
new ServerlessV2Migration(moves, 'Mysql80', {
  engine,
  source: MigrationSource.cluster('mysql-80'),
  target: {
    capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }),
    members: [ServerlessV2Member.failoverTarget('a'), ServerlessV2Member.failoverTarget('b')],
  },
});

// A Serverless v1 cluster: provisioned on the way, serverless again at the end.
new ServerlessV2Migration(moves, 'SampleCluster', {
  engine,
  source: MigrationSource.cluster('sample-cluster'),
  target: {
    capacity: ServerlessV2Capacity.range({ min: 1, max: 4 }),
    members: [ServerlessV2Member.failoverTarget('a'), ServerlessV2Member.failoverTarget('b')],
  },
});

app.synth();
