import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ServerlessV2Capacity, type ServerlessV2ClusterProps, ServerlessV2Member, ServerlessV2Monitoring, type ServerlessV2MonitoringProps } from '../../src';
import { clusterWith, POSTGRES, stackWith } from '../cluster/support';

const members = [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.independent('Reports', { promotionTier: 15 })];
const range = ServerlessV2Capacity.range({ min: 2, max: 16 });

function monitor(props: Partial<ServerlessV2ClusterProps> = {}, options: Partial<ServerlessV2MonitoringProps> = {}) {
  return clusterWith({ capacity: range, members, ...props }, (db, stack) => new ServerlessV2Monitoring(stack, 'Monitoring', { cluster: db, ...options })).template;
}

const alarms = (template: Template) => Object.fromEntries(Object.entries(template.findResources('AWS::CloudWatch::Alarm'))
  .map(([id, { Properties }]) => [id.replace(/^Monitoring(\w+)[0-9A-F]{8}$/, '$1'), Properties]));

/** The body of the dashboard, with the references in it as words. */
function dashboard(template: Template): { widgets: { type: string; properties: Record<string, any> }[] } {
  const [{ Properties: { DashboardBody } }] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const parts = DashboardBody['Fn::Join'][1] as unknown[];
  return JSON.parse(parts.map((part) => typeof part === 'string' ? part : (part as { Ref: string }).Ref).join(''));
}

describe('the alarms', () => {
  test('have reasoned thresholds', () => {
    const found = alarms(monitor({}, { monthlyAcuHours: 3000 }));
    expect(Object.fromEntries(Object.entries(found).map(([id, { Threshold, EvaluationPeriods }]) => [id, [Threshold, EvaluationPeriods]]))).toEqual({
      CapacityAtMaximum: [95, 15],
      ConnectionsNearMaximum: [2688, 5],
      ReplicaLag: [2000, 5],
      AcuHourBudget: [100, 1],
    });
  });

  test('look at every member', () => {
    const [expression] = alarms(monitor()).CapacityAtMaximum.Metrics.filter(({ Expression }: { Expression?: string }) => Expression);
    expect(expression.Expression).toBe('MAX([m0, m1, m2])');
  });

  test('count ACU-hours: 24 hours of the average of each serverless member', () => {
    const old = ServerlessV2Member.provisioned('Old', { instanceType: new ec2.InstanceType('r7g.large') });
    const { Metrics } = alarms(monitor({ members: [...members, old] }, { monthlyAcuHours: 300 })).AcuHourBudget;
    expect(Metrics.find(({ Expression }: { Expression?: string }) => Expression).Expression).toBe('24 * (FILL(m0, 0) + FILL(m1, 0) + FILL(m2, 0))');
    const looked = Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat);
    expect(looked.map(({ MetricStat }: any) => [MetricStat.Metric.MetricName, MetricStat.Period, MetricStat.Stat]))
      .toEqual(Array(3).fill(['ServerlessDatabaseCapacity', 86_400, 'Average']));
  });

  test('are only those that can go off', () => {
    expect(Object.keys(alarms(monitor({ members: members.slice(0, 1) })))).toEqual(['CapacityAtMaximum', 'ConnectionsNearMaximum']);
    expect(Object.keys(alarms(monitor({ capacity: ServerlessV2Capacity.autoPause({ max: 4 }) })))).toContain('DoesNotPause');
  });

  test('tell whoever wants to know', () => {
    const { template } = clusterWith({ capacity: range }, (db, stack) => new ServerlessV2Monitoring(stack, 'Monitoring', {
      cluster: db, alarmActions: [new actions.SnsAction(new sns.Topic(stack, 'Topic'))],
    }));
    for (const { AlarmActions } of Object.values(alarms(template))) expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Topic/) }]);
  });

  test('lead to a heading of the runbook each', () => {
    const headings = [...readFileSync('docs/monitoring.md', 'utf8').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/ /g, '-'));
    const found = alarms(monitor({ capacity: ServerlessV2Capacity.autoPause({ max: 4 }) }, { monthlyAcuHours: 100 }));
    expect(Object.keys(found)).toHaveLength(5);
    for (const { AlarmDescription } of Object.values(found)) expect(headings).toContain(/docs\/monitoring\.md#([\w-]+)$/.exec(AlarmDescription)?.[1]);
  });

  test('have no budget below nothing', () => {
    expect(() => monitor({}, { monthlyAcuHours: 0 })).toThrow(/\[PROPERTY_INVALID\] `monthlyAcuHours` must be above 0/);
  });
});

describe('the dashboard', () => {
  const { widgets } = dashboard(monitor());
  const titled = (title: string) => widgets.find(({ properties }) => properties.title?.startsWith(title))!.properties;

  test('shows the capacity of each member with its tier, against the range', () => {
    const capacity = titled('Capacity');
    expect(capacity.metrics.map((metric: unknown[]) => (metric[metric.length - 1] as { label: string }).label))
      .toEqual(['A (tier 1, follows the writer)', 'B (tier 1, follows the writer)', 'Reports (tier 15, scales by itself)']);
    expect(capacity.annotations.horizontal.map(({ value }: { value: number }) => value)).toEqual([16, 2]);
  });

  test('shows connections against the predicted maximum', () => {
    expect(titled('Connections').annotations.horizontal).toEqual([expect.objectContaining({ value: 3360 })]);
  });

  test('shows utilization, lag, latencies and pauses', () => {
    expect(widgets.flatMap(({ properties }) => properties.title ?? [])).toEqual([
      'Capacity (ACUs)', 'Utilization (% of the maximum)', 'Connections', 'Replica lag (ms)', 'Commit latency (ms)', 'Read latency of the storage (s)',
      'Paused (1) and awake (0)',
    ]);
    expect(JSON.stringify(titled('Paused').metrics)).toContain('IF(capacity0 == 0, 1, 0)');
  });

  test('may be left out', () => {
    monitor({}, { dashboard: false }).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  });
});

test('a plain cluster can be monitored, too, and one of another app', () => {
  const { template } = stackWith((stack, vpc) => {
    const cluster = new rds.DatabaseCluster(stack, 'Db', { engine: POSTGRES, vpc, writer: rds.ClusterInstance.serverlessV2('Writer'), serverlessV2MaxCapacity: 8 });
    new ServerlessV2Monitoring(stack, 'Monitoring', { cluster });
  });
  expect(Object.keys(alarms(template))).toEqual(['CapacityAtMaximum', 'ConnectionsNearMaximum']);
  const stack = new Stack(new App(), 'Stack');
  const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Db', { clusterIdentifier: 'shop', instanceIdentifiers: ['shop-1', 'shop-2'] });
  new ServerlessV2Monitoring(stack, 'Monitoring', { cluster, monthlyAcuHours: 100 });
  expect(Object.keys(alarms(Template.fromStack(stack)))).toEqual(['CapacityAtMaximum', 'ReplicaLag', 'AcuHourBudget']);
});
