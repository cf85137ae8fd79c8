import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
// It comes with newer releases than the lowest that we support.
import { CloudFormationValidatePlugin } from 'aws-cdk-lib-newest';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { type Combination, combinations, PROPERTIES, realize } from './random-props';
import { ENVIRONMENT } from './support';
import { ServerlessV2Cluster } from '../../src';

const RUNS = 2000;
const SAMPLE = 50;

const CLUSTERS_PER_STACK = 20;

const seen = new Map<string, number>();
const templates: string[] = [];
let accepted = 0;
let refused = 0;

function vpcOf(stack: Stack): ec2.IVpc {
  const ids = (kind: string) => [`subnet-${kind}1`, `subnet-${kind}2`];
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ids('0aaaaaa'),
    privateSubnetIds: ids('0bbbbbb'),
    isolatedSubnetIds: ids('0cccccc'),
  });
}

function tryOne(scope: Construct, vpc: ec2.IVpc, combination: Combination): void {
  const { props, names, wrong } = realize(combination, scope, vpc);
  for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
  let told: string | undefined;
  try {
    new ServerlessV2Cluster(scope, 'Db', props);
  } catch (error) {
    told = String(error);
  }
  if (told === undefined) accepted += 1;
  else refused += 1;
  const expected = told === undefined ? [] : expect.stringMatching(/^Error: Stack\/\d+\/Db cannot be synthesized:\n {2}- \[/);
  expect({ names, told: told ?? [] }).toEqual({ names, told: expected });
  expect({ names, told, untold: wrong.filter((name) => !told?.includes(`\`${name}`)) }).toEqual({ names, told, untold: [] });
}

test(`${RUNS} random combinations give a template, or one error that names every wrong property`, () => {
  const all = fc.sample(combinations, { numRuns: RUNS, seed: 20261121 });
  for (let first = 0; first < RUNS; first += CLUSTERS_PER_STACK) {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Stack', ENVIRONMENT);
    const vpc = vpcOf(stack);
    const some = all.slice(first, first + CLUSTERS_PER_STACK);
    some.forEach((combination, index) => tryOne(new Construct(stack, String(first + index)), vpc, combination));
    templates.push(JSON.stringify(app.synth().getStackByName('Stack').template));
  }
}, 900_000);

test('at least 60 % synthesize, and every property occurs at least 50 times', () => {
  const rare = PROPERTIES.map((name) => [name, seen.get(name) ?? 0] as const).sort(([, a], [, b]) => a - b);
  console.info(`${accepted} of ${RUNS} combinations synthesize (${Math.round(accepted / RUNS * 100)} %), ${refused} are refused. `
    + `The rarest properties: ${rare.slice(0, 5).map(([name, times]) => `${name} ${times} times`).join(', ')}.`);
  expect(accepted + refused).toBe(RUNS);
  expect(accepted / RUNS).toBeGreaterThanOrEqual(0.6);
  expect(rare.filter(([, times]) => times < 50)).toEqual([]);
});

function files(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
  return templates.map((template, index) => {
    const file = path.join(folder, `${index}.json`);
    writeFileSync(file, template);
    return file;
  });
}

test('the validation of CloudFormation templates that comes with the CDK accepts every template', () => {
  const templatePaths = files();
  const stackTemplates = templatePaths.map((templatePath) => ({ templatePath, stackConstructPath: 'Stack', accountId: '123456789012', region: 'eu-west-1' }));
  const { violations } = new CloudFormationValidatePlugin().validate({ stackTemplates, templatePaths } as never);
  const errors = violations.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  expect([...new Set(errors.map(({ ruleName, description }) => `${ruleName}: ${description}`))]).toEqual([]);
}, 900_000);

const cfnLint = spawnSync('cfn-lint', ['--version']).status === 0;

/** The engine versions that this release of cfn-lint knows are older than those that AWS offers. */
const IGNORED = ['W', 'E3690'];

(cfnLint ? test : test.skip)(`cfn-lint accepts a sample of at least ${SAMPLE} clusters${cfnLint ? '' : ' (cfn-lint is not on this machine)'}`, () => {
  const sample = files().slice(0, Math.ceil(SAMPLE / (CLUSTERS_PER_STACK * accepted / RUNS)));
  const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', '--ignore-checks', ...IGNORED, '--', ...sample], { encoding: 'utf8', maxBuffer: 1e8 });
  const clusters = sample.flatMap((file) => readFileSync(file, 'utf8').match(/"Type":"AWS::RDS::DBCluster"/g) ?? []);
  expect(clusters.length).toBeGreaterThanOrEqual(SAMPLE);
  expect([...new Set(stdout.split('\n').filter((line) => line !== '').map((line) => line.split(':').slice(5).join(':')))]).toEqual([]);
}, 900_000);
