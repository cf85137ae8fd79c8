import type { DescribeExecutionOutput, ExecutionListItem } from '@aws-sdk/client-sfn';
import type { SimulatedAccount } from '../account';
import type { Execution } from './execution';
import { AwsError } from '../wire/aws-error';
import { pageOf } from '../wire/page';

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

const LARGEST_PAGE = 100;

interface Paging {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** A page of a list. */
export function page<T>(all: readonly T[], { maxResults, nextToken = '0' }: Paging): { items: T[]; nextToken?: string } {
  if (!Number.isInteger(Number(nextToken))) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  const { items, next } = pageOf(all, maxResults || LARGEST_PAGE, nextToken);
  return { items, nextToken: next };
}
