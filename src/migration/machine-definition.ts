import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import type { TurnResult, TurnStatus } from '../contract/turn';

/** Paths into the result of a turn, by the names of its fields. */
const path = (field: keyof TurnResult) => `$.${field}`;
const status = (value: TurnStatus) => sfn.Condition.stringEquals(path('status'), value);

/**
 * Advance → what came of it? → Wait → Advance. A turn that failed is repeated: it looks again before it changes
 * anything. 8 repetitions with 5, 10, 20, 40 and then 60 seconds between them outlast about 6 minutes of trouble.
 */
const RETRY: sfn.RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(5),
  backoffRate: 2,
  maxDelay: Duration.minutes(1),
  maxAttempts: 8,
};

/** The loop as states. */
export function machineDefinition(scope: Construct, advance: lambda.IFunction): sfn.IChainable {
  const turn = new tasks.LambdaInvoke(scope, 'Advance one step', {
    lambdaFunction: advance,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
  }).addRetry(RETRY);
  const wait = new sfn.Wait(scope, 'Wait for AWS', { time: sfn.WaitTime.secondsPath(path('waitSeconds')) });
  const failed = (id: string, error: string) => new sfn.Fail(scope, id, { error, causePath: path('message') });
  return turn.next(new sfn.Choice(scope, 'What came of it?')
    .when(status('running'), wait.next(turn))
    .when(status('migrated'), new sfn.Succeed(scope, 'Migrated'))
    .when(status('restored'), new sfn.Succeed(scope, 'Restored'))
    .when(status('refused'), failed('Refused', 'REFUSED'))
    .otherwise(failed('Parked', 'PARKED')));
}
