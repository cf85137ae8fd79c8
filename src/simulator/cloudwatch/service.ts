import * as shapes from '@aws-sdk/client-cloudwatch';
import type {
  GetMetricDataInput, GetMetricDataOutput, GetMetricStatisticsInput, GetMetricStatisticsOutput, MetricDataQuery, Statistic,
} from '@aws-sdk/client-cloudwatch';
import type { SimulatedAccount } from '../account';
import { type Datapoint, datapoints, MINUTE_MILLIS } from './metrics';
import { AwsError, notSimulated } from '../wire/aws-error';
import { CborProtocol } from '../wire/cbor-protocol';
import { JsonProtocol } from '../wire/json-protocol';
import { operation, Service } from '../wire/service';

const NAMESPACE = 'AWS/RDS';
/** Of the one value that a minute has, these are the same. */
const STATISTICS_OF_ONE_VALUE = ['Average', 'Maximum', 'Minimum', 'Sum'];

const getMetricData = operation<GetMetricDataInput, GetMetricDataOutput>(
  ['MetricDataQueries.Id', 'MetricDataQueries.MetricStat.Metric', 'MetricDataQueries.MetricStat.Period', 'MetricDataQueries.MetricStat.Stat', 'StartTime', 'EndTime', 'ScanBy'],
  (account, input) => ({
    MetricDataResults: (input.MetricDataQueries ?? []).map((query) => {
      const points = pointsOf(account, query, input.StartTime!.getTime(), input.EndTime!.getTime());
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

function pointsOf(account: SimulatedAccount, { MetricStat }: MetricDataQuery, from: number, to: number): Datapoint[] {
  const { Namespace, MetricName = '', Dimensions = [] } = MetricStat?.Metric ?? {};
  const isModelled = Namespace === NAMESPACE && MetricStat?.Period === MINUTE_MILLIS / 1000 && STATISTICS_OF_ONE_VALUE.includes(MetricStat.Stat ?? '');
  if (!isModelled) throw notSimulated(`The metric query ${JSON.stringify(MetricStat)}`);
  return datapoints(account, MetricName, Dimensions, from, to);
}

/** Periods begin at the start time; each has the statistics of the values of its minutes. */
const getMetricStatistics = operation<GetMetricStatisticsInput, GetMetricStatisticsOutput>(
  ['Namespace', 'MetricName', 'Dimensions', 'StartTime', 'EndTime', 'Period', 'Statistics'],
  (account, input) => {
    if (input.Namespace !== NAMESPACE) throw notSimulated(`The namespace ${input.Namespace}`);
    requireStatistics(input.Statistics ?? []);
    const [from, to, period] = [input.StartTime!.getTime(), input.EndTime!.getTime(), input.Period! * 1000];
    const periods = new Map<number, number[]>();
    for (const { atMillis, value } of datapoints(account, input.MetricName!, input.Dimensions ?? [], from, to)) {
      const start = from + Math.floor((atMillis - from) / period) * period;
      periods.set(start, [...periods.get(start) ?? [], value]);
    }
    return {
      Label: input.MetricName,
      Datapoints: [...periods].map(([start, values]) => ({ Timestamp: new Date(start), ...statistics(values, input.Statistics ?? []) })),
    };
  },
);

const STATISTICS: readonly string[] = Object.values(shapes.Statistic);

function requireStatistics(wanted: readonly string[]): void {
  const unknown = wanted.find((name) => !STATISTICS.includes(name));
  if (unknown !== undefined) throw new AwsError('ValidationError', `Value ${unknown} at 'statistics' must be one of ${STATISTICS.join(', ')}.`);
}

function statistics(values: readonly number[], wanted: readonly Statistic[]): Record<string, number> {
  const sum = values.reduce((total, value) => total + value, 0);
  const all: Record<Statistic, number> = {
    Average: sum / values.length, Sum: sum, Maximum: Math.max(...values), Minimum: Math.min(...values), SampleCount: values.length,
  };
  return Object.fromEntries(wanted.map((name) => [name, all[name]]));
}

export const cloudWatch = new Service({
  name: 'monitoring',
  shapes,
  protocols: [new CborProtocol(), new JsonProtocol('1.0')],
  operations: { GetMetricData: getMetricData, GetMetricStatistics: getMetricStatistics },
});
