import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoredCluster } from './monitored-cluster';

const RUNBOOK = 'https://github.com/cdk-aurora-serverless-v2/cdk-aurora-serverless-v2/blob/main/docs/monitoring.md';

const FULL_PERCENT = 95;
const CONNECTIONS_SHARE = 0.8;
const REPLICA_LAG_MILLIS = 2000;
const HOURS_PER_DAY = 24;
const DAYS_PER_MONTH = 30;

export interface AlarmToBe {
  readonly id: string;
  readonly title: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly evaluationPeriods: number;
}

/** The alarms that make sense for a cluster. Each has a heading in the runbook that says why the threshold is what it is. */
export function alarmsOf(cluster: MonitoredCluster, monthlyAcuHours?: number): AlarmToBe[] {
  const serverless = cluster.members.filter((member) => member.serverless).map(({ metrics }) => metrics);
  const lags = cluster.members.map(({ metrics }) => metrics.replicaLagInMillis());
  const alarms: (AlarmToBe | false)[] = [
    serverless.length > 0 && {
      id: 'CapacityAtMaximum',
      title: 'Capacity at maximum',
      metric: across('MAX', serverless.map((member) => member.utilizationInPercent({ statistic: 'Maximum' }))),
      threshold: FULL_PERCENT,
      evaluationPeriods: 15,
    },
    cluster.maxConnections !== undefined && {
      id: 'ConnectionsNearMaximum',
      title: 'Connections near maximum',
      metric: across('MAX', cluster.members.map(({ metrics }) => metrics.connections())),
      threshold: Math.floor(cluster.maxConnections * CONNECTIONS_SHARE),
      evaluationPeriods: 5,
    },
    cluster.members.length > 1 && {
      id: 'ReplicaLag', title: 'Replica lag', metric: across('MAX', lags), threshold: REPLICA_LAG_MILLIS, evaluationPeriods: 5,
    },
    cluster.range?.minAcu === 0 && serverless.length > 0 && {
      id: 'DoesNotPause',
      title: 'Does not pause',
      metric: across('MIN', serverless.map((member) => member.capacityInAcu({ statistic: 'Minimum', period: Duration.hours(1) })), Duration.hours(1)),
      threshold: 0,
      evaluationPeriods: HOURS_PER_DAY,
    },
    monthlyAcuHours !== undefined && {
      id: 'AcuHourBudget',
      title: 'ACU-hour budget',
      metric: acuHoursPerDay(serverless.map((member) => member.capacityInAcu({ period: Duration.days(1) }))),
      threshold: monthlyAcuHours / DAYS_PER_MONTH,
      evaluationPeriods: 1,
    },
  ];
  return alarms.filter((alarm) => alarm !== false);
}

export function describe({ title, threshold }: AlarmToBe): string {
  return `${title} (above ${threshold}). What to do: ${RUNBOOK}#${title.toLowerCase().replace(/ /g, '-')}`;
}

function across(statistic: 'MAX' | 'MIN', metrics: cloudwatch.IMetric[], period = Duration.minutes(1)): cloudwatch.IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new cloudwatch.MathExpression({ expression: `${statistic}([${Object.keys(usingMetrics).join(', ')}])`, usingMetrics, period });
}

/** The average of a day times its hours; a member that has no data then costs nothing. */
function acuHoursPerDay(capacities: cloudwatch.IMetric[]): cloudwatch.IMetric {
  const usingMetrics = Object.fromEntries(capacities.map((metric, index) => [`m${index}`, metric]));
  const sum = Object.keys(usingMetrics).map((id) => `FILL(${id}, 0)`).join(' + ');
  return new cloudwatch.MathExpression({ expression: `${HOURS_PER_DAY} * (${sum})`, usingMetrics, period: Duration.days(1) });
}
