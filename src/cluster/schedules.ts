import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as targets from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { capacityProblems } from './cluster-problems';
import { IServerlessV2Cluster } from './cluster-ref';
import { failOnProblems } from './problems';
import { ServerlessV2Capacity } from './serverless-v2-capacity';

/**
 * Properties of a scheduled change of the capacity range.
 */
export interface CapacityScheduleProps {
  /**
   * The cluster.
   */
  readonly cluster: IServerlessV2Cluster;

  /**
   * When the range changes.
   */
  readonly schedule: scheduler.ScheduleExpression;

  /**
   * The range from then on.
   */
  readonly capacity: ServerlessV2Capacity;
}

/**
 * Changes the capacity range of a cluster at fixed times: a higher floor before a known peak, a lower ceiling at night.
 * EventBridge Scheduler calls RDS by itself; there is no Lambda function.
 *
 * Have one schedule for the beginning of a peak and one for its end. A deployment leaves the range as the last schedule
 * has set it, unless `capacity` of the cluster has changed in the template. The default of `max_connections` follows a
 * new maximum only after a reboot.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * new CapacitySchedule(this, 'BeforeTheShopOpens', {
 *   cluster: db,
 *   schedule: scheduler.ScheduleExpression.cron({ weekDay: 'MON-FRI', hour: '7', minute: '45', timeZone: TimeZone.EUROPE_ZURICH }),
 *   capacity: ServerlessV2Capacity.range({ min: 8, max: 32 }),
 * });
 */
export class CapacitySchedule extends Construct {
  constructor(scope: Construct, id: string, props: CapacityScheduleProps) {
    failOnProblems(scope, id, capacityProblems(props.capacity, props.cluster.engine));
    super(scope, id);
    const { minCapacity, maxCapacity, secondsUntilAutoPause } = props.capacity._render();
    call(this, 'Schedule', props.cluster, props.schedule, 'modifyDBCluster', {
      ServerlessV2ScalingConfiguration: {
        MinCapacity: minCapacity,
        MaxCapacity: maxCapacity,
        ...(secondsUntilAutoPause === undefined ? {} : { SecondsUntilAutoPause: secondsUntilAutoPause }),
      },
    });
  }
}

/**
 * Properties of a schedule that stops and starts a cluster.
 */
export interface StopStartScheduleProps {
  /**
   * The cluster.
   */
  readonly cluster: IServerlessV2Cluster;

  /**
   * When the cluster stops.
   */
  readonly stop: scheduler.ScheduleExpression;

  /**
   * When it starts again, at most seven days later: then AWS starts it anyway.
   */
  readonly start: scheduler.ScheduleExpression;
}

/**
 * Stops a cluster at fixed times and starts it again, for engine versions that cannot pause. EventBridge Scheduler calls
 * RDS by itself; there is no Lambda function.
 *
 * A cluster takes some minutes to stop and to start. While it is stopped nothing of it can be changed: a deployment that
 * tries so fails.
 *
 * @example
 * declare const db: ServerlessV2Cluster;
 * new StopStartSchedule(this, 'OfficeHours', {
 *   cluster: db,
 *   stop: scheduler.ScheduleExpression.cron({ weekDay: 'MON-FRI', hour: '19', minute: '0' }),
 *   start: scheduler.ScheduleExpression.cron({ weekDay: 'MON-FRI', hour: '7', minute: '0' }),
 * });
 */
export class StopStartSchedule extends Construct {
  constructor(scope: Construct, id: string, props: StopStartScheduleProps) {
    super(scope, id);
    call(this, 'Stop', props.cluster, props.stop, 'stopDBCluster');
    call(this, 'Start', props.cluster, props.start, 'startDBCluster');
  }
}

/** Scheduler names the parameters as the AWS SDK for Java does: `DbClusterIdentifier`. */
function call(
  scope: Construct, id: string, cluster: IServerlessV2Cluster, schedule: scheduler.ScheduleExpression, action: string, parameters: object = {},
): void {
  new scheduler.Schedule(scope, id, {
    schedule,
    target: new targets.Universal({
      service: 'rds',
      action,
      input: scheduler.ScheduleTargetInput.fromObject({ DbClusterIdentifier: cluster.clusterIdentifier, ...parameters }),
      policyStatements: [new iam.PolicyStatement({ actions: [`rds:${action[0].toUpperCase()}${action.slice(1)}`], resources: [cluster.clusterArn] })],
    }),
  });
}
