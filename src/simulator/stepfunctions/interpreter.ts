import type { VirtualClock } from '../clock';
import type { Definition, State, TaskState } from './definition';
import { readPath, writePath } from './paths';
import { isCaughtBy, StatesError } from './states-error';

export interface Tasks {
  /** Runs a task and answers with its result; throws a `StatesError`. */
  run(resource: string, input: unknown): Promise<unknown>;
}

export interface StateEvent {
  readonly atMillis: number;
  readonly state: string;
  readonly output?: unknown;
}

const DEFAULT_RETRY = { interval: 1, attempts: 3, backoff: 2 };

/** Runs one execution in virtual time. */
export class Interpreter {
  constructor(
    private readonly definition: Definition,
    private readonly clock: VirtualClock,
    private readonly tasks: Tasks,
    private readonly onEvent: (event: StateEvent) => void,
  ) {}

  async run(input: unknown): Promise<unknown> {
    let name: string | undefined = this.definition.StartAt;
    let data = input;
    while (name !== undefined) {
      const state: State = this.definition.States[name];
      if (!state) throw new StatesError('States.Runtime', `There is no state ${name}.`);
      const current: string = name;
      [data, name] = await this.enter(state, data);
      this.onEvent({ atMillis: this.clock.now, state: current, output: data });
    }
    return data;
  }

  /** The output of a state, and the name of the next one. */
  private async enter(state: State, raw: unknown): Promise<[unknown, string | undefined]> {
    if (state.Type === 'Fail') {
      throw new StatesError(
        state.ErrorPath ? String(readPath(state.ErrorPath, raw)) : state.Error ?? 'States.Failed',
        state.CausePath ? String(readPath(state.CausePath, raw)) : state.Cause ?? '',
      );
    }
    const input = readPath(state.InputPath ?? '$', raw);
    const output = (value: unknown) => readPath(state.OutputPath ?? '$', value);
    switch (state.Type) {
      case 'Succeed': return [output(input), undefined];
      case 'Pass': return [output(input), state.Next];
      case 'Choice': {
        const match = state.Choices.find((choice) => readPath(choice.Variable, input) === choice.StringEquals);
        const next = match?.Next ?? state.Default;
        if (next === undefined) throw new StatesError('States.NoChoiceMatched', 'No choice matched.');
        return [output(input), next];
      }
      case 'Wait':
        await this.clock.sleep(1000 * (state.Seconds ?? Number(readPath(state.SecondsPath!, input))));
        return [output(input), state.Next];
      case 'Task': return this.task(state, raw, input, output);
    }
  }

  private async task(state: TaskState, raw: unknown, input: unknown, output: (value: unknown) => unknown): Promise<[unknown, string | undefined]> {
    const attempts = new Map<object, number>();
    for (;;) {
      try {
        return [output(writePath(state.ResultPath, raw, await this.tasks.run(state.Resource, input))), state.Next];
      } catch (error) {
        if (!(error instanceof StatesError)) throw error;
        const retrier = state.Retry?.find(({ ErrorEquals }) => isCaughtBy(ErrorEquals, error));
        const attempt = retrier ? attempts.get(retrier) ?? 0 : 0;
        if (retrier && attempt < (retrier.MaxAttempts ?? DEFAULT_RETRY.attempts)) {
          attempts.set(retrier, attempt + 1);
          const delay = (retrier.IntervalSeconds ?? DEFAULT_RETRY.interval) * (retrier.BackoffRate ?? DEFAULT_RETRY.backoff) ** attempt;
          await this.clock.sleep(1000 * Math.min(retrier.MaxDelaySeconds ?? Infinity, delay));
          continue;
        }
        const catcher = state.Catch?.find(({ ErrorEquals }) => isCaughtBy(ErrorEquals, error));
        if (!catcher) throw error;
        return [writePath(catcher.ResultPath, raw, { Error: error.error, Cause: error.errorCause }), catcher.Next];
      }
    }
  }
}
