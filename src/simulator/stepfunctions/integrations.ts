import type { SimulatedAccount } from '../account';
import type { Execution } from './execution';
import { requirePermission } from './permissions-of-tasks';
import { startExecution } from './start-execution';
import { StatesError } from './states-error';
import type { TaskCall, Tasks } from './task';
import { AwsError, notSimulated } from '../wire/aws-error';

type Parameters = Readonly<Record<string, unknown>>;
type Integration = (account: SimulatedAccount, parameters: Parameters, call: TaskCall) => Promise<unknown>;

const HTTP_OK = { SdkHttpMetadata: { HttpStatusCode: 200 } };

/** What Step Functions does by itself, by the resource of the task. */
const INTEGRATIONS: Readonly<Record<string, { readonly models: readonly string[]; readonly run: Integration }>> = {
  'lambda:invoke': {
    models: ['FunctionName', 'Payload'],
    run: async (account, { FunctionName, Payload }) => {
      const arn = String(FunctionName).startsWith('arn:') ? String(FunctionName)
        : `arn:aws:lambda:${account.region}:${account.accountId}:function:${FunctionName}`;
      return { ExecutedVersion: '$LATEST', Payload: await account.functions.invoke(arn, Payload ?? {}), StatusCode: 200, ...HTTP_OK };
    },
  },
  'sns:publish': {
    models: ['TopicArn', 'Message', 'Subject'],
    run: async (account, { TopicArn, Message, Subject }) => {
      const message = typeof Message === 'string' ? Message : JSON.stringify(Message);
      account.notifications.push({ atMillis: account.clock.now, topicArn: String(TopicArn), subject: Subject as string | undefined, message });
      return { MessageId: account.madeUp('', `notification/${account.notifications.length}`, 32), ...HTTP_OK };
    },
  },
  'aws-sdk:s3:putObject': {
    models: ['Bucket', 'Key', 'Body', 'ContentType'],
    run: async (account, { Bucket, Key, Body }) => {
      account.objects.set(`${String(Bucket)}/${String(Key)}`, typeof Body === 'string' ? Body : JSON.stringify(Body));
      return {};
    },
  },
  'states:startExecution': {
    models: ['StateMachineArn', 'Name', 'Input'],
    run: async (account, parameters) => {
      const execution = start(account, parameters);
      return { ExecutionArn: execution.arn, StartDate: new Date(execution.startedAtMillis).toISOString(), ...HTTP_OK };
    },
  },
  'states:startExecution.sync:2': { models: ['StateMachineArn', 'Name', 'Input'], run: runToItsEnd },
};

/** The tasks of machines in this account. */
export function accountTasks(account: SimulatedAccount, machineArn: string): Tasks {
  return {
    region: account.region,
    tokens: account.taskTokens,
    run: async (call) => {
      const { resource, parameters } = call;
      requirePermission(account, machineArn, resource, parameters);
      if (resource.split(':')[2] === 'lambda') return account.functions.invoke(resource, parameters);
      const integration = INTEGRATIONS[resource.replace(/^arn:[^:]+:states:::/, '')];
      if (!integration) throw notSimulated(`The task ${resource}`);
      const unknown = Object.keys(parameters as object).filter((parameter) => !integration.models.includes(parameter));
      if (unknown.length > 0) throw notSimulated(`The task ${resource} with ${unknown.join(', ')}`);
      return integration.run(account, parameters as Parameters, call);
    },
  };
}

function start(account: SimulatedAccount, { StateMachineArn, Name, Input = {} }: Parameters): Execution {
  try {
    const input = typeof Input === 'string' ? Input : JSON.stringify(Input);
    return startExecution(account, { stateMachineArn: String(StateMachineArn), name: Name as string | undefined, input });
  } catch (error) {
    if (error instanceof AwsError) throw new StatesError(`StepFunctions.${error.code}Exception`, error.message);
    throw error;
  }
}

/** A nested execution: its output as JSON. It ends with the task that waits for it. */
async function runToItsEnd(account: SimulatedAccount, parameters: Parameters, { scope }: TaskCall): Promise<unknown> {
  const execution = start(account, parameters);
  try {
    await scope.wait<void>((wake) => execution.whenEnded(() => wake()));
  } catch (error) {
    execution.stop();
    throw error;
  }
  const json = (text: string | undefined) => text === undefined ? undefined : JSON.parse(text) as unknown;
  const description = {
    ExecutionArn: execution.arn,
    Input: json(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    Output: json(execution.output),
    OutputDetails: { Included: true },
    StartDate: execution.startedAtMillis,
    StateMachineArn: execution.machine.arn,
    Status: execution.status,
    StopDate: execution.stoppedAtMillis,
    ...execution.error === undefined ? {} : { Error: execution.error, Cause: execution.cause },
  };
  if (execution.status !== 'SUCCEEDED') throw new StatesError('States.TaskFailed', JSON.stringify(description));
  return description;
}
