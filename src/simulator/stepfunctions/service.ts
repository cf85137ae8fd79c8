import * as shapes from '@aws-sdk/client-sfn';
import type * as sfn from '@aws-sdk/client-sfn';
import { describeExecution, findExecution, listItem, page } from './describe';
import { isTooLarge, MOST_PAYLOAD_BYTES } from './limits';
import { startExecution } from './start-execution';
import { AwsError } from '../wire/aws-error';
import { JsonProtocol } from '../wire/json-protocol';
import { operation, Service } from '../wire/service';

const start = operation<sfn.StartExecutionInput, sfn.StartExecutionOutput>(
  ['stateMachineArn', 'name', 'input'],
  (account, { stateMachineArn, name, input = '{}' }) => {
    const { arn, startedAtMillis } = startExecution(account, { stateMachineArn: stateMachineArn!, name, input });
    return { executionArn: arn, startDate: new Date(startedAtMillis) };
  },
);

const describe = operation<sfn.DescribeExecutionInput, sfn.DescribeExecutionOutput>(
  ['executionArn'], (account, { executionArn }) => describeExecution(findExecution(account, executionArn)),
);

/** The newest first. */
const list = operation<sfn.ListExecutionsInput, sfn.ListExecutionsOutput>(
  ['stateMachineArn', 'statusFilter', 'maxResults', 'nextToken'],
  (account, { stateMachineArn, statusFilter, ...paging }) => {
    if (!account.machines.has(stateMachineArn!)) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    const found = [...account.executions.values()]
      .filter(({ machine, status }) => machine.arn === stateMachineArn && (statusFilter === undefined || status === statusFilter));
    const { items, nextToken } = page(found.reverse(), paging);
    return { executions: items.map(listItem), nextToken };
  },
);

const stop = operation<sfn.StopExecutionInput, sfn.StopExecutionOutput>(
  ['executionArn', 'error', 'cause'],
  (account, { executionArn, error, cause }) => {
    const execution = findExecution(account, executionArn);
    execution.stop(error, cause);
    return { stopDate: new Date(execution.stoppedAtMillis!) };
  },
);

const history = operation<sfn.GetExecutionHistoryInput, sfn.GetExecutionHistoryOutput>(
  ['executionArn', 'maxResults', 'reverseOrder', 'nextToken'],
  (account, { executionArn, reverseOrder, ...paging }) => {
    const { events } = findExecution(account, executionArn).history;
    const { items, nextToken } = page(reverseOrder ? [...events].reverse() : events, paging);
    return { events: items, nextToken };
  },
);

const sendSuccess = operation<sfn.SendTaskSuccessInput, sfn.SendTaskSuccessOutput>(['taskToken', 'output'], (account, { taskToken, output }) => {
  const holder = account.taskTokens.holder(taskToken!);
  holder.succeed(parseOutput(output!));
  return {};
});

const sendFailure = operation<sfn.SendTaskFailureInput, sfn.SendTaskFailureOutput>(
  ['taskToken', 'error', 'cause'],
  (account, { taskToken, error = '', cause = '' }) => {
    account.taskTokens.holder(taskToken!).fail(error, cause);
    return {};
  },
);

const sendHeartbeat = operation<sfn.SendTaskHeartbeatInput, sfn.SendTaskHeartbeatOutput>(['taskToken'], (account, { taskToken }) => {
  account.taskTokens.holder(taskToken!).beat();
  return {};
});

function parseOutput(output: string): unknown {
  if (isTooLarge(output)) {
    throw new AwsError('ValidationException',
      `1 validation error detected: Value at 'output' failed to satisfy constraint: Member must have length less than or equal to ${MOST_PAYLOAD_BYTES}`);
  }
  try {
    return JSON.parse(output);
  } catch (error) {
    throw new AwsError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
  }
}

export const stepFunctions = new Service({
  name: 'states',
  shapes,
  protocols: [new JsonProtocol('1.0')],
  operations: {
    StartExecution: start,
    DescribeExecution: describe,
    ListExecutions: list,
    StopExecution: stop,
    GetExecutionHistory: history,
    SendTaskSuccess: sendSuccess,
    SendTaskFailure: sendFailure,
    SendTaskHeartbeat: sendHeartbeat,
  },
});
