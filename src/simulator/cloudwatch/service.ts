import * as shapes from '@aws-sdk/client-cloudwatch';
import type { GetMetricDataInput, GetMetricDataOutput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { SimulatedAccount } from '../account';
import { notSimulated } from '../wire/aws-error';
import { JsonProtocol } from '../wire/json-protocol';
import { operation, Service } from '../wire/service';

const MINUTE_MILLIS = 60_000;

/** RDS publishes one datapoint a minute; the latest one shows the last full minute. */
const getMetricData = operation<GetMetricDataInput, GetMetricDataOutput>(
  ['MetricDataQueries', 'StartTime', 'EndTime', 'ScanBy'],
  (account, input) => ({
    MetricDataResults: (input.MetricDataQueries ?? []).map((query) => {
      const points = datapoints(account, query, input.StartTime!.getTime(), Math.min(input.EndTime!.getTime(), account.clock.now));
      if (input.ScanBy !== 'TimestampAscending') points.reverse();
      return {
        Id: query.Id,
        Label: query.MetricStat?.Metric?.MetricName,
        StatusCode: 'Complete',
        Timestamps: points.map(({ atMillis }) => new Date(atMillis)),
        Values: points.map(({ value }) => value),
      };
    }),
  }),
);

function datapoints(account: SimulatedAccount, query: MetricDataQuery, from: number, to: number) {
  const { Namespace, MetricName, Dimensions } = query.MetricStat?.Metric ?? {};
  const dimension = Dimensions?.length === 1 ? Dimensions[0] : undefined;
  if (Namespace !== 'AWS/RDS' || dimension?.Name !== 'DBInstanceIdentifier' || query.MetricStat?.Period !== 60) {
    throw notSimulated(`The metric query ${JSON.stringify(query.MetricStat)}`);
  }
  const points: { atMillis: number; value: number }[] = [];
  for (let end = Math.ceil(from / MINUTE_MILLIS) * MINUTE_MILLIS + MINUTE_MILLIS; end <= to; end += MINUTE_MILLIS) {
    const value = measure(account, MetricName ?? '', dimension.Value ?? '', end);
    if (value !== undefined) points.push({ atMillis: end - MINUTE_MILLIS, value });
  }
  return points;
}

function measure(account: SimulatedAccount, metric: string, identifier: string, atMillis: number): number | undefined {
  const instance = account.instances.get(identifier);
  if (metric === 'ServerlessDatabaseCapacity') return instance?.capacityAt(atMillis);
  if (metric !== 'AuroraReplicaLag') throw notSimulated(`The metric ${metric}`);
  const cluster = instance && account.clusters.get(instance.clusterIdentifier);
  const isReader = cluster && cluster.writer !== identifier && instance.shape.DBInstanceStatus === 'available';
  return isReader ? account.profile.replicaLagMillis : undefined;
}

export const cloudWatch = new Service({
  name: 'monitoring',
  shapes,
  protocol: new JsonProtocol('1.0'),
  operations: { GetMetricData: getMetricData },
});
