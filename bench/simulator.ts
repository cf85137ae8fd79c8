import {
  CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, DeleteDBInstanceCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand,
  EnableHttpEndpointCommand, FailoverDBClusterCommand, ModifyDBClusterCommand, RDSClient,
} from '@aws-sdk/client-rds';
import { type Row, median } from './measure';
import { goalFor } from '../src/cli/rehearse/goal';
import { rehearseInProcess } from '../src/cli/rehearse/in-process';
import { rehearseOverHttp } from '../src/cli/rehearse/over-http';
import { type DescribedCluster, readStateFiles } from '../src/cli/state-files';
import { SimulatedAccount } from '../src/simulator/account';
import { Endpoint } from '../src/simulator/endpoint';
import { listen } from '../src/simulator/http-server';
import { loadState } from '../src/simulator/state';
import { inProcessRequestHandler } from '../src/simulator/wire/request-handler';

const CLUSTER = { DBClusterIdentifier: 'sample-cluster' };
const LOOK_SECONDS = 120;
const CREDENTIALS = { accessKeyId: 'BENCH', secretAccessKey: 'BENCH' };

interface Run {
  readonly simulatedSeconds: number;
  readonly calls: number;
}

/** The documented procedure for a Serverless v1 cluster, by somebody who looks every two simulated minutes. */
async function convert(rds: RDSClient, account: SimulatedAccount): Promise<void> {
  const until = async (done: () => Promise<boolean>) => {
    do await account.clock.sleep(LOOK_SECONDS * 1000); while (!await done());
  };
  const cluster = async () => (await rds.send(new DescribeDBClustersCommand(CLUSTER))).DBClusters![0];
  const available = async () => (await cluster()).Status === 'available';
  const instances = async () => (await rds.send(new DescribeDBInstancesCommand({ Filters: [{ Name: 'db-cluster-id', Values: ['sample-cluster'] }] }))).DBInstances!;

  await rds.send(new CreateDBClusterSnapshotCommand({ ...CLUSTER, DBClusterSnapshotIdentifier: 'before' }));
  await until(available);
  await rds.send(new ModifyDBClusterCommand({ ...CLUSTER, EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: 'db.r5.large' }));
  await until(async () => (await cluster()).EngineMode === 'provisioned');
  await rds.send(new ModifyDBClusterCommand({ ...CLUSTER, ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 } }));
  await until(available);
  for (const name of ['a', 'b']) {
    await rds.send(new CreateDBInstanceCommand({ ...CLUSTER, DBInstanceIdentifier: name, DBInstanceClass: 'db.serverless', Engine: 'aurora-postgresql' }));
  }
  await until(async () => (await instances()).every(({ DBInstanceStatus }) => DBInstanceStatus === 'available'));
  await rds.send(new FailoverDBClusterCommand({ ...CLUSTER, TargetDBInstanceIdentifier: 'a' }));
  await until(available);
  await rds.send(new EnableHttpEndpointCommand({ ResourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:sample-cluster' }));
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'sample-cluster-instance-1', SkipFinalSnapshot: true }));
  await until(async () => (await instances()).length === 2);
}

async function byHand({ cluster, instances }: DescribedCluster, seed: number, overHttp: boolean): Promise<Run> {
  const account = new SimulatedAccount({ seed });
  loadState(account, [cluster], instances);
  const endpoint = new Endpoint(account);
  const listener = overHttp ? await listen((request) => endpoint.answerInTime(request)) : undefined;
  const rds = new RDSClient({
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    ...(listener ? { endpoint: listener.url } : { requestHandler: inProcessRequestHandler((request) => endpoint.answerInTime(request)) as never }),
  });
  account.clock.enter();
  await convert(rds, account);
  account.catchUpClients();
  await listener?.close();
  return { simulatedSeconds: account.clock.secondsSinceStart, calls: endpoint.calls };
}

/** How fast the simulated AWS runs, for a full conversion with its writing client. */
export async function benchSimulator(): Promise<Row[]> {
  const state = 'examples/first-move/state/sample-cluster.clusters.json';
  const [described] = await readStateFiles([state]);
  const goal = goalFor(described, {});
  const byDriver = (rehearse: typeof rehearseInProcess) => async (seed: number): Promise<Run> => {
    const { elapsedSeconds, apiCalls } = await rehearse(described, goal, { seed });
    return { simulatedSeconds: elapsedSeconds, calls: apiCalls };
  };
  return [
    await rate('in process, a client that looks every 2 minutes', 100, (seed) => byHand(described, seed, false)),
    await rate('over HTTP, a client that looks every 2 minutes', 100, (seed) => byHand(described, seed, true)),
    await rate('in process, our driver', 30, byDriver(rehearseInProcess)),
    await rate('over HTTP, our driver in a process of its own, its start included', 10, byDriver(rehearseOverHttp)),
  ];
}

/** The median of each run's own rate, after as many runs to warm up. */
async function rate(name: string, runs: number, run: (seed: number) => Promise<Run>): Promise<Row> {
  const rates: { simulated: number; calls: number }[] = [];
  for (let seed = 1; seed <= 2 * runs; seed++) {
    const begin = performance.now();
    const { simulatedSeconds, calls } = await run(seed);
    const seconds = (performance.now() - begin) / 1000;
    if (seed > runs) rates.push({ simulated: simulatedSeconds / seconds, calls: calls / seconds });
  }
  return {
    name,
    values: {
      'simulated s / s': median(rates.map(({ simulated }) => simulated)).toFixed(0),
      'API calls / s': median(rates.map(({ calls }) => calls)).toFixed(0),
    },
  };
}
