import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import type { Answer, TurnRequest, TurnResult, TurnStatus } from '../contract/turn';

/** Paths into the result of a turn, by the names of its fields. */
const path = (field: keyof TurnResult | keyof TurnRequest) => `$.${field}`;
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

/** An execution has at most 25,000 events, and an undisturbed turn takes 9: a successor begins while there is room for repetitions. */
const MOST_TURNS = 1800;

export interface MachineOptions {
  readonly advance: lambda.IFunction;
  readonly approvalTopic?: sns.ITopic;
  readonly reportBucket?: s3.IBucket;
}

/** The loop as states. */
export function machineDefinition(scope: Construct, { advance, approvalTopic, reportBucket }: MachineOptions): sfn.IChainable {
  const turn = new tasks.LambdaInvoke(scope, 'Advance one step', {
    lambdaFunction: advance,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
  }).addRetry(RETRY);
  const wait = new sfn.Wait(scope, 'Wait for AWS', { time: sfn.WaitTime.secondsPath(path('waitSeconds')) });
  const isLong = sfn.Condition.and(status('running'), sfn.Condition.isPresent('$.run.turns'), sfn.Condition.numberGreaterThanEquals('$.run.turns', MOST_TURNS));
  return turn.next(new sfn.Choice(scope, 'What came of it?')
    .when(isLong, successor(scope))
    .when(status('running'), wait.next(turn))
    .when(status('waiting for approval'), approvalTopic ? askForApproval(scope, approvalTopic, turn) : nobodyToAsk(scope))
    .when(status('waiting for verification'), verify(scope, turn))
    .otherwise(end(scope, reportBucket)));
}

/** Named after the first execution and its number: whoever is started twice runs once. */
function successor(scope: Construct): sfn.IChainable {
  const begin = new sfn.CustomState(scope, 'Start the successor', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Parameters: {
        'StateMachineArn.$': '$$.StateMachine.Id',
        'Name.$': "States.Format('{}-{}', $.run.name, States.MathAdd($.run.number, 1))",
        'Input': {
          'clusterResourceId.$': path('clusterResourceId'),
          'memory.$': path('memory'),
          'run': { 'name.$': '$.run.name', 'number.$': 'States.MathAdd($.run.number, 1)', 'turns': 0 },
        },
      },
      ResultPath: null,
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxDelaySeconds: 60, MaxAttempts: 8 }],
    },
  });
  return begin.next(new sfn.Succeed(scope, 'Continued by the successor'));
}

function askForApproval(scope: Construct, topic: sns.ITopic, turn: sfn.State): sfn.IChainable {
  const ask = new tasks.SnsPublish(scope, 'Ask for approval', {
    topic,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    subject: 'A move to Serverless v2 waits for approval',
    message: sfn.TaskInput.fromObject({
      question: sfn.JsonPath.stringAt(path('message')),
      report: sfn.JsonPath.objectAt(path('report')),
      taskToken: sfn.JsonPath.taskToken,
      approve: "aws stepfunctions send-task-success --task-output '{}' --task-token TOKEN",
      reject: 'aws stepfunctions send-task-failure --cause REASON --task-token TOKEN',
    }),
    resultSelector: { question: 'approval', accepted: true, detail: 'by task token' } satisfies Answer,
    resultPath: path('answer'),
  });
  return answered(scope, ask, 'approval', turn);
}

/** The function comes with the migration. What it throws is the reason why the old members stay. */
function verify(scope: Construct, turn: sfn.State): sfn.IChainable {
  const ask = new sfn.CustomState(scope, 'Verify', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { 'FunctionName.$': path('verifier'), 'Payload': { 'clusterResourceId.$': path('clusterResourceId'), 'report.$': path('report') } },
      ResultSelector: { question: 'verification', accepted: true, detail: 'by the function' } satisfies Answer,
      ResultPath: path('answer'),
      Retry: [{ ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'], IntervalSeconds: 5, MaxAttempts: 6 }],
    },
  });
  return answered(scope, ask, 'verification', turn);
}

function answered(scope: Construct, ask: tasks.SnsPublish | sfn.CustomState, question: Answer['question'], turn: sfn.State): sfn.IChainable {
  const no = new sfn.Pass(scope, `No ${question}`, {
    parameters: { 'question': question, 'accepted': false, 'detail.$': '$.failure.Cause' },
    resultPath: path('answer'),
  });
  ask.addCatch(no.next(turn), { resultPath: '$.failure' });
  return ask.next(turn);
}

function nobodyToAsk(scope: Construct): sfn.Fail {
  return new sfn.Fail(scope, 'Nobody to ask', { error: 'NOBODY_TO_ASK', cause: 'The engine has no approval topic.' });
}

/** The report outlives the history of the execution. */
function end(scope: Construct, bucket: s3.IBucket | undefined): sfn.IChainable {
  const failed = (id: string, error: string) => new sfn.Fail(scope, id, { error, causePath: path('message') });
  const outcome = new sfn.Choice(scope, 'How did it end?')
    .when(status('migrated'), new sfn.Succeed(scope, 'Migrated'))
    .when(status('restored'), new sfn.Succeed(scope, 'Restored'))
    .when(status('refused'), failed('Refused', 'REFUSED'))
    .otherwise(failed('Parked', 'PARKED'));
  if (!bucket) return outcome;
  const put = (id: string, body: string, extension: string) => new tasks.CallAwsService(scope, id, {
    service: 's3',
    action: 'putObject',
    parameters: {
      Bucket: bucket.bucketName,
      Key: sfn.JsonPath.format(`moves/{}/{}.${extension}`, sfn.JsonPath.stringAt(path('clusterResourceId')), sfn.JsonPath.stringAt('$$.Execution.Name')),
      Body: sfn.JsonPath.objectAt(body),
      ContentType: extension === 'html' ? 'text/html; charset=utf-8' : 'application/json',
    },
    iamResources: [bucket.arnForObjects('moves/*')],
    resultPath: sfn.JsonPath.DISCARD,
  }).addRetry(RETRY);
  return put('Write the report', path('report'), 'json').next(put('Write the report as a page', path('reportPage'), 'html')).next(outcome);
}
