import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Aspects, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, NagSuppressions } from 'cdk-nag';
import { MigrationEngine, MigrationSource, ServerlessV2Capacity, ServerlessV2Cluster, ServerlessV2Member, ServerlessV2Migration } from '../../src';
import { stacksOf } from '../support/synthesize';

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

/** Why a finding on a complete example stays: by its rule, and by the logical id of what it is about. `docs/security.md` has the same. */
const ON_EXAMPLES: readonly { readonly rule: string; readonly on: RegExp; readonly reason: string }[] = [
  { rule: 'AwsSolutions-IAM5', on: /^(Engine|DbWriterHandover)/, reason: 'the tables above have the reason of each wildcard, and a test compares each policy with its use' },
  { rule: 'AwsSolutions-IAM4', on: /^LogRetention/, reason: 'the role of the function of the CDK that sets the retention of logs' },
  { rule: 'AwsSolutions-IAM5', on: /^LogRetention/, reason: 'the same' },
  { rule: 'CdkNagValidationFailure[AwsSolutions-L1]', on: /^LogRetention/, reason: 'its runtime is looked up by Region at deployment, so that the rule cannot judge it' },
  { rule: 'AwsSolutions-VPC7', on: /^Vpc/, reason: 'flow logs are a decision for a VPC, which is there before the database' },
  { rule: 'AwsSolutions-SMG4', on: /^DbSecret/, reason: 'clients must be able to take a new password first; `rotation` is one property' },
  { rule: 'AwsSolutions-RDS6', on: /^Db/, reason: 'only before the move: what a plain cluster has today' },
  { rule: 'AwsSolutions-RDS10', on: /^Db/, reason: 'only before the move: what a plain cluster has today' },
];

interface Finding {
  readonly rule: string;
  readonly on: string;
}

/** The template as it is deployed: whatever users add with constructs of their own is looked at, too. */
function findingsOn(app: string): Finding[] {
  return stacksOf(app).flatMap(({ name, text }) => {
    const stack = new Stack(new App(), name, { synthesizer: new LegacyStackSynthesizer() });
    const templateFile = path.join(mkdtempSync(path.join(tmpdir(), 'template-')), 'template.json');
    writeFileSync(templateFile, text);
    new CfnInclude(stack, 'App', { templateFile });
    Aspects.of(stack).add(new AwsSolutionsChecks());
    const annotations = Annotations.fromStack(stack);
    return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())].map(({ id, entry }): Finding => {
      const [, rule] = /^((?:CdkNagValidationFailure\[)?[\w-]+\]?)/.exec(String(entry.data))!;
      return { rule, on: id.split('/').at(-1)! };
    });
  });
}

const acknowledges = (finding: Finding) => (row: typeof ON_EXAMPLES[number]) => row.rule === finding.rule && row.on.test(finding.on);

describe('the complete examples', () => {
  const found: Finding[] = [];

  test.each(['examples/first-move/app.ts', 'examples/one-deploy/before.ts', 'examples/one-deploy/after.ts'])('%s has no finding without a reason', (app) => {
    const all = findingsOn(app);
    found.push(...all);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((finding) => !ON_EXAMPLES.some(acknowledges(finding)))).toEqual([]);
  });

  test('no reason outlives its finding, and the document has each', () => {
    expect(ON_EXAMPLES.filter((row) => !found.some((finding) => acknowledges(finding)(row)))).toEqual([]);
    const document = readFileSync(path.join(__dirname, '../../docs/security.md'), 'utf8');
    expect(ON_EXAMPLES.filter(({ rule, reason }) => !document.includes(rule) || !document.includes(reason))).toEqual([]);
  });
});
