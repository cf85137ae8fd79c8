import * as shapes from '@aws-sdk/client-sfn';
import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import type { SimulatedAccount } from '../account';
import type { Execution, Machine } from './execution';
import { Interpreter } from './interpreter';
import { StatesError } from './states-error';
import { AwsError } from '../wire/aws-error';
import { JsonProtocol } from '../wire/json-protocol';
import { operation, Service } from '../wire/service';

/** The same name with the same input is the same execution while it runs; afterwards the name is used up. */
const startExecution = operation<StartExecutionInput, StartExecutionOutput>(
  ['stateMachineArn', 'name', 'input'],
  (account, { stateMachineArn, name = `unnamed-${account.executions.size + 1}`, input = '{}' }) => {
    const machine = account.machines.get(stateMachineArn!);
    if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    const arn = `${stateMachineArn!.replace(':stateMachine:', ':execution:')}:${name}`;
    const before = account.executions.get(arn);
    if (before && (before.status !== 'RUNNING' || before.input !== input)) {
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const execution = before ?? start(account, { arn, name, input, machine });
    return { executionArn: arn, startDate: new Date(execution.startedAtMillis) };
  },
);

function start(account: SimulatedAccount, identity: { arn: string; name: string; input: string; machine: Machine }): Execution {
  const execution: Execution = { ...identity, startedAtMillis: account.clock.now, events: [], status: 'RUNNING', finished: Promise.resolve() };
  account.executions.set(identity.arn, execution);
  execution.finished = run(account, execution);
  return execution;
}

async function run(account: SimulatedAccount, execution: Execution): Promise<void> {
  const tasks = { run: (resource: string, input: unknown) => account.functions.invoke(resource, input) };
  const interpreter = new Interpreter(execution.machine.definition, account.clock, tasks, (event) => execution.events.push(event));
  account.clock.enter();
  try {
    execution.output = await interpreter.run(JSON.parse(execution.input));
    execution.status = 'SUCCEEDED';
  } catch (error) {
    execution.status = 'FAILED';
    [execution.error, execution.cause] = error instanceof StatesError ? [error.error, error.errorCause] : ['States.Runtime', String(error)];
  } finally {
    account.clock.leave();
  }
}

export const stepFunctions = new Service({
  name: 'states',
  shapes,
  protocols: [new JsonProtocol('1.0')],
  operations: { StartExecution: startExecution },
});
