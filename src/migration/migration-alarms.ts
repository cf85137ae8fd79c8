import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DIMENSION_ENGINE, METRIC_NAMESPACE, METRIC_PARKED, METRIC_UNCHANGED, METRIC_WAITING } from '../contract/metrics';

const STUCK_AFTER = Duration.hours(2);
const PERIOD = Duration.minutes(5);

/**
 * What a person should know of moves. Each alarm has a heading in `docs/runbook.md`.
 */
export class MigrationAlarms extends Construct {
  /**
   * AWS has shown no progress for two hours.
   */
  public readonly stuck: cloudwatch.Alarm;

  /**
   * An execution of the machine failed: it was refused, parked, or ended with a fault.
   */
  public readonly failed: cloudwatch.Alarm;

  /**
   * AWS blocks both ways: the database works, and a person must decide.
   */
  public readonly parked: cloudwatch.Alarm;

  /**
   * A move waits for approval or verification.
   */
  public readonly waiting: cloudwatch.Alarm;

  /** @internal */
  constructor(scope: Construct, id: string, engineName: string, machine: sfn.IStateMachine) {
    super(scope, id);
    const metric = (metricName: string) => new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE, metricName, dimensionsMap: { [DIMENSION_ENGINE]: engineName }, statistic: cloudwatch.Stats.MAXIMUM, period: PERIOD,
    });
    this.stuck = this.alarm('Stuck', metric(METRIC_UNCHANGED), STUCK_AFTER.toSeconds(), 'a move makes no progress');
    this.parked = this.alarm('Parked', metric(METRIC_PARKED), 1, 'AWS blocks a move both ways');
    this.waiting = this.alarm('Waiting', metric(METRIC_WAITING), 1, 'a move waits for approval or verification');
    this.failed = this.alarm('Failed', machine.metricFailed({ period: PERIOD }), 1, 'an execution of the machine failed');
  }

  private alarm(id: string, metric: cloudwatch.IMetric, threshold: number, what: string): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: `${what}. See docs/runbook.md, "${id}".`,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }
}
