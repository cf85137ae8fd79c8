import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AwsSolutionsChecks, NagSuppressions } from 'cdk-nag';
import { MigrationEngine, MigrationSource, ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member, ServerlessV2Migration } from '../../src';

/** Why a finding stays. A finding that is not listed here fails the test. */
const REASONS: readonly { readonly id: string; readonly reason: string }[] = [
  { id: 'AwsSolutions-IAM5', reason: 'docs/security.md has the reason of every wildcard, and a test compares each policy with its use.' },
  { id: 'AwsSolutions-L1', reason: 'The runtime is pinned to one that the lowest supported aws-cdk-lib knows.' },
];

function findings(stack: Stack): string[] {
  NagSuppressions.addStackSuppressions(stack, [...REASONS]);
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.stringLikeRegexp('AwsSolutions')), ...annotations.findWarning('*', Match.stringLikeRegexp('AwsSolutions'))]
    .map(({ id, entry }) => `${id}: ${String(entry.data).split('\n')[0]}`);
}

test('the engine and its migrations have no finding without a reason', () => {
  const app = new App();
  const stack = new Stack(app, 'Engine');
  Aspects.of(app).add(new AwsSolutionsChecks());
  const engine = new MigrationEngine(stack, 'Engine');
  new ServerlessV2Migration(stack, 'Move', { engine, source: MigrationSource.cluster('mysql-80'), target: { capacity: ServerlessV2Capacity.range({ min: 1, max: 16 }) } });
  expect(findings(stack)).toEqual([]);
});

test('the handover has no finding without a reason', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  Aspects.of(app).add(new AwsSolutionsChecks());
  const db = new ServerlessV2Cluster(stack, 'Db', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
    vpc: new ec2.Vpc(stack, 'Vpc'),
    storageEncrypted: true,
    members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B')],
    writerHandover: {},
  });
  const ofTheHandover = findings(stack).filter((finding) => finding.includes(db.node.findChild('WriterHandover').node.path));
  expect(ofTheHandover).toEqual([]);
});
