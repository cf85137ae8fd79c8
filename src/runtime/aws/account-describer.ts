import { ApplicationAutoScalingClient, paginateDescribeScalableTargets } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import * as rds from '@aws-sdk/client-rds';
import { all, plain } from './pages';
import { call, isRefusal } from './refusals';
import { auroraEngine } from '../../planner/versions/engine-version';
import { CallRefused } from '../ports';

const PEAK_DAYS = 14;
const DAY_MILLIS = 86_400_000;
/** A network without a way to a service swallows what is sent there. */
const CONNECTION_MILLIS = 5000;
/** `InvalidParameterValue`: the name of an automatic snapshot, `rds:…`, can be the name of nothing else. */
const NOT_FOUND = ['DBClusterNotFoundFault', 'DBInstanceNotFound', 'DBClusterSnapshotNotFoundFault', 'DBSnapshotNotFound', 'InvalidParameterValue'];

type ClientOptions = ConstructorParameters<typeof rds.RDSClient>[0];

/** What is around a database that was found: who is in it, and whose parameters it has. */
interface Found {
  readonly documents: object[];
  readonly engine: string;
  readonly cluster?: rds.DBCluster;
  readonly instances: readonly rds.DBInstance[];
}

/**
 * Describes databases of the account to which the SDK's own configuration leads, with the words of `aws rds describe-…`.
 * Nobody waits in a loop: the SDK repeats what AWS throttles.
 */
