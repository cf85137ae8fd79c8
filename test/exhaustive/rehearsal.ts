import { type DirectCall, directPorts } from './direct-ports';
import { goalFor } from '../../src/cli/rehearse/goal';
import { setGoalPatiently } from '../../src/cli/rehearse/goal-setter';
import type { DescribedCluster } from '../../src/cli/state-files';
import type { TurnRequest, TurnResult } from '../../src/contract/turn';
import type { Wishes } from '../../src/planner/propose-goal';
import { advance } from '../../src/runtime/advance';
import { SimulatedAccount } from '../../src/simulator/account';
import { Endpoint } from '../../src/simulator/endpoint';
import { parseFault } from '../../src/simulator/faults/fault';
import { ConnectionReset } from '../../src/simulator/faults/faults';
import { measure, type Measurements } from '../../src/simulator/measure';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';
import { loadState } from '../../src/simulator/state';
import { AwsError } from '../../src/simulator/wire/aws-error';

/** A call of the driver, and when it was made. */
export interface Recorded {
  readonly atMillis: number;
  readonly call: DirectCall;
}

/** A turn of the driver that is about to begin. */
export interface Beginning {
  /** So many calls had been made. */
  readonly calls: number;
  readonly atMillis: number;
  readonly turn: TurnRequest;
}

/** Somewhere in a move that was recorded: what had been asked for until then is asked for again, which takes less time than a driver. */
export interface Middle {
  readonly before: readonly Recorded[];
  readonly atMillis: number;
  /** What the driver knew; a new one, to resume what another left, if absent. */
  readonly turn?: TurnRequest;
  /** Somebody asks for the way back. */
  readonly restore?: boolean;
}

export interface Circumstances {
  readonly seed: number;
  readonly profile?: ProfileName;
  readonly faults?: readonly string[];
  /** From the beginning, if absent. */
  readonly middle?: Middle;
  /** Set in the custom parameter groups before the move. */
  readonly prepare?: (account: SimulatedAccount) => void;
}

export interface Rehearsed {
  readonly outcome: TurnResult['status'] | 'endless';
  readonly problems: readonly string[];
  readonly violated: readonly string[];
  readonly engineVersion: string;
  /** What was decided and made, in the words of the plan. */
  readonly made: readonly string[];
  /** What AWS was asked to change. */
  readonly changes: readonly string[];
  readonly recorded: readonly Recorded[];
  readonly turns: readonly Beginning[];
  /** Did a fault have anything to strike? */
  readonly struck: boolean;
  readonly measured: Measurements;
}

/** More turns than any move needs: what does not end by then goes round in circles. */
const MOST_TURNS = 5000;
const ACCOUNT = { region: 'eu-west-1', accountId: '123456789012' };

const DRIVER = { principal: 'TEST', session: 'TEST' };

/** One move, in process, from its beginning or from the middle of one that was recorded. */
export async function rehearse(described: DescribedCluster, wishes: Wishes, { seed, profile = 'typical', faults = [], middle, prepare }: Circumstances): Promise<Rehearsed> {
  const account = new SimulatedAccount({ seed, profile: PROFILES[profile], ...ACCOUNT });
  loadState(account, [described.cluster], described.instances);
  prepare?.(account);
  const endpoint = new Endpoint(account);
  const identifier = described.cluster.DBClusterIdentifier!;
  const { goal } = goalFor(described, wishes);
  const turns: TurnResult[] = [];
  const recorded: Recorded[] = [];
  const ports = directPorts(async (call) => {
    recorded.push({ atMillis: account.clock.now, call });
    const output = await perform(endpoint, call);
    return { output, date: new Date(account.clock.now).toUTCString() };
  });
  const sleep = (seconds: number) => account.clock.sleep(seconds * 1000);
  const beginnings: Beginning[] = [];
  const follow = async (begin: TurnRequest): Promise<TurnResult | undefined> => {
    let turn = begin;
    while (turns.length < MOST_TURNS) {
      beginnings.push({ calls: recorded.length, atMillis: account.clock.now, turn });
      const result = await advance(ports, turn);
      turns.push(result);
      if (result.status !== 'running') return result;
      await sleep(result.waitSeconds);
      turn = result;
    }
    return undefined;
  };

  account.clock.enter();
  const clusterResourceId = await setGoalPatiently(ports, identifier, goal, sleep);
  // Whoever sets the goal is somebody else: calls count from here.
  for (const fault of faults) account.faults.add(parseFault(fault));
  recorded.length = 0;
  if (middle) await askAgain(endpoint, middle);
  if (middle?.restore) await setGoalPatiently(ports, identifier, { ...goal, kind: 'restore', generation: 2 }, sleep);
  const outcome = (await follow(middle?.turn ?? { clusterResourceId }))?.status ?? 'endless';
  if (outcome !== 'parked') account.watch.close();
  return {
    outcome,
    problems: turns.at(-1)?.problems.map(({ code }) => code) ?? [],
    violated: account.watch.violations.map(({ code, message }) => `${code}: ${message}`),
    engineVersion: account.clusters.get(identifier)!.shape.EngineVersion!,
    // A turn that made a change has nothing confirmed yet.
    made: turns.filter(({ memory }) => memory?.lastChange && !memory.look && !memory.blind).map(({ message }) => message),
    changes: changesIn(account),
    recorded,
    turns: beginnings,
    struck: account.log.ofType('fault').length > 0,
    measured: measure(account, identifier, account.clock.secondsSinceStart),
  };
}

function perform(endpoint: Endpoint, { service, operation, input }: DirectCall): Promise<object> {
  return endpoint.callInTime(service, operation, input, DRIVER);
}

async function askAgain(endpoint: Endpoint, { before, atMillis }: Middle): Promise<void> {
  const { clock } = endpoint.account;
  const sleepUntil = async (millis: number) => { if (millis > clock.now) await clock.sleep(millis - clock.now); };
  for (const { atMillis: at, call } of before) {
    await sleepUntil(at);
    // Whoever asks again does not look at the answer, a refusal or nothing at all.
    await perform(endpoint, call).catch((error) => { if (!(error instanceof AwsError || error instanceof ConnectionReset)) throw error; });
  }
  await sleepUntil(atMillis);
}

/** What was changed at AWS, in order. */
function changesIn(account: SimulatedAccount): string[] {
  return account.log.ofType('call')
    .filter(({ service, operation, outcome }) => service === 'rds' && outcome === 'ok' && !operation.startsWith('Describe'))
    .map(({ operation, input }) => `${operation} ${input.DBInstanceIdentifier ?? input.EngineVersion ?? input.DBClusterSnapshotIdentifier ?? input.TargetDBInstanceIdentifier ?? ''}`.trim());
}
