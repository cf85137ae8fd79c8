import { goalFor } from '../../src/cli/rehearse/goal';
import { setGoalPatiently } from '../../src/cli/rehearse/goal-setter';
import type { DescribedCluster } from '../../src/cli/state-files';
import type { TurnResult } from '../../src/contract/turn';
import type { Wishes } from '../../src/planner/propose-goal';
import { awsPorts } from '../../src/runtime/aws/clients';
import { drive } from '../../src/runtime/drive';
import { SimulatedAccount } from '../../src/simulator/account';
import { Endpoint } from '../../src/simulator/endpoint';
import { parseFault } from '../../src/simulator/faults/fault';
import { measure, type Measurements } from '../../src/simulator/measure';
import { type ProfileName, PROFILES } from '../../src/simulator/profiles';
import { loadState } from '../../src/simulator/state';
import type { WireRequest, WireResponse } from '../../src/simulator/wire/protocol';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';

/** A request of the driver, and when it was made. */
export interface Recorded {
  readonly atMillis: number;
  readonly request: WireRequest;
}

/** The driver is stopped at its n-th call, and somebody resumes the move or asks for the way back. */
export interface Stop {
  /** What it had asked for until then, as recorded in a move that nobody stopped: it is asked for again, without the driver. */
  readonly before: readonly Recorded[];
  /** When it made the call at which it was stopped. */
  readonly atMillis: number;
  readonly then: 'resume' | 'restore';
}

export interface Circumstances {
  readonly seed: number;
  readonly profile?: ProfileName;
  readonly faults?: readonly string[];
  readonly stop?: Stop;
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
  /** Did a fault have anything to strike? */
  readonly struck: boolean;
  readonly measured: Measurements;
}

/** More turns than any move needs: what does not end by then goes round in circles. */
const MOST_TURNS = 5000;
const ACCOUNT = { region: 'eu-west-1', accountId: '123456789012' };

let answer: (request: WireRequest) => Promise<WireResponse | undefined>;

/** The same clients for every move: to make them takes longer than many a call. */
const ports = awsPorts({
  region: ACCOUNT.region,
  credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' },
  cacheMiddleware: true,
  requestHandler: inProcessRequestHandler((request) => answer(request)) as never,
});

class Endless extends Error {}

/** One move, in process, with the real clients; the driver may be stopped once. */
export async function rehearse(described: DescribedCluster, wishes: Wishes, { seed, profile = 'typical', faults = [], stop, prepare }: Circumstances): Promise<Rehearsed> {
  const account = new SimulatedAccount({ seed, profile: PROFILES[profile], ...ACCOUNT });
  loadState(account, [described.cluster], described.instances);
  prepare?.(account);
  const endpoint = new Endpoint(account);
  const identifier = described.cluster.DBClusterIdentifier!;
  const { goal } = goalFor(described, wishes);
  const turns: TurnResult[] = [];
  const recorded: Recorded[] = [];
  answer = (request) => {
    recorded.push({ atMillis: account.clock.now, request });
    return endpoint.answerInTime(request);
  };
  const sleep = (seconds: number) => account.clock.sleep(seconds * 1000);
  const follow = (clusterResourceId: string) => drive({
    ports,
    clusterResourceId,
    sleep,
    onTurn: (turn) => {
      turns.push(turn);
      if (turns.length > MOST_TURNS) throw new Endless();
    },
  });

  account.clock.enter();
  const clusterResourceId = await setGoalPatiently(ports, identifier, goal, sleep);
  // Whoever sets the goal is somebody else: calls count from here.
  for (const fault of faults) account.faults.add(parseFault(fault));
  recorded.length = 0;
  let outcome: Rehearsed['outcome'];
  try {
    if (stop) await askAgain(account, endpoint, stop);
    if (stop?.then === 'restore') await setGoalPatiently(ports, identifier, { ...goal, kind: 'restore', generation: 2 }, sleep);
    outcome = (await follow(clusterResourceId)).status;
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    outcome = 'endless';
  }
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
    struck: account.log.ofType('fault').length > 0,
    measured: measure(account, identifier, account.clock.secondsSinceStart),
  };
}

async function askAgain({ clock }: SimulatedAccount, endpoint: Endpoint, { before, atMillis }: Stop): Promise<void> {
  const sleepUntil = async (millis: number) => { if (millis > clock.now) await clock.sleep(millis - clock.now); };
  for (const { atMillis: at, request } of before) {
    await sleepUntil(at);
    await endpoint.answerInTime(request);
  }
  await sleepUntil(atMillis);
}

/** What was changed at AWS, in order. */
function changesIn(account: SimulatedAccount): string[] {
  return account.log.ofType('call')
    .filter(({ service, operation, outcome }) => service === 'rds' && outcome === 'ok' && !operation.startsWith('Describe'))
    .map(({ operation, input }) => `${operation} ${input.DBInstanceIdentifier ?? input.EngineVersion ?? input.DBClusterSnapshotIdentifier ?? input.TargetDBInstanceIdentifier ?? ''}`.trim());
}