export function accountDescriber(options: ClientOptions = {}) {
  const config = { maxAttempts: 5, requestHandler: { connectionTimeout: CONNECTION_MILLIS }, ...options } as object;
  const client = new rds.RDSClient(config);
  const cloudWatch = new CloudWatchClient(config);
  const paged = { client };
  const autoScaling = { client: new ApplicationAutoScalingClient(config) };

  async function cluster(DBClusterIdentifier: string): Promise<Found> {
    const { DBClusters = [] } = await call(() => client.send(new rds.DescribeDBClustersCommand({ DBClusterIdentifier })));
    const pages = await all(rds.paginateDescribeDBInstances(paged, { Filters: [{ Name: 'db-cluster-id', Values: [DBClusterIdentifier] }] }));
    const instances = pages.flatMap(({ DBInstances = [] }) => DBInstances);
    return { documents: [{ DBClusters }, { DBInstances: instances }], engine: DBClusters[0].Engine!, cluster: DBClusters[0], instances };
  }

  /** The cluster of an instance that is a member of one. */
  async function instance(DBInstanceIdentifier: string): Promise<Found> {
    const { DBInstances = [] } = await call(() => client.send(new rds.DescribeDBInstancesCommand({ DBInstanceIdentifier })));
    const [{ DBClusterIdentifier, Engine }] = DBInstances;
    return DBClusterIdentifier ? cluster(DBClusterIdentifier) : { documents: [{ DBInstances }], engine: Engine!, instances: DBInstances };
  }

  async function clusterSnapshot(DBClusterSnapshotIdentifier: string): Promise<Found> {
    const { DBClusterSnapshots = [] } = await call(() => client.send(new rds.DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier })));
    return snapshot({ DBClusterSnapshots }, DBClusterSnapshots, 'DBClusterSnapshotNotFoundFault');
  }

  async function instanceSnapshot(DBSnapshotIdentifier: string): Promise<Found> {
    const { DBSnapshots = [] } = await call(() => client.send(new rds.DescribeDBSnapshotsCommand({ DBSnapshotIdentifier })));
    return snapshot({ DBSnapshots }, DBSnapshots, 'DBSnapshotNotFound');
  }

  /** Connections of all instances together; CloudWatch keeps them for weeks. */
  async function peak(instances: readonly rds.DBInstance[], now: number): Promise<object> {
    const { MetricDataResults = [] } = await call(() => cloudWatch.send(new GetMetricDataCommand({
      StartTime: new Date(now - PEAK_DAYS * DAY_MILLIS),
      EndTime: new Date(now),
      MetricDataQueries: instances.map(({ DBInstanceIdentifier: Value }, index) => ({
        Id: `m${index}`,
        MetricStat: { Metric: { Namespace: 'AWS/RDS', MetricName: 'DatabaseConnections', Dimensions: [{ Name: 'DBInstanceIdentifier', Value }] }, Period: 3600, Stat: 'Maximum' },
      })),
    })));
    return { Datapoints: MetricDataResults.flatMap(({ Values = [] }) => Values.map((Maximum) => ({ Maximum }))) };
  }

  async function proxies(): Promise<object> {
    const found = (await all(rds.paginateDescribeDBProxies(paged, {}))).flatMap(({ DBProxies = [] }) => DBProxies);
    const targets = await Promise.all(found.map(async ({ DBProxyName }) => {
      const pages = await all(rds.paginateDescribeDBProxyTargets(paged, { DBProxyName }));
      return pages.flatMap(({ Targets = [] }) => Targets.map((target) => ({ ...target, DBProxyName })));
    }));
    return { Targets: targets.flat() };
  }

  /** Of the cluster everything; of its instances, whose groups prevail, what somebody has set. */
  async function parameters({ cluster: { DBClusterParameterGroup: name } = {}, instances }: Found): Promise<object> {
    const groups = new Set(instances.flatMap(({ DBParameterGroups = [] }) => DBParameterGroups.map((group) => group.DBParameterGroupName!)));
    const ofCluster = name ? await all(rds.paginateDescribeDBClusterParameters(paged, { DBClusterParameterGroupName: name })) : [];
    const ofInstances = await Promise.all([...groups].filter((group) => !group.startsWith('default.'))
      .map((DBParameterGroupName) => all(rds.paginateDescribeDBParameters(paged, { DBParameterGroupName, Source: 'user' }))));
    return { Parameters: [...ofCluster, ...ofInstances.flat()].flatMap(({ Parameters = [] }) => Parameters) };
  }

  function besideCluster(DBClusterIdentifier: string): (() => Promise<object[]>)[] {
    return [
      () => all<object>(rds.paginateDescribeDBClusterEndpoints(paged, { DBClusterIdentifier })),
      () => all<object>(paginateDescribeScalableTargets(autoScaling, { ServiceNamespace: 'rds', ResourceIds: [`cluster:${DBClusterIdentifier}`] })),
    ];
  }

  function around(found: Found): (() => Promise<object[]>)[] {
    const { cluster: { DBClusterIdentifier, GlobalClusterIdentifier } = {}, instances, engine } = found;
    const always = [
      () => all<object>(rds.paginateDescribeDBEngineVersions(paged, { Engine: auroraEngine(engine), IncludeAll: true })),
      async () => [await call(() => client.send(new rds.DescribeAccountAttributesCommand({})))],
    ];
    const ofSomethingThatRuns = [
      () => all<object>(rds.paginateDescribePendingMaintenanceActions(paged, {})),
      () => all<object>(rds.paginateDescribeIntegrations(paged, {})),
      async () => [await proxies()],
      async () => [await parameters(found)],
      async () => instances.length > 0 ? [await peak(instances, Date.now())] : [],
    ];
    return [
      ...always,
      ...(DBClusterIdentifier || instances.length > 0 ? ofSomethingThatRuns : []),
      ...(DBClusterIdentifier ? besideCluster(DBClusterIdentifier) : []),
      ...(GlobalClusterIdentifier ? [() => all<object>(rds.paginateDescribeGlobalClusters(paged, { GlobalClusterIdentifier }))] : []),
    ];
  }

  return {
    /** A cluster, else an instance, else a snapshot of a cluster, else one of an instance: whichever has this name first. */
    async describe(identifier: string): Promise<object[]> {
      const found = await firstFound([cluster, instance, clusterSnapshot, instanceSnapshot].map((look) => () => look(identifier)));
      const documents = [...found.documents];
      // Not every reader may see everything, or reach every service: what stays unknown is a question of the plan, not an error.
      for (const look of around(found)) documents.push(...await look().catch(nothingIfRefused));
      return plain(documents);
    },
  };
}

function snapshot(document: object, [found]: readonly { readonly Engine?: string }[], code: string): Found {
  if (!found) throw new CallRefused(code, 'there is no such snapshot');
  return { documents: [document], engine: found.Engine!, instances: [] };
}

async function firstFound([look, ...others]: readonly (() => Promise<Found>)[]): Promise<Found> {
  try {
    return await look();
  } catch (error) {
    if (others.length === 0 || !isRefusal(error, ...NOT_FOUND)) throw error;
    return firstFound(others);
  }
}

function nothingIfRefused(error: unknown): object[] {
  if (error instanceof CallRefused) return [];
  throw error;
}
