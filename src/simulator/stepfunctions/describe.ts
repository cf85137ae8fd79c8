import type { DescribeExecutionOutput, ExecutionListItem } from '@aws-sdk/client-sfn';
import type { SimulatedAccount } from '../account';
import type { Execution } from './execution';
import { AwsError } from '../wire/aws-error';

export function findExecution(account: SimulatedAccount, arn: string | undefined): Execution {
  const execution = account.executions.get(arn!);
  if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return execution;
}

export function listItem({ arn, name, machine, status, startedAtMillis, stoppedAtMillis }: Execution): ExecutionListItem {
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status,
    startDate: new Date(startedAtMillis),
    stopDate: stoppedAtMillis === undefined ? undefined : new Date(stoppedAtMillis),
  };
}

export function describeExecution(execution: Execution): DescribeExecutionOutput {
  const { input, output, error, cause } = execution;
  return {
    ...listItem(execution),
    input,
    inputDetails: { included: true },
    output,
    outputDetails: output === undefined ? undefined : { included: true },
    error,
    cause,
  } as DescribeExecutionOutput;
}

interface Paging {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** A page of a list. The token is where the next one begins. */
export function page<T>(all: readonly T[], { maxResults = 100, nextToken }: Paging): { items: T[]; nextToken?: string } {
  const from = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(from)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  const to = from + (maxResults || 100);
  return { items: all.slice(from, to), nextToken: to < all.length ? String(to) : undefined };
}
