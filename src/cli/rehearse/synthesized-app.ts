import { goalOf, MIGRATION_RESOURCE_TYPE, type ReceivedMigrationProperties } from '../../contract/migration-resource';
import type { TurnResult } from '../../contract/turn';
import type { SimulatedAccount } from '../../simulator/account';
import { AssemblyError, readAssembly, type SynthesizedStack } from '../../simulator/cloudformation/assembly';
import { CustomResources } from '../../simulator/cloudformation/custom-resources';
import { Deployment } from '../../simulator/cloudformation/deployment';
import { Endpoint } from '../../simulator/endpoint';
import { listen } from '../../simulator/http-server';
import type { Execution } from '../../simulator/stepfunctions/execution';
import { AwsError } from '../../simulator/wire/aws-error';
import { InputError } from '../input-error';
import { packageFile } from '../package-file';
import type { DescribedCluster } from '../state-files';
import { regionOf } from './aws-configuration';
import { type Crash, Saboteur } from './crash';
import { begin, type Circumstances, type ClusterReport, conclude, type Ending, type TimedTurn } from './report';

const BOOTSTRAP = packageFile('assets', 'simulator', 'lambda', 'bootstrap', 'index.js');

/** One migration of a synthesized app, with the cluster that it is about. */
export interface AppMigration {
  readonly stacks: readonly SynthesizedStack[];
  readonly stackName: string;
  readonly logicalId: string;
  readonly properties: ReceivedMigrationProperties;
  readonly described: DescribedCluster;
}

/** Finds the migrations of a `cdk.out` folder and their clusters. */
export function readApp(folder: string, state: readonly DescribedCluster[]): AppMigration[] {
  const stacks = readStacks(folder);
  const migrations = stacks.flatMap(({ name, template }) => Object.entries(template.Resources)
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
    return described ? [{ ...migration, stacks, described }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

function readStacks(folder: string): SynthesizedStack[] {
  try {
    return readAssembly(folder);
  } catch (error) {
    if (error instanceof AssemblyError) throw new InputError([error.message]);
    throw error;
  }
}

/** The app's own state machine and its own handlers, as they were synthesized: only the AWS around them is simulated. */
export async function rehearseApp(migration: AppMigration, circumstances: Circumstances, crash?: Crash): Promise<ClusterReport> {
  const { stacks, stackName, logicalId, properties, described } = migration;
  const start = begin(described, { goal: goalOf(properties), reason: `as synthesized in stack ${stackName}` }, circumstances);
  const { account } = start;
  const endpoint = new Endpoint(account);
  let custom: CustomResources | undefined;
  let saboteur: Saboteur | undefined;
  const listener = await listen(async (request) => {
    const received = custom?.receive(request);
    if (received) return received;
    if (saboteur?.beforeCall()) return undefined;
    const response = await endpoint.answerInTime(request);
    return saboteur?.afterCall() ? undefined : response;
  });
  try {
    const region = regionOf(described);
    const deployment = new Deployment(account, { region, account: described.cluster.DBClusterArn!.split(':')[4] }, { bootstrap: BOOTSTRAP, endpointUrl: listener.url });
    deployment.deploy(stacks);
    const resource = deployment.customResources.find((candidate) => candidate.logicalId === logicalId)!;
    custom = new CustomResources(account, listener.url);
    account.clock.enter();
    const response = await custom.create(resource);
    const apiCallsBeforeDriver = endpoint.calls;
    saboteur = new Saboteur(crash, () => account.functions.killAll());
    account.functions.isLost = () => saboteur!.beforeDelivery();
    account.clock.leave();
    const ending = response.Status === 'SUCCESS'
      ? await follow(account)
      : { turns: [], failure: `CloudFormation: ${resource.logicalId} ${response.Status}: ${response.Reason}` };
    return conclude(start, { ...ending, apiCallsBeforeDriver });
  } catch (error) {
    if (error instanceof AwsError) throw new InputError([error.message]);
    throw error;
  } finally {
    account.functions.killAll();
    await listener.close();
  }
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
