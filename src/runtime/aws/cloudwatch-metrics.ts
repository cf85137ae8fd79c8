import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MemberMetrics, MetricsPort } from '../ports';
import { call } from './refusals';

const PERIOD_SECONDS = 60;
const WINDOW_SECONDS = 10 * PERIOD_SECONDS;
const METRICS = ['ServerlessDatabaseCapacity', 'AuroraReplicaLag'];

/** The metrics that a move looks at. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.viewing.monitoring */
export function cloudWatchMetrics(client: CloudWatchClient): MetricsPort {
  return {
    async recent(members, atSeconds) {
      if (members.length === 0) return {};
      const { MetricDataResults = [] } = await call(() => client.send(new GetMetricDataCommand({
        StartTime: new Date((atSeconds - WINDOW_SECONDS) * 1000),
        EndTime: new Date(atSeconds * 1000),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: members.flatMap((member, index) => METRICS.map((metric, which) => query(`m${index}_${which}`, metric, member))),
      })));
      const values = (id: string) => MetricDataResults.find((result) => result.Id === id)?.Values ?? [];
      return Object.fromEntries(members.map((member, index): [string, MemberMetrics] => [
        member, { capacityAcu: values(`m${index}_0`), replicaLagMillis: values(`m${index}_1`).at(-1) },
      ]));
    },
  };
}

function query(id: string, metric: string, member: string): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: { Namespace: 'AWS/RDS', MetricName: metric, Dimensions: [{ Name: 'DBInstanceIdentifier', Value: member }] },
      Period: PERIOD_SECONDS,
      Stat: 'Maximum',
    },
  };
}
