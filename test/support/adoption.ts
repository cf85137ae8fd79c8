import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  CloudFormationClient, ContinueUpdateRollbackCommand, CreateChangeSetCommand, DescribeChangeSetCommand, ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { connect } from './simulated-account';
import { adopt } from '../../src/cli/adopt/adopt';
import type { Adoption } from '../../src/cli/adopt/adoption';
import { readMemory } from '../../src/cli/adopt/folder';
import { liveSituation } from '../../src/cli/adopt/live';
import { resourcesToImport } from '../../src/cli/adopt/resources-to-import';
import type { AdoptionStep } from '../../src/cli/adopt/sequence';
import { readSituation, type Situation } from '../../src/cli/adopt/situation';
import { stackDescriber } from '../../src/runtime/aws/stack-describer';
import { SimulatedAccount } from '../../src/simulator/account';
import { loadStack } from '../../src/simulator/cloudformation/load-stack';
import { loadState } from '../../src/simulator/state';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, 'examples/adopt');
export const EXAMPLES = readdirSync(FOLDER);

export function fileOf(example: string, ...names: string[]): string {
  return path.join(FOLDER, example, ...names);
}

/** What is given to the command. */
export function filesOf(example: string) {
  const [template] = ['template.json', 'template.yaml'].map((name) => fileOf(example, name)).filter((file) => existsSync(file));
  return { template, state: ['stack.json', 'stack-resources.json', 'clusters.json', 'instances.json'].map((name) => fileOf(example, name)) };
}

export function situationOf(example: string): Promise<Situation> {
  return readSituation(filesOf(example));
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'adoption-'));
}

export async function adoptExample(example: string, folder = newFolder()) {
  return { folder, result: await adopt(await situationOf(example), folder) };
}

export function readJson(folder: string, name: string) {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
}

/** The old apps and the generated code of all examples, synthesized in one process as the CDK's CLI does it. */
export function synthesizeExamples(): { readonly before: (example: string) => string; readonly after: (example: string) => string } {
  const out = newFolder();
  const outOf = (kind: string, example: string) => path.join(out, kind, example);
  const runs = EXAMPLES.flatMap((example) => [
    ...(existsSync(fileOf(example, 'app.ts')) ? [{ file: fileOf(example, 'app.ts'), out: outOf('before', example) }] : []),
    { file: fileOf(example, 'adoption/stack.ts'), out: outOf('after', example), stack: 'ShopStack' },
  ]);
  const script = `
    const { App } = require('aws-cdk-lib');
    for (const { file, out, stack } of ${JSON.stringify(runs)}) {
      process.env.CDK_OUTDIR = out;
      const loaded = require(file);
      if (!stack) continue;
      const app = new App();
      new loaded[stack](app, 'Shop');
      app.synth();
    }`;
  execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-r', 'tsconfig-paths/register', '-e', script], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_PROJECT: 'tsconfig.dev.json', JSII_DEPRECATED: 'quiet', CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true }) },
    stdio: 'pipe',
  });
  return { before: (example) => outOf('before', example), after: (example) => outOf('after', example) };
}

/** The stack of an example, and its databases, in an account of its own. */
export async function deployedExample(example: string) {
  const { stackName: name, source, physicalIds, failedRollback, clusters } = await situationOf(example);
  const account = new SimulatedAccount({ seed: 1, region: 'eu-west-1', accountId: '123456789012' });
  loadState(account, clusters.map(({ cluster }) => cluster), clusters.flatMap(({ instances }) => [...instances]));
  const stack = loadStack(account, { name, source, physicalIds, failedRollback });
  const { config } = connect(account);
  const [{ cluster }] = clusters;
  const owned = [...physicalIds.values()].includes(cluster.DBClusterIdentifier!);
  const wanted = owned ? undefined : cluster.DBClusterIdentifier;
  const describer = stackDescriber(config);
  const look = (folder: string) => liveSituation(name, wanted ?? readMemory(folder)?.cluster, describer);
  return { account, stack, config, describer, wanted, cluster, look };
}

export type DeployedExample = Awaited<ReturnType<typeof deployedExample>>;

/** Does what the commands of a step do, and waits for the end. */
export async function perform({ account, stack, config }: DeployedExample, step: AdoptionStep, adoption: Adoption): Promise<string> {
  const client = new CloudFormationClient(config);
  const StackName = stack.name;
  if (step.skipped) {
    await client.send(new ContinueUpdateRollbackCommand({ StackName, ResourcesToSkip: [...step.skipped] }));
  } else {
    const imports = step.name === 'import' ? { ChangeSetType: 'IMPORT', ResourcesToImport: resourcesToImport(adoption) } as const : {};
    const ChangeSetName = `${step.name}-${account.cloudFormation.changeSets.length}`;
    const TemplateBody = JSON.stringify(step.template);
    await client.send(new CreateChangeSetCommand({
      StackName, ChangeSetName, TemplateBody, Parameters: previous(step), Capabilities: ['CAPABILITY_NAMED_IAM'], ...imports,
    }));
    const { Status } = await client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName }));
    if (Status === 'FAILED') return 'nothing to do';
    await client.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName }));
  }
  await stack.settle();
  return stack.status;
}

function previous({ template }: AdoptionStep) {
  return Object.keys(template.Parameters ?? {}).map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true }));
}
