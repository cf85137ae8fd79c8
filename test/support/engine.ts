import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { exampleClusters } from './simulated-account';
import { MigrationEngine, type MigrationEngineProps, MigrationSource, ServerlessV2Capacity, ServerlessV2Member, ServerlessV2Migration, type ServerlessV2MigrationProps } from '../../src';
import { host } from '../../src/cli/rehearse/hosted-account';
import { goalName, parseRecord, recordPath } from '../../src/contract/record';
import { type Goal, restoringGoal } from '../../src/planner/goal';
import { awsPorts } from '../../src/runtime/aws/clients';
import { writeGoal } from '../../src/runtime/perform';
import { SimulatedAccount } from '../../src/simulator/account';
import { readAssembly, type SynthesizedStack } from '../../src/simulator/cloudformation/assembly';
import { beginDeletion, beginDeployment } from '../../src/simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../src/simulator/cloudformation/operations/source';
import type { Stack as DeployedStack } from '../../src/simulator/cloudformation/stack';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';
import { loadState } from '../../src/simulator/state';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';

export interface AppOptions {
  readonly migration?: Partial<Omit<ServerlessV2MigrationProps, 'engine'>>;
  readonly engine?: (stack: Stack) => MigrationEngineProps;
  /** The code of the function that verifies. */
  readonly verifier?: string;
  readonly without?: 'migration';
}

/** An app with an engine and the move of mysql-80, synthesized as users do it. */
export function engineApp({ migration = {}, engine: engineProps, verifier, without }: AppOptions = {}): SynthesizedStack[] {
  const app = new App({ outdir: mkdtempSync(path.join(tmpdir(), 'cdk-out-')) });
  const engineStack = new Stack(app, 'Engine');
  const engine = new MigrationEngine(engineStack, 'Engine', engineProps?.(engineStack));
  const moves = new Stack(app, 'Moves');
  new sns.Topic(moves, 'Other');
  if (without !== 'migration') {
    new ServerlessV2Migration(moves, 'Move', {
      engine,
      source: MigrationSource.cluster('mysql-80'),
      target: {
        capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }), members: [ServerlessV2Member.failoverTarget('a'), ServerlessV2Member.failoverTarget('b')],
      },
      ...(verifier ? {
        verifier: new lambda.Function(moves, 'Verifier', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(verifier) }),
      } : {}),
      ...migration,
    });
  }
  return readAssembly(app.synth().directory);
}

/** Everything that an engine can be given. */
export const furnished = (stack: Stack): MigrationEngineProps => ({
  approvalTopic: new sns.Topic(stack, 'Approvals'), reportBucket: new s3.Bucket(stack, 'Reports', { bucketName: 'reports' }),
});

/** The example's clusters in an account to which apps are deployed. */
export async function accountWithClusters({ seed = 1, profile = 'typical' as ProfileName } = {}) {
  const { mysql80, sampleCluster } = await exampleClusters();
  const account = new SimulatedAccount({ seed, profile: PROFILES[profile], region: 'eu-west-1' });
  loadState(account, [mysql80.cluster, sampleCluster.cluster], [...mysql80.instances, ...sampleCluster.instances]);
  const hosted = await host(account);
  account.clock.enter();
  const deployStack = async ({ name, text, assets }: SynthesizedStack): Promise<DeployedStack> => {
    for (const [key, file] of Object.entries(assets)) account.cloudFormation.assets.set(key, file);
    const stack = beginDeployment(account, { name, source: sourceOf(text) });
    await stack.settle();
    if (stack.operation && stack.operation.notSimulated.length > 0) throw new Error(stack.operation.notSimulated.join('; '));
    return stack;
  };
  const cluster = account.clusters.get('mysql-80')!;
  const resourceId = cluster.shape.DbClusterResourceId!;
  const ports = awsPorts({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'LAPTOP', secretAccessKey: 'LAPTOP' },
    requestHandler: inProcessRequestHandler((request) => hosted.endpoint.answerInTime(request)) as never,
  });
  const goal = () => JSON.parse(account.parameters.get(goalName(recordPath(resourceId)))!.value) as Goal;
  return {
    account,
    cluster,
    resourceId,
    endpoint: hosted.endpoint,
    /** Of somebody with a laptop. */
    ports,
    sleep: (seconds: number) => account.clock.sleep(seconds * 1000),
    /** Deploys every stack that differs from what is there, and answers with their statuses. */
    async deploy(stacks: readonly SynthesizedStack[]): Promise<Record<string, string>> {
      const statuses: Record<string, string> = {};
      for (const stack of stacks) {
        if (account.cloudFormation.find(stack.name)?.source?.text === stack.text) continue;
        statuses[stack.name] = (await deployStack(stack)).status;
      }
      return statuses;
    },
    async remove(name: string): Promise<string> {
      const stack = account.cloudFormation.require(name);
      beginDeletion(account, stack);
      await stack.settle();
      return stack.status;
    },
    reasons: (name: string) => account.cloudFormation.require(name).events.filter(({ status }) => status.endsWith('_FAILED')).map(({ reason }) => reason),
    executions: () => [...account.executions.values()],
    /** Waits until every execution, and every successor, has ended. */
    async settled(longestDays = 30): Promise<void> {
      for (let minute = 0; [...account.executions.values()].some(({ status }) => status === 'RUNNING'); minute++) {
        if (minute > longestDays * 24 * 60) throw new Error(`executions go on after ${longestDays} days`);
        await account.clock.sleep(60_000);
      }
    },
    /** What `run --abort` asks for, whoever drives. */
    goBack: () => writeGoal({ ports, goal: restoringGoal(goal()), clusterResourceId: resourceId }),
    record: () => parseRecord(recordPath(resourceId), Object.fromEntries([...account.parameters].map(([name, { value }]) => [name, value]))),
    changes: () => account.log.ofType('call').filter(({ operation, outcome }) => outcome === 'ok' && !/^(Describe|Get|List)/.test(operation)).map(({ operation }) => operation),
    failovers: () => account.log.ofType('call').filter(({ operation, outcome }) => operation === 'FailoverDBCluster' && outcome === 'ok').length,
    members: () => account.instancesOf(cluster).map(({ identifier, shape }) => `${identifier} ${shape.DBInstanceClass}${cluster.writer === identifier ? ' writer' : ''}`).sort(),
    lost: () => {
      account.catchUpClients();
      return account.clients.reduce((sum, client) => sum + client.lost(), 0);
    },
    violations: () => account.watch.violations.map(({ code, message }) => `${code}: ${message}`),
    close: () => hosted.close(),
  };
}
