import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoredCluster, MonitoredMember } from './monitored-cluster';

const HALF = 12;
const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;

/** One row for each question that a person has about a Serverless v2 cluster. */
export function widgetsOf(name: string, { members, range, maxConnections }: MonitoredCluster): cloudwatch.IWidget[][] {
  const serverless = members.filter((member) => member.serverless);
  const ends = range ? [{ value: range.maxAcu, label: 'maximum' }, { value: range.minAcu, label: 'minimum' }] : [];
  return [
    [new cloudwatch.TextWidget({ markdown: summary(name, members, range, maxConnections), width: 2 * HALF, height: 3 })],
    [
      graph('Capacity (ACUs)', serverless.map((member) => member.metrics.capacityInAcu({ label: labelOf(member) })), ends),
      graph('Utilization (% of the maximum)', serverless.map((member) => member.metrics.utilizationInPercent({ label: labelOf(member) }))),
    ],
    [
      graph('Connections', members.map(({ metrics }) => metrics.connections()), maxConnections ? [{ value: maxConnections, label: 'predicted max_connections' }] : []),
      graph('Replica lag (ms)', members.map(({ metrics }) => metrics.replicaLagInMillis())),
    ],
    [
      graph('Commit latency (ms)', members.map(({ metrics }) => metrics.commitLatencyInMillis())),
      graph('Read latency of the storage (s)', members.map(({ metrics }) => metrics.readLatencyInSeconds())),
    ],
    [graph('Paused (1) and awake (0)', serverless.map(pausedOf))],
  ];
}

function graph(title: string, left: cloudwatch.IMetric[], leftAnnotations: cloudwatch.HorizontalAnnotation[] = []): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, leftAnnotations, leftYAxis: { min: 0, showUnits: false }, width: HALF });
}

/** Steps up when a member pauses, and down when it resumes. */
function pausedOf({ metrics }: MonitoredMember, index: number): cloudwatch.IMetric {
  const id = `capacity${index}`;
  return new cloudwatch.MathExpression({ expression: `IF(${id} == 0, 1, 0)`, usingMetrics: { [id]: metrics.capacityInAcu({ statistic: 'Maximum' }) }, label: metrics.name });
}

function labelOf({ metrics, promotionTier }: MonitoredMember): string {
  return promotionTier === undefined ? metrics.name : `${metrics.name} (tier ${promotionTier}, ${behaviour(promotionTier)})`;
}

function behaviour(promotionTier: number): string {
  return promotionTier <= LAST_TIER_THAT_FOLLOWS_THE_WRITER ? 'follows the writer' : 'scales by itself';
}

function summary(name: string, members: readonly MonitoredMember[], range: MonitoredCluster['range'], maxConnections?: number): string {
  return [
    `# ${name}`,
    range ? `${range.minAcu} to ${range.maxAcu} ACUs for each of ${members.length} members.` : `${members.length} members.`,
    maxConnections ? `max_connections is ${maxConnections} by default, once the members have been rebooted.` : '',
  ].join('\n\n').trim();
}
