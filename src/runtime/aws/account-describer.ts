import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import * as rds from '@aws-sdk/client-rds';
import { NO_RETRIES } from './clients';
import { call, isRefusal } from './refusals';
import { CallRefused } from '../ports';

const PEAK_DAYS = 14;
const DAY_MILLIS = 86_400_000;

type ClientOptions = ConstructorParameters<typeof rds.RDSClient>[0];

/** Describes clusters of the account to which the SDK's own configuration leads, with the words of `aws rds describe-…`. */
export function accountDescriber(options: ClientOptions = {}) {
  const config = { ...NO_RETRIES, ...options } as object;
  const client = new rds.RDSClient(config);
  const cloudWatch = new CloudWatchClient(config);

  async function pages<Page extends { Marker?: string }>(query: (Marker: string | undefined) => Promise<Page>): Promise<Page[]> {
    const all: Page[] = [];
    let Marker: string | undefined;
    do {
      const page = await call(() => query(Marker));
      all.push(page);
      Marker = page.Marker;
    } while (Marker);
    return all;
  }

  /** Connections of all members together; CloudWatch keeps them for weeks. */
  async function peak(members: readonly string[], now: number): Promise<object> {
    const { MetricDataResults = [] } = await call(() => cloudWatch.send(new GetMetricDataCommand({
      StartTime: new Date(now - PEAK_DAYS * DAY_MILLIS),
      EndTime: new Date(now),
      MetricDataQueries: members.map((member, index) => ({
        Id: `m${index}`,
        MetricStat: { Metric: { Namespace: 'AWS/RDS', MetricName: 'DatabaseConnections', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: member }] }, Period: 3600, Stat: 'Maximum' },
      })),
    })));
    return { Datapoints: MetricDataResults.flatMap(({ Values = [] }) => Values.map((Maximum) => ({ Maximum }))) };
  }

  async function proxies(): Promise<object> {
    const found = (await pages((Marker) => client.send(new rds.DescribeDBProxiesCommand({ Marker })))).flatMap(({ DBProxies = [] }) => DBProxies);
    const targets = await Promise.all(found.map(async ({ DBProxyName }) => {
      const { Targets = [] } = await call(() => client.send(new rds.DescribeDBProxyTargetsCommand({ DBProxyName })));
      return Targets.map((target) => ({ ...target, DBProxyName }));
    }));
    return { Targets: targets.flat() };
  }

  async function parameters({ DBClusterParameterGroup: group }: rds.DBCluster): Promise<object> {
    const found = await pages((Marker) => client.send(new rds.DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: group, Marker })));
    return { Parameters: found.flatMap(({ Parameters = [] }) => Parameters) };
  }

  return {
    async describe(identifier: string): Promise<object[]> {
      const { DBClusters = [] } = await call(() => client.send(new rds.DescribeDBClustersCommand({ DBClusterIdentifier: identifier })));
      const [cluster] = DBClusters;
      const instances = await pages((Marker) => client.send(new rds.DescribeDBInstancesCommand({ Marker, Filters: [{ Name: 'db-cluster-id', Values: [identifier] }] })));
      const members = cluster?.DBClusterMembers?.map((member) => member.DBInstanceIdentifier!) ?? [];
      const global = cluster?.GlobalClusterIdentifier;
      const around = [
        () => pages((Marker) => client.send(new rds.DescribeDBEngineVersionsCommand({ Engine: cluster?.Engine, IncludeAll: true, Marker }))),
        () => pages((Marker) => client.send(new rds.DescribeDBClusterEndpointsCommand({ DBClusterIdentifier: identifier, Marker }))),
        () => pages((Marker) => client.send(new rds.DescribePendingMaintenanceActionsCommand({ Marker }))),
        () => pages((Marker) => client.send(new rds.DescribeIntegrationsCommand({ Marker }))),
        async () => [await call(() => client.send(new rds.DescribeAccountAttributesCommand({})))],
        async () => [await proxies()],
        async () => [await parameters(cluster)],
        async () => members.length > 0 ? [await peak(members, Date.now())] : [],
        async () => global ? pages((Marker) => client.send(new rds.DescribeGlobalClustersCommand({ GlobalClusterIdentifier: global, Marker }))) : [],
      ];
      const described: object[] = [{ DBClusters }, ...instances];
      // Not every reader may see everything: what stays unknown is a question of the plan, not an error.
      for (const look of around) described.push(...await look().catch(unlessRefused));
      return JSON.parse(JSON.stringify(described));
    },
  };
}

function unlessRefused(error: unknown): object[] {
  if (error instanceof CallRefused && !isRefusal(error, 'NetworkError')) return [];
  throw error;
}
