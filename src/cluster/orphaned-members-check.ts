import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { lookStatements, stackStatements } from './permissions';
import { ENV_CLUSTER_IDENTIFIER, ENV_STACK_ID } from '../contract/environment';
import { DIMENSION_CLUSTER, METRIC_NAMESPACE, METRIC_ORPHANED_MEMBERS } from '../contract/metrics';
import { OrphanedMembersFunction } from '../handlers/orphaned-members-function';

export interface OrphanedMembersCheckProps {
  readonly cluster: rds.IDatabaseCluster;
  readonly logGroup: logs.LogGroup;
}

const EVERY = Duration.hours(1);

/** Looks every hour whether CloudFormation has left members behind: they cost money, and may become the writer. */
export class OrphanedMembersCheck extends Construct {
  readonly alarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, { cluster, logGroup }: OrphanedMembersCheckProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of [...lookStatements(stack), ...stackStatements(stack)]) role.addToPolicy(statement);
    const handler = new OrphanedMembersFunction(this, 'Handler', {
      role,
      logGroup,
      memorySize: 256,
      timeout: Duration.minutes(1),
      environment: { [ENV_CLUSTER_IDENTIFIER]: cluster.clusterIdentifier, [ENV_STACK_ID]: stack.stackId },
    });
    new events.Rule(this, 'Hourly', { schedule: events.Schedule.rate(EVERY), targets: [new targets.LambdaFunction(handler)] });
    this.alarm = new cloudwatch.Alarm(this, 'Alarm', {
      alarmDescription: 'DB instances are in the cluster but not in the stack. See docs/runbook.md, "Orphaned members".',
      metric: new cloudwatch.Metric({
        namespace: METRIC_NAMESPACE,
        metricName: METRIC_ORPHANED_MEMBERS,
        dimensionsMap: { [DIMENSION_CLUSTER]: cluster.clusterIdentifier },
        statistic: cloudwatch.Stats.MAXIMUM,
        period: EVERY,
      }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }
}
