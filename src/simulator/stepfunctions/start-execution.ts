import type { SimulatedAccount } from '../account';
import { Execution } from './execution';
import { isTooLarge, MOST_PAYLOAD_BYTES, NAME_IS_TAKEN_MILLIS } from './limits';
import { AwsError } from '../wire/aws-error';

const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001F\u007F-\u009F]/;

export interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input: string;
}

/**
 * The same name with the same input is the same execution while it runs. Afterwards, and with another input, the name is
 * taken for 90 days. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecution(account: SimulatedAccount, request: StartRequest): Execution {
  const { stateMachineArn, input } = request;
  const name = request.name ?? account.madeUp('', `execution/${account.executions.size + 1}`, 32).toLowerCase();
  if (name === '' || name.length > 80 || FORBIDDEN_IN_NAMES.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  const machine = account.machines.get(stateMachineArn);
  if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
  requireInput(input);
  const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const before = account.executions.get(arn);
  if (before?.status === 'RUNNING' && before.input === input) return before;
  if (before && account.clock.now < (before.stoppedAtMillis ?? Infinity) + NAME_IS_TAKEN_MILLIS) {
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  }
  const execution = new Execution(account, { arn, name, machine, input });
  account.executions.set(arn, execution);
  return execution;
}

function requireInput(input: string): void {
  if (isTooLarge(input)) {
    throw new AwsError('ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MOST_PAYLOAD_BYTES}`);
  }
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${(error as Error).message}'`);
  }
}
