import type { SimulatedAccount } from '../../../simulator/account';
import type { SynthesizedStack } from '../../../simulator/cloudformation/assembly';
import { beginDeployment, continueUpdateRollback, existingResources } from '../../../simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../../simulator/cloudformation/operations/source';
import { parseTemplate } from '../../../simulator/cloudformation/templates/template';
import { AwsError } from '../../../simulator/wire/aws-error';
import { InputError } from '../../input-error';
import type { DeployedStack, DeploymentStep, ExecutionReport } from '../deployment-report';
import { stackReport, unchangedStack } from './stack-report';
import type { Step } from './step';

export interface StepOptions {
  readonly parameters: Readonly<Record<string, string>>;
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const NOTHING_TO_DO = 'No updates are to be performed.';

/** Deploys the stacks of a step one after the other and waits for the machines that run then. Stops at the first failure. */
export async function runStep(account: SimulatedAccount, step: Step, options: StepOptions): Promise<Omit<DeploymentStep, 'writeGapSeconds'>> {
  const startedAtSeconds = account.clock.secondsSinceStart;
  const before = account.executions.size;
  const stacks: DeployedStack[] = [];
  for (const synthesized of step.stacks) {
    const reports = await deploy(account, synthesized, step, options);
    stacks.push(...reports);
    if (reports.some((report) => isFailed(report, step))) break;
  }
  const executions = await finished(account, [...account.executions.values()].slice(before));
  account.catchUpClients();
  letClientsWrite(account);
  return {
    source: step.source,
    importsExistingResources: step.importsExistingResources,
    startedAtSeconds,
    endedAtSeconds: account.clock.secondsSinceStart,
    outcome: stacks.some((report) => isFailed(report, step)) || executions.some(({ status }) => status !== 'SUCCEEDED') ? 'failed' : 'completed',
    stacks,
    executions,
  };
}

function isFailed({ status }: DeployedStack, { skipped }: Step): boolean {
  if (skipped) return status !== 'UPDATE_ROLLBACK_COMPLETE';
  return !status.endsWith('_COMPLETE') || status.includes('ROLLBACK') || status === 'DELETE_COMPLETE';
}

async function deploy(account: SimulatedAccount, synthesized: SynthesizedStack, step: Step, options: StepOptions): Promise<DeployedStack[]> {
  const { name, text, assets } = synthesized;
  for (const [key, file] of Object.entries(assets)) account.cloudFormation.assets.set(key, file);
  try {
    const declared = parseTemplate(text).Parameters ?? {};
    const source = sourceOf(text, Object.fromEntries(Object.entries(options.parameters).filter(([parameter]) => parameter in declared)));
    const existing = () => new Map([...existingResources(account, name, source), ...options.imports.get(name) ?? []]);
    const imports = step.importsExistingResources ? existing() : undefined;
    const startedAtMillis = account.clock.now;
    const stack = step.skipped ? account.cloudFormation.require(name) : beginDeployment(account, { name, source, imports, kind: step.kind });
    if (step.skipped) continueUpdateRollback(account, stack, step.skipped);
    await stack.settle();
    const nested = account.cloudFormation.stacks.filter((child) => child.parent && child.events.some(({ atMillis }) => atMillis >= startedAtMillis));
    const notSimulated = [stack, ...nested].flatMap(({ operation }) => operation?.notSimulated ?? []);
    if (notSimulated.length > 0) throw new InputError(notSimulated);
    return [stack, ...nested].map((each) => stackReport(account, each, startedAtMillis));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.message === NOTHING_TO_DO) return [unchangedStack(account, name)];
    throw new InputError([`${step.source}: ${error.message}`]);
  }
}

async function finished(account: SimulatedAccount, executions: SimulatedAccount['executions'] extends Map<string, infer E> ? E[] : never): Promise<ExecutionReport[]> {
  account.clock.leave();
  await Promise.all(executions.map((execution) => execution.finished));
  account.clock.enter();
  const start = account.clock.now - account.clock.secondsSinceStart * 1000;
  return executions.map(({ machine, name, status, startedAtMillis, stoppedAtMillis = account.clock.now, error, cause }) => ({
    machine: machine.arn.split(':').at(-1)!,
    name,
    status,
    startedAtSeconds: (startedAtMillis - start) / 1000,
    endedAtSeconds: (stoppedAtMillis - start) / 1000,
    error,
    cause,
  }));
}

/** An application begins to use a cluster when its deployment has ended. */
function letClientsWrite(account: SimulatedAccount): void {
  for (const cluster of account.clusters.values()) {
    if (!account.clients.some((client) => client.cluster === cluster.identifier)) account.addClient(cluster.identifier);
  }
}
