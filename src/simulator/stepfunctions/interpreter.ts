import { branchesOf } from './branches';
import { matches } from './choices';
import type { Definition, FailState, PassState, State, WaitState, WorkState } from './definition';
import type { Track } from './history';
import { payload } from './limits';
import { readPath, type Sources, writePath } from './paths';
import { fill, valueOrPath } from './payload-template';
import { retrying } from './retrying';
import type { Scope } from './scope';
import { isCaughtBy, runtimeError, StatesError, Stopped } from './states-error';
import { perform, type Tasks } from './task';

/** Where a sequence of states runs: the machine itself, a branch, an iteration. */
export interface Thread {
  readonly scope: Scope;
  readonly track: Track;
  readonly tasks: Tasks;
  /** What `$$` shows, but for the state. */
  readonly context: object;
}

interface Step {
  readonly output: unknown;
  /** Nothing at the end. */
  readonly next?: string;
}

/** Runs states, one after the other, in virtual time. */
export async function runStates(definition: Definition, input: unknown, thread: Thread): Promise<unknown> {
  let step: Step = { output: input, next: definition.StartAt };
  while (step.next !== undefined) step = await runState(step.next, definition.States[step.next], step.output, thread);
  return step.output;
}

async function runState(name: string, state: State | undefined, raw: unknown, thread: Thread): Promise<Step> {
  if (!state) throw runtimeError(`There is no state ${name}.`);
  const { scope, track } = thread;
  track.record(`${state.Type}StateEntered`, { stateEnteredEventDetails: { name, input: payload(raw, name) } });
  const entered = track.lastId;
  const context = { ...thread.context, State: { Name: name, EnteredTime: new Date(scope.clock.now).toISOString(), RetryCount: 0 } };
  try {
    const step = await enter(name, state, raw, { ...thread, context });
    track.record(`${state.Type as Exclude<State['Type'], 'Fail'>}StateExited`, { stateExitedEventDetails: { name, output: payload(step.output, name) } });
    return step;
  } catch (error) {
    if (error instanceof Stopped && error.status === 'ABORTED' && isAbortable(state)) track.record(`${state.Type}StateAborted`);
    if (!(error instanceof StatesError) || error.error !== 'States.Runtime') throw error;
    throw runtimeError(`An error occurred while executing the state '${name}' (entered at the event id #${entered}). ${error.errorCause}`);
  }
}

function isAbortable(state: State): state is WorkState | WaitState {
  return ['Task', 'Wait', 'Map', 'Parallel'].includes(state.Type);
}

async function enter(name: string, state: State, raw: unknown, thread: Thread): Promise<Step> {
  if (state.Type === 'Fail') throw failure(state, { data: raw, context: thread.context });
  const { context } = thread;
  const input = select(state.InputPath, raw, context);
  const sources: Sources = { data: input, context };
  const step = (result: unknown, next?: string): Step => ({ output: select(state.OutputPath, result, context), next });
  switch (state.Type) {
    case 'Succeed': return step(input);
    case 'Pass': return step(writePath(state.ResultPath, raw, passed(state, sources)), state.Next);
    case 'Choice': {
      const next = state.Choices.find((rule) => matches(rule, sources))?.Next ?? state.Default;
      if (next === undefined) throw runtimeError('Failed to transition out of the state. The state does not point to a next state.');
      return step(input, next);
    }
    case 'Wait':
      await thread.scope.sleep(waitMillis(state, sources, thread.scope.clock.now));
      return step(input, state.Next);
    default: return work(name, state, raw, sources, thread, step);
  }
}

/** A path of `null` selects an empty object. */
function select(path: string | null | undefined, data: unknown, context: object): unknown {
  return path === null ? {} : readPath(path ?? '$', { data, context });
}

function failure(state: FailState, sources: Sources): StatesError {
  return new StatesError(String(valueOrPath(state, 'Error', sources) ?? ''), String(valueOrPath(state, 'Cause', sources) ?? ''));
}

function passed(state: PassState, sources: Sources): unknown {
  if ('Result' in state) return state.Result;
  return state.Parameters === undefined ? sources.data : fill(state.Parameters, sources);
}

function waitMillis(state: WaitState, sources: Sources, now: number): number {
  if (state.Timestamp !== undefined || state.TimestampPath !== undefined) {
    const moment = Date.parse(String(valueOrPath(state, 'Timestamp', sources)));
    if (Number.isNaN(moment)) throw runtimeError(`The Timestamp of the Wait state is no timestamp: ${valueOrPath(state, 'Timestamp', sources)}`);
    return Math.max(0, moment - now);
  }
  const seconds = valueOrPath(state, 'Seconds', sources);
  if (!Number.isInteger(seconds) || Number(seconds) < 0) {
    throw runtimeError(`The Seconds of the Wait state must be a whole number from 0, got ${JSON.stringify(seconds)}`);
  }
  return 1000 * Number(seconds);
}

/** Task, Parallel and Map: with Retry and Catch around them. */
async function work(
  name: string, state: WorkState, raw: unknown, sources: Sources, thread: Thread, step: (result: unknown, next?: string) => Step,
): Promise<Step> {
  try {
    const result = await retrying(state.Retry ?? [], thread.scope, async (retries) => {
      const attempt = { ...thread, context: { ...sources.context, State: { ...(sources.context as { State: object }).State, RetryCount: retries } } };
      const value = state.Type === 'Task' ? await perform(name, state, sources.data, attempt) : await branchesOf(name, state, sources.data, attempt);
      payload(value, name);
      return state.ResultSelector === undefined ? value : fill(state.ResultSelector, { data: value, context: attempt.context });
    });
    return step(writePath(state.ResultPath, raw, result), state.Next);
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    const catcher = state.Catch?.find(({ ErrorEquals }) => isCaughtBy(ErrorEquals, error));
    if (!catcher) throw error;
    return { output: writePath(catcher.ResultPath, raw, { Error: error.error, Cause: error.errorCause }), next: catcher.Next };
  }
}
