import { type ChildProcess, fork } from 'node:child_process';
import { awsPorts } from '../../runtime/aws/clients';
import { Endpoint } from '../../simulator/endpoint';
import { type HttpListener, listen } from '../../simulator/http-server';
import type { DriverMessage } from '../driver';
import { packageFile } from '../package-file';
import type { DescribedCluster } from '../state-files';
import { regionOf, SIMULATED_CREDENTIALS } from './aws-configuration';
import { type Crash, Saboteur } from './crash';
import type { ReasonedGoal } from './goal';
import { setGoalPatiently } from './goal-setter';
import { begin, type Circumstances, type ClusterReport, conclude, type Ending, type TimedTurn } from './report';

const DRIVER = packageFile('assets', 'cli', 'driver', 'index.js');

/** The loop in a process of its own, killed where `crash` says and started again; the account lives on. */
export async function rehearseOverHttp(
  described: DescribedCluster, goal: ReasonedGoal, circumstances: Circumstances, crash?: Crash,
): Promise<ClusterReport> {
  const start = begin(described, goal, circumstances);
  const { account, identifier } = start;
  const endpoint = new Endpoint(account);
  const region = regionOf(described);
  let driver: ChildProcess | undefined;
  let saboteur: Saboteur | undefined;

  const listener = await listen(async (request) => {
    if (saboteur?.beforeCall()) return undefined;
    const response = await endpoint.answerInTime(request);
    return saboteur?.afterCall() ? undefined : response;
  });
  try {
    account.clock.enter();
    const ports = awsPorts({ region, credentials: SIMULATED_CREDENTIALS, endpoint: listener.url });
    const sleep = (seconds: number) => account.clock.sleep(seconds * 1000);
    const clusterResourceId = await setGoalPatiently(ports, identifier, goal.goal, sleep);
    const apiCallsBeforeDriver = endpoint.calls;
    saboteur = new Saboteur(crash, () => driver?.kill('SIGKILL'));
    const turns: TimedTurn[] = [];
    let ending: Pick<Ending, 'failure'> | undefined;
    while (!ending) {
      driver = startDriver(clusterResourceId, listener, region);
      ending = await follow(driver, saboteur, turns, {
        now: () => account.clock.secondsSinceStart,
        sleep,
      });
    }
    return conclude(start, { ...ending, turns, apiCallsBeforeDriver });
  } finally {
    driver?.kill('SIGKILL');
    await listener.close();
  }
}

function startDriver(clusterResourceId: string, { url }: HttpListener, region: string): ChildProcess {
  return fork(DRIVER, [clusterResourceId], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: SIMULATED_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: SIMULATED_CREDENTIALS.secretAccessKey,
    },
  });
}

interface Time {
  now(): number;
  sleep(seconds: number): Promise<void>;
}

/** Listens to a driver until it has ended; answers with nothing when it was killed. */
function follow(driver: ChildProcess, saboteur: Saboteur, turns: TimedTurn[], time: Time): Promise<Pick<Ending, 'failure'> | undefined> {
  return new Promise((resolve) => {
    let failure: string | undefined;
    let errors = '';
    driver.stderr!.on('data', (chunk: Buffer) => errors += chunk);
    driver.on('message', (message: DriverMessage) => {
      if (message.kind === 'failed') failure = message.message;
      if (message.kind === 'turn' && !saboteur.beforeDelivery()) turns.push({ turn: message.turn, endedAtSeconds: time.now() });
      if (message.kind === 'sleep' && !driver.killed) void time.sleep(message.seconds).then(() => driver.send('awake'));
    });
    driver.once('exit', (code) => {
      if (driver.killed) resolve(undefined);
      else if (failure !== undefined || code !== 0) resolve({ failure: failure ?? errors.trim() });
      else resolve({});
    });
  });
}
