import { Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { alarmsOf, describe } from './alarms';
import { monitored } from './monitored-cluster';
import { widgetsOf } from './widgets';
import { failOnProblems } from '../cluster/problems';

/**
 * Properties of the monitoring of a cluster.
 */
export interface ServerlessV2MonitoringProps {
  /**
   * The cluster, of this library or a plain one.
   */
  readonly cluster: rds.IDatabaseCluster;

  /**
   * Who is told by the alarms.
   *
   * @default - nobody; the alarms are there to be looked at
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * What the cluster may use in a month, in ACU-hours. The alarm goes off on the first day that uses more than a
   * thirtieth of it.
   *
   * One member that stays at 0.5 ACUs uses 360 in 30 days.
   *
   * @default - no budget
   */
  readonly monthlyAcuHours?: number;

  /**
   * Whether there is a dashboard.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}

/**
 * A dashboard and alarms for a Serverless v2 cluster: capacity of each member against its tier and range, utilization,
 * connections against the predicted maximum, latencies, replica lag, pauses and the ACU-hours.
 *
 * Each alarm says where the runbook begins. There is no alarm that cannot go off: connections need a range that is known
 * at synth, replica lag a reader, pauses a minimum of 0.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * declare const topic: sns.Topic;
 * new ServerlessV2Monitoring(this, 'Monitoring', {
 *   cluster: db,
 *   alarmActions: [new cloudwatch_actions.SnsAction(topic)],
 *   monthlyAcuHours: 2000,
 * });
 */
export class ServerlessV2Monitoring extends Construct {
  /**
   * The dashboard, unless there is none.
   */
  public readonly dashboard?: cloudwatch.Dashboard;

  /**
   * The alarms, by their construct ids.
   */
  public readonly alarms: { [id: string]: cloudwatch.Alarm };

  constructor(scope: Construct, id: string, props: ServerlessV2MonitoringProps) {
    failOnProblems(scope, id, problemsOf(props));
    super(scope, id);
    const cluster = monitored(props.cluster);
    if (props.dashboard ?? true) {
      this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', { widgets: widgetsOf(props.cluster.node.id, cluster) });
    }
    this.alarms = Object.fromEntries(alarmsOf(cluster, props.monthlyAcuHours).map((alarm) => [alarm.id, new cloudwatch.Alarm(this, alarm.id, {
      metric: alarm.metric,
      threshold: alarm.threshold,
      evaluationPeriods: alarm.evaluationPeriods,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      alarmDescription: describe(alarm),
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    })]));
    for (const alarm of Object.values(this.alarms)) alarm.addAlarmAction(...props.alarmActions ?? []);
  }
}

function problemsOf({ monthlyAcuHours }: ServerlessV2MonitoringProps) {
  const possible = monthlyAcuHours === undefined || Token.isUnresolved(monthlyAcuHours) || monthlyAcuHours > 0;
  return possible ? [] : [{
    code: 'PROPERTY_INVALID', message: `\`monthlyAcuHours\` must be above 0, got ${monthlyAcuHours}.`, remedy: 'Leave it out for no budget.',
  }];
}
