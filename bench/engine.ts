import {
  CreateDBInstanceCommand, DeleteDBInstanceCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand, FailoverDBClusterCommand,
  ModifyDBClusterCommand, RDSClient,
} from '@aws-sdk/client-rds';
import { type Row, median } from './measure';
import { goalFor } from '../src/cli/rehearse/goal';
import { rehearseInProcess } from '../src/cli/rehearse/in-process';
import type { ClusterReport } from '../src/cli/rehearse/report';
import { readStateFiles } from '../src/cli/state-files';
import { SimulatedAccount } from '../src/simulator/account';
import { Endpoint } from '../src/simulator/endpoint';
import { measure } from '../src/simulator/measure';
import { PROFILES } from '../src/simulator/profiles';
import { loadState } from '../src/simulator/state';
import { inProcessRequestHandler } from '../src/simulator/wire/request-handler';

const STATE = ['examples/first-move/state/mysql-80.clusters.json', 'examples/first-move/state/mysql-80.instances.json'];
const SEEDS = 100;
/** Before the failover, before the first removal and at the end the roles are read until three looks agree. */
const CONFIRMATIONS = 3 * 2;
const CONFIRMATION_SECONDS = 5;
const POLL_SECONDS = 5;
const WAITER_SECONDS = 30;
const LOOK_OF_WHO_SETS_THE_GOAL = 2;

export interface Run {
  readonly elapsedSeconds: number;
  readonly criticalPathSeconds: number;
  readonly turns: number;
  readonly describesPerTurn: number;
  readonly gapSeconds: number;
}

/** How long our driver takes beside what AWS needs, and beside the waiters of the SDK. */
export async function benchEngine(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const profile of ['typical', 'slow'] as const) {
    const [ours, waiters]: [Run[], Run[]] = [[], []];
    for (let seed = 1; seed <= SEEDS; seed++) {
      ours.push(await byOurDriver(seed, profile));
      waiters.push(await byWaiters(seed, profile));
    }
    rows.push(row(`our driver, ${profile}`, paceOf(ours)), row(`waiters that look every 30 s, ${profile}`, paceOf(waiters)));
  }
  return rows;
}

export interface Pace extends Omit<Run, 'criticalPathSeconds'> {
  /** Elapsed without the required confirmations × their interval / critical path. */
  readonly beyondCriticalPath: number;
  /** Turns / those of a 5 s poller with the same confirmations. */
  readonly besidePoller: number;
}

/** Medians over many seeds. */
export function paceOf(runs: readonly Run[], confirmations = CONFIRMATIONS): Pace {
  const of = (value: (run: Run) => number) => median(runs.map(value));
  return {
    elapsedSeconds: of(({ elapsedSeconds }) => elapsedSeconds),
    beyondCriticalPath: of(({ elapsedSeconds, criticalPathSeconds }) =>
      (elapsedSeconds - confirmations * CONFIRMATION_SECONDS) / criticalPathSeconds),
    turns: of(({ turns }) => turns),
    besidePoller: of(({ turns, elapsedSeconds }) => turns / (elapsedSeconds / POLL_SECONDS)),
    describesPerTurn: of(({ describesPerTurn }) => describesPerTurn),
    gapSeconds: of(({ gapSeconds }) => gapSeconds),
  };
}

function row(name: string, { elapsedSeconds, beyondCriticalPath, turns, besidePoller, describesPerTurn, gapSeconds }: Pace): Row {
  return {
    name,
    values: {
      'elapsed s': elapsedSeconds.toFixed(0),
      '/ critical path, without confirmations (1.05)': beyondCriticalPath.toFixed(3),
      'turns': turns.toFixed(0),
      '/ those of a 5 s poller (0.25)': besidePoller.toFixed(2),
      'describes a turn (2)': describesPerTurn.toFixed(2),
      'write gap s': gapSeconds.toFixed(1),
    },
  };
}

async function byOurDriver(seed: number, profile: 'typical' | 'slow'): Promise<Run> {
  const [described] = await readStateFiles(STATE);
  return runOf(await rehearseInProcess(described, goalFor(described, {}), { seed, profile }));
}

export function runOf(report: ClusterReport): Run {
  const calls = report.apiCallsByOperation;
  const turns = calls['ssm:GetParametersByPath'];
  return {
    ...report, turns, describesPerTurn: ((calls['rds:DescribeDBClusters'] ?? 0) + (calls['rds:DescribeDBInstances'] ?? 0) - LOOK_OF_WHO_SETS_THE_GOAL) / turns, gapSeconds: report.writeGapSeconds,
  };
}

/** What the SDK's waiters do: a look every 30 seconds, and the next call after the first look that pleases. */
async function byWaiters(seed: number, profile: 'typical' | 'slow'): Promise<Run> {
  const [{ cluster, instances }] = await readStateFiles(STATE);
  const account = new SimulatedAccount({ seed, profile: PROFILES[profile], region: 'eu-west-1' });
  loadState(account, [cluster], instances);
  const endpoint = new Endpoint(account);
  const rds = new RDSClient({
    region: 'eu-west-1', credentials: { accessKeyId: 'BENCH', secretAccessKey: 'BENCH' }, requestHandler: inProcessRequestHandler((request) => endpoint.answerInTime(request)) as never,
  });
  const id = { DBClusterIdentifier: 'mysql-80' };
  let turns = 0;
  const until = async (done: () => Promise<boolean>) => {
    do {
      turns++;
      await account.clock.sleep(WAITER_SECONDS * 1000);
    } while (!await done());
  };
  const members = async () => (await rds.send(new DescribeDBInstancesCommand({ Filters: [{ Name: 'db-cluster-id', Values: ['mysql-80'] }] }))).DBInstances!;
  const shown = async () => (await rds.send(new DescribeDBClustersCommand(id))).DBClusters![0];
  account.clock.enter();
  await rds.send(new ModifyDBClusterCommand({ ...id, ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 } }));
  await until(async () => (await shown()).Status === 'available');
  for (const name of ['a', 'b']) {
    await rds.send(new CreateDBInstanceCommand({ ...id, DBInstanceIdentifier: name, DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql', PromotionTier: 1 }));
  }
  await until(async () => (await members()).every(({ DBInstanceStatus }) => DBInstanceStatus === 'available'));
  // A new member may read `available` before a last `modifying`: who looks once is refused, and looks again.
  await until(async () => rds.send(new FailoverDBClusterCommand({ ...id, TargetDBInstanceIdentifier: 'a' })).then(() => true, () => false));
  await until(async () => (await shown()).DBClusterMembers!.some((member) => member.IsClusterWriter && member.DBInstanceIdentifier === 'a'));
  for (const { DBInstanceIdentifier } of instances) await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
  await until(async () => (await members()).length === 2);
  const { writeGapSeconds, elapsedSeconds, criticalPathSeconds } = measure(account, 'mysql-80', account.clock.secondsSinceStart);
  return { elapsedSeconds, criticalPathSeconds, turns, describesPerTurn: 1, gapSeconds: writeGapSeconds };
}
