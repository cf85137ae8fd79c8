import { awsPorts } from '../../runtime/aws/clients';
import { drive } from '../../runtime/drive';
import { Endpoint } from '../../simulator/endpoint';
import { inProcessRequestHandler } from '../../simulator/wire/request-handler';
import type { DescribedCluster } from '../state-files';
import { regionOf, SIMULATED_CREDENTIALS } from './aws-configuration';
import type { ReasonedGoal } from './goal';
import { setGoalPatiently } from './goal-setter';
import { begin, type Circumstances, type ClusterReport, conclude, type TimedTurn } from './report';

/** The loop itself, in this process: the real SDK clients, with a request handler that leads to the simulated account. */
export async function rehearseInProcess(described: DescribedCluster, goal: ReasonedGoal, circumstances: Circumstances): Promise<ClusterReport> {
  const start = begin(described, goal, circumstances);
  const { account, identifier } = start;
  const endpoint = new Endpoint(account);
  const ports = awsPorts({
    region: regionOf(described),
    credentials: SIMULATED_CREDENTIALS,
    requestHandler: inProcessRequestHandler((request) => endpoint.answerInTime(request)) as never,
  });
  const turns: TimedTurn[] = [];
  account.clock.enter();
  const sleep = (seconds: number) => account.clock.sleep(seconds * 1000);
  const clusterResourceId = await setGoalPatiently(ports, identifier, goal.goal, sleep);
  const apiCallsBeforeDriver = endpoint.calls;
  await drive({
    ports,
    clusterResourceId,
    sleep,
    onTurn: (turn) => turns.push({ turn, endedAtSeconds: account.clock.secondsSinceStart }),
  });
  return conclude(start, { turns, apiCallsBeforeDriver });
}
