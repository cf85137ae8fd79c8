import { goalOf, MIGRATION_RESOURCE_TYPE, type ReceivedMigrationProperties } from '../../contract/migration-resource';
import type { TurnResult } from '../../contract/turn';
import type { SimulatedAccount } from '../../simulator/account';
import { AssemblyError, readAssembly, type SynthesizedStack } from '../../simulator/cloudformation/assembly';
import { beginDeployment } from '../../simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../simulator/cloudformation/operations/source';
import { parseTemplate, type Template } from '../../simulator/cloudformation/templates/template';
import type { Execution } from '../../simulator/stepfunctions/execution';
import { AwsError } from '../../simulator/wire/aws-error';
import { InputError } from '../input-error';
import type { DescribedCluster } from '../state-files';
import { type Crash, Saboteur } from './crash';
import { host } from './hosted-account';
import { begin, type Circumstances, type ClusterReport, conclude, type Ending, type TimedTurn } from './report';

/** One migration of a synthesized app, with the cluster that it is about. */
export interface AppMigration {
  /** The stacks of the app without its other migrations: each cluster is rehearsed in an account of its own. */
  readonly stacks: readonly SynthesizedStack[];
  readonly stackName: string;
  readonly logicalId: string;
  readonly properties: ReceivedMigrationProperties;
  readonly described: DescribedCluster;
}

/** Finds the migrations of a `cdk.out` folder and their clusters. */
export function readApp(folder: string, state: readonly DescribedCluster[]): AppMigration[] {
  const stacks = readStacks(folder);
  const migrations = stacks.flatMap(({ name, text }) => Object.entries(parseTemplate(text).Resources)
    .filter(([, { Type }]) => Type === MIGRATION_RESOURCE_TYPE)
    .map(([logicalId, { Properties }]) => ({ stackName: name, logicalId, properties: Properties as unknown as ReceivedMigrationProperties })));
  if (migrations.length === 0) throw new InputError([`The app in ${folder} has no ServerlessV2Migration.`]);
  const problems: string[] = [];
  const found = migrations.flatMap((migration) => {
    const wanted = migration.properties.SourceClusterIdentifier;
    const described = state.find(({ cluster }) => cluster.DBClusterIdentifier === wanted);
    if (!described) {
      const known = state.map(({ cluster }) => cluster.DBClusterIdentifier).join(', ');
      problems.push(`${migration.logicalId} moves cluster ${JSON.stringify(wanted)}, which the state does not have. The state has: ${known}.`);
    }
    return described ? [{ ...migration, stacks: stacks.map((stack) => withOneMigration(stack, migration)), described }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

export function readStacks(folder: string): SynthesizedStack[] {
  try {
    return readAssembly(folder);
  } catch (error) {
    if (error instanceof AssemblyError || error instanceof AwsError) throw new InputError([error.message]);
    throw error;
  }
}

function withOneMigration(stack: SynthesizedStack, { stackName, logicalId }: Pick<AppMigration, 'stackName' | 'logicalId'>): SynthesizedStack {
  const template = parseTemplate(stack.text);
  const stays = ([id, { Type }]: [string, Template['Resources'][string]]) => Type !== MIGRATION_RESOURCE_TYPE || (stack.name === stackName && id === logicalId);
  return { ...stack, text: JSON.stringify({ ...template, Resources: Object.fromEntries(Object.entries(template.Resources).filter(stays)) }) };
}

/** The app's own state machine and its own handlers, as they were synthesized: only the AWS around them is simulated. */
export async function rehearseApp(migration: AppMigration, circumstances: Circumstances, crash?: Crash): Promise<ClusterReport> {
  const { stacks, stackName, properties, described } = migration;
  const start = begin(described, { goal: goalOf(properties), reason: `as synthesized in stack ${stackName}` }, circumstances);
  const { account } = start;
  const saboteur = new Saboteur(crash, () => account.functions.killAll());
  const isMoving = () => account.executions.size > 0;
  let apiCallsBeforeDriver: number | undefined;
  const hosted = await host(account, () => {
    if (!isMoving()) return undefined;
    apiCallsBeforeDriver ??= hosted.endpoint.calls;
    return saboteur;
  });
  account.functions.isLost = () => isMoving() && saboteur.beforeDelivery();
  try {
    account.clock.enter();
    const failure = await deployAll(account, stacks);
    account.clock.leave();
    const ending = failure === undefined ? await follow(account) : { turns: [], failure };
    return conclude(start, { ...ending, apiCallsBeforeDriver: apiCallsBeforeDriver ?? hosted.endpoint.calls });
  } catch (error) {
    if (error instanceof AwsError) throw new InputError([error.message]);
    throw error;
  } finally {
    await hosted.close();
  }
}

/** Deploys stacks one after the other; answers with the reason of the first that fails. */
async function deployAll(account: SimulatedAccount, stacks: readonly SynthesizedStack[]): Promise<string | undefined> {
  for (const { name, text, assets } of stacks) {
    for (const [key, file] of Object.entries(assets)) account.cloudFormation.assets.set(key, file);
    const stack = beginDeployment(account, { name, source: sourceOf(text) });
    await stack.settle();
    const { notSimulated = [] } = stack.operation ?? {};
    if (notSimulated.length > 0) throw new InputError(notSimulated);
    if (stack.status.endsWith('_COMPLETE') && !stack.status.includes('ROLLBACK')) continue;
    const failed = stack.firstFailure(0);
    return `CloudFormation: stack ${name} ${stack.status}: ${failed?.logicalId ?? ''} ${failed?.reason ?? stack.reason ?? ''}`;
  }
  return undefined;
}

async function follow(account: SimulatedAccount): Promise<Omit<Ending, 'apiCallsBeforeDriver'>> {
  const [execution] = account.executions.values();
  if (!execution) return { turns: [], failure: 'The custom resource succeeded, but no execution of a state machine was started.' };
  await execution.finished;
  const turns = turnsOf(account, execution);
  const byItself = turns.at(-1)?.turn.status !== 'running' && turns.length > 0;
  return execution.status === 'FAILED' && !byItself ? { turns, failure: `${execution.error}: ${execution.cause}` } : { turns };
}

/** The turns of the loop are the outputs of the machine's tasks. */
function turnsOf(account: SimulatedAccount, { history, startedAtMillis }: Execution): TimedTurn[] {
  const start = account.clock.secondsSinceStart - (account.clock.now - startedAtMillis) / 1000;
  return history.events
    .filter(({ type }) => type === 'TaskStateExited')
    .map(({ timestamp, stateExitedEventDetails: details }) => ({ atMillis: timestamp!.getTime(), output: JSON.parse(details!.output!) as unknown }))
    .filter(({ output }) => isTurn(output))
    .map(({ atMillis, output }) => ({ turn: output as TurnResult, endedAtSeconds: start + (atMillis - startedAtMillis) / 1000 }));
}

function isTurn(output: unknown): output is TurnResult {
  return typeof output === 'object' && output !== null && 'status' in output && 'step' in output;
}
