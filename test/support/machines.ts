import { SimulatedAccount } from '../../src/simulator/account';
import { VirtualClock } from '../../src/simulator/clock';
import { ExecutionHistory, Track } from '../../src/simulator/stepfunctions/history';
import { runStates } from '../../src/simulator/stepfunctions/interpreter';
import { parseDefinition } from '../../src/simulator/stepfunctions/parse-definition';
import { Scope } from '../../src/simulator/stepfunctions/scope';
import { StatesError, Stopped } from '../../src/simulator/stepfunctions/states-error';
import type { TaskCall } from '../../src/simulator/stepfunctions/task';
import { TaskTokens } from '../../src/simulator/stepfunctions/task-tokens';

export type Work = (parameters: unknown, clock: VirtualClock, call: TaskCall) => unknown;

/** Runs a machine that begins with state A; answers with its output, the virtual seconds that it took and the states that it left. */
export async function execute(States: object, input: unknown = {}, work: Work = () => null) {
  const clock = new VirtualClock();
  const history = new ExecutionHistory(clock);
  const tokens = new TaskTokens();
  clock.enter();
  const output = await runStates(parseDefinition(JSON.stringify({ StartAt: 'A', States })), input, {
    scope: new Scope(clock),
    track: new Track(history),
    tasks: { region: 'eu-west-1', tokens, run: async (call) => work(call.parameters, clock, call) },
    context: { Execution: { Id: 'arn:execution', Name: 'first' } },
  }).catch((error: unknown) => {
    if (error instanceof StatesError) return { error: error.error, cause: error.errorCause };
    if (error instanceof Stopped) return { stopped: error.status, error: error.error, cause: error.errorCause };
    throw error;
  });
  const states = history.events.flatMap(({ stateExitedEventDetails }) => stateExitedEventDetails?.name ?? []);
  return { output, seconds: clock.secondsSinceStart, states, types: history.events.map(({ type }) => type!) };
}

/** Fails so often, then is done. */
export function failing(times: number, ...errors: string[]): Work {
  let calls = 0;
  return () => {
    if (calls++ < times) throw new StatesError(errors[(calls - 1) % errors.length] ?? 'Runtime.ExitError', 'killed');
    return 'done';
  };
}

/** Puts a machine that begins with state A into an account. */
export function addMachine(account: SimulatedAccount, name: string, States: object, more: object = {}): string {
  const arn = `arn:aws:states:${account.region}:${account.accountId}:stateMachine:${name}`;
  account.machines.set(arn, { arn, definition: parseDefinition(JSON.stringify({ StartAt: 'A', States, ...more })) });
  return arn;
}
