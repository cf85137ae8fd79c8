import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, NestedStack, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { run, writeFiles } from '../../support/command-line';

const cluster = (EngineMode?: string) => ({ Resources: { Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', EngineMode } } } });
const files = writeFiles({
  'serverless.json': cluster('serverless'),
  'provisioned.json': cluster('provisioned'),
  'parameter.json': { Parameters: { Mode: { Type: 'String' } }, Resources: { Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', EngineMode: { Ref: 'Mode' } } } } },
  'serverless.yaml': 'Resources:\n  Db:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      Engine: !Sub aurora-mysql\n      EngineMode: serverless\n',
  'broken.json': '{"Resources": ',
  'list.yaml': '- a\n',
});

test('0 when nothing of that kind happens, over JSON and YAML', () => {
  expect(run('guard', files['serverless.json'], files['serverless.yaml'])).toEqual({ status: 0, stdout: '✔ No database is replaced, deleted or cut off.\n', stderr: '' });
});

test('3, naming resource and property', () => {
  const { status, stdout } = run('guard', files['serverless.yaml'], files['provisioned.json']);
  expect(status).toBe(3);
  expect(stdout).toContain('Db  AWS::RDS::DBCluster  DATA_REPLACED\n  EngineMode: serverless → provisioned\n');
});

test('3 when the templates cannot tell, until they can', () => {
  const { status, stdout } = run('guard', files['serverless.json'], files['parameter.json']);
  expect([status, stdout.split('\n')[0]]).toEqual([3, '? The templates cannot tell whether a database would be replaced, deleted or cut off. Look at the change set before you execute it.']);
  expect(run('guard', files['serverless.json'], files['parameter.json'], '--parameter', 'Mode=serverless').status).toBe(0);
  expect(run('guard', files['serverless.json'], files['parameter.json'], '--parameter', 'Mode=provisioned').stdout).toContain('DATA_REPLACED\n');
});

test('--json and --markdown say the same', () => {
  const json = JSON.parse(run('guard', files['serverless.json'], files['provisioned.json'], '--json').stdout);
  expect(json).toMatchObject({ verdict: 'unsafe', findings: [{ code: 'DATA_REPLACED', logicalId: 'Db', properties: [{ name: 'EngineMode', before: 'serverless', after: 'provisioned' }] }] });
  const { stdout } = run('guard', files['serverless.json'], files['provisioned.json'], '--markdown');
  expect(stdout).toContain('### ⛔ A database would be replaced, deleted or cut off.');
  expect(stdout).toMatch(/\| `Db`<br>AWS::RDS::DBCluster \| \*\*DATA_REPLACED\*\*<br>`EngineMode`: serverless → provisioned \| /);
});

test.each([
  ['a missing file', ['none.json', files['serverless.json']], 'There is no none.json.'],
  ['what is no template', [files['broken.json'], files['serverless.json']], 'is not a template that can be read'],
  ['a list', [files['list.yaml'], files['serverless.json']], 'is not a template that can be read'],
  ['a folder that is no cdk.out', [tmpdir(), files['serverless.json']], 'Synthesize the app first: cdk synth'],
  ['one side only', [files['serverless.json']], "missing required argument 'new'"],
  ['a parameter without a value', [files['serverless.json'], files['serverless.json'], '--parameter', 'Mode'], '--parameter takes NAME=VALUE, got Mode.'],
  ['both formats', [files['serverless.json'], files['serverless.json'], '--json', '--markdown'], 'not both'],
])('2 for %s', (_, args, message) => {
  expect(run('guard', ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
});

describe('the output of `cdk synth`', () => {
  /** Two stacks, one of them with a nested one: the cluster's subnet group and its name come from elsewhere. */
  function synthesize({ subnetGroupName = 'a', databaseName = 'shop', readers = 1 } = {}): string {
    const outdir = mkdtempSync(path.join(tmpdir(), 'guard-'));
    const app = new App({ outdir, analyticsReporting: false });
    const network = new Stack(app, 'Network');
    const vpc = new ec2.Vpc(network, 'Vpc', { natGateways: 0 });
    const group = new rds.SubnetGroup(network, 'Subnets', { vpc, description: 'd', subnetGroupName, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    const database = (scope: Construct) => new rds.DatabaseCluster(scope, 'Db', {
      engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
      vpc,
      subnetGroup: group,
      defaultDatabaseName: databaseName,
      writer: rds.ClusterInstance.provisioned('Writer'),
      readers: Array.from({ length: readers }, (_, index) => rds.ClusterInstance.serverlessV2(`Reader${index}`)),
    });
    database(new Stack(app, 'Shop'));
    database(new NestedStack(new Stack(app, 'Outer'), 'Inner'));
    app.synth();
    return outdir;
  }

  const found = (old: string, wanted: string) => (JSON.parse(run('guard', old, wanted, '--json').stdout) as { findings: Record<string, any>[] }).findings
    .map(({ code, certain, stack, properties: [property] }) => [stack.replace(/NestedStack.*/, ''), certain ? code : `${code}?`, property?.name]);

  test('is compared over stacks and nested stacks', () => {
    const old = synthesize();
    expect(run('guard', old, synthesize()).status).toBe(0);
    expect(found(old, synthesize({ databaseName: 'other' }))).toEqual([['Shop', 'DATA_REPLACED', 'DatabaseName'], ['Outer/Inner', 'DATA_REPLACED', 'DatabaseName']]);
  });

  test('a resource of another stack that is replaced replaces what refers to it', () => {
    expect(found(synthesize(), synthesize({ subnetGroupName: 'b' }))).toEqual([
      ['Shop', 'DATA_REPLACED', 'DBSubnetGroupName'], ['Outer/Inner', 'DATA_REPLACED', 'DBSubnetGroupName'],
    ]);
  });

  test('a reader that leaves may be the writer', () => {
    expect(found(synthesize({ readers: 2 }), synthesize())).toEqual([['Shop', 'MEMBER_DELETED', undefined], ['Outer/Inner', 'MEMBER_DELETED', undefined]]);
  });
});
