import type { TaskState } from './definition';
import type { Thread } from './interpreter';
import { payload } from './limits';
import { fill, valueOrPath } from './payload-template';
import type { Scope } from './scope';
import { runtimeError, StatesError } from './states-error';
import { TaskJournal } from './task-journal';
import type { TaskTokens } from './task-tokens';

export interface TaskCall {
  /** The resource without its way of waiting, such as `.waitForTaskToken`. */
  readonly resource: string;
  readonly parameters: unknown;
  /** The attempt: stopped when nobody needs its result any more. */
  readonly scope: Scope;
}

/** What tasks reach. */
export interface Tasks {
  readonly region: string;
  readonly tokens: TaskTokens;
  /** Does what a resource says and answers with its result; throws a `StatesError`. */
  run(call: TaskCall): Promise<unknown>;
}

const WAITS_FOR_TOKEN = '.waitForTaskToken';

/** One attempt of a Task state. */
export async function perform(name: string, state: TaskState, input: unknown, thread: Thread): Promise<unknown> {
  const { tasks, scope } = thread;
  const token = state.Resource.endsWith(WAITS_FOR_TOKEN) ? tasks.tokens.issue() : undefined;
  const context = token === undefined ? thread.context : { ...thread.context, Task: { Token: token } };
  const parameters = state.Parameters === undefined ? input : fill(state.Parameters, { data: input, context });
  const timeout = seconds(state, 'TimeoutSeconds', input, context);
  const heartbeat = seconds(state, 'HeartbeatSeconds', input, context);
  const journal = new TaskJournal(state.Resource, tasks.region, thread.track);
  journal.scheduled(payload(parameters, name), timeout, heartbeat);
  const resource = token === undefined ? state.Resource : state.Resource.slice(0, -WAITS_FOR_TOKEN.length);
  try {
    const result = await scope.within((attempt) => {
      if (timeout !== undefined) expire(attempt, timeout, 'States.Timeout');
      const call = () => tasks.run({ resource, parameters, scope: attempt });
      if (token === undefined) return attempt.wait((wake, fail) => attempt.run(call, wake, fail));
      return callback({ tokens: tasks.tokens, token, heartbeat, attempt, call, submitted: (answer) => journal.submitted(answer) });
    });
    journal.succeeded(payload(result, name));
    return result;
  } catch (error) {
    if (error instanceof StatesError) journal.failed(error);
    throw error;
  } finally {
    if (token !== undefined) tasks.tokens.release(token);
  }
}

function seconds(state: TaskState, field: 'TimeoutSeconds' | 'HeartbeatSeconds', input: unknown, context: object): number | undefined {
  const value = valueOrPath(state, field, { data: input, context });
  if (value === undefined || (Number.isInteger(value) && Number(value) > 0)) return value as number | undefined;
  throw runtimeError(`${field} must be a whole number from 1, got ${JSON.stringify(value)}`);
}

function expire(attempt: Scope, after: number, error: string): void {
  attempt.clock.schedule(after * 1000, () => attempt.stop(new StatesError(error, '')));
}

interface Callback {
  readonly tokens: TaskTokens;
  readonly token: string;
  readonly heartbeat: number | undefined;
  readonly attempt: Scope;
  readonly call: () => Promise<unknown>;
  readonly submitted: (answer: unknown) => void;
}

/** Waits until the token comes back. What the call itself answers does not count, unless it fails. */
function callback({ tokens, token, heartbeat, attempt, call, submitted }: Callback): Promise<unknown> {
  return attempt.wait((wake, fail) => {
    let lastBeat = attempt.clock.now;
    const watch = () => {
      const due = lastBeat + heartbeat! * 1000;
      if (due <= attempt.clock.now) attempt.stop(new StatesError('States.HeartbeatTimeout', ''));
      else attempt.clock.schedule(due - attempt.clock.now, watch);
    };
    if (heartbeat !== undefined) watch();
    tokens.hold(token, {
      succeed: (output) => {
        tokens.release(token);
        wake(output);
      },
      fail: (error, cause) => {
        tokens.release(token);
        fail(new StatesError(error, cause));
      },
      beat: () => lastBeat = attempt.clock.now,
    });
    attempt.run(call, (answer) => {
      if (tokens.isHeld(token)) submitted(answer);
    }, fail);
  });
}
