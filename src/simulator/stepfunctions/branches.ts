import type { MapState, ParallelState } from './definition';
import { runStates, type Thread } from './interpreter';
import { MOST_INLINE_ITERATIONS } from './limits';
import { readPath } from './paths';
import { fill, valueOrPath } from './payload-template';
import { runtimeError, Stopped } from './states-error';

const stopped = () => new Stopped('ABORTED');

/** The results of all branches or iterations, in order. The first failure is the state's, and ends the others. */
export async function branchesOf(name: string, state: ParallelState | MapState, input: unknown, thread: Thread): Promise<unknown[]> {
  try {
    const results = state.Type === 'Parallel' ? await parallel(state, input, thread) : await map(name, state, input, thread);
    thread.track.record(`${state.Type}StateSucceeded`);
    return results;
  } catch (error) {
    if (!(error instanceof Stopped)) thread.track.record(`${state.Type}StateFailed`);
    throw error;
  }
}

function parallel(state: ParallelState, input: unknown, thread: Thread): Promise<unknown[]> {
  thread.track.record('ParallelStateStarted');
  const branchInput = state.Parameters === undefined ? input : fill(state.Parameters, { data: input, context: thread.context });
  const jobs = state.Branches.map((branch) => (scope: Thread['scope']) => runStates(branch, branchInput, { ...thread, scope, track: thread.track.fork() }));
  return thread.scope.together(jobs, jobs.length, stopped);
}

function map(name: string, state: MapState, input: unknown, thread: Thread): Promise<unknown[]> {
  const sources = { data: input, context: thread.context };
  const items = readPath(state.ItemsPath ?? '$', sources);
  if (!Array.isArray(items)) throw runtimeError(`Reference path "${state.ItemsPath ?? '$'}" must point to array.`);
  thread.track.record('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const selector = state.ItemSelector ?? state.Parameters;
  const jobs = items.map((value: unknown, index) => async (scope: Thread['scope']) => {
    const context = { ...thread.context, Map: { Item: { Index: index, Value: value } } };
    const itemInput = selector === undefined ? value : fill(selector, { data: input, context });
    return iterate(name, index, { ...thread, scope, context, track: thread.track.fork() },
      (iteration) => runStates((state.ItemProcessor ?? state.Iterator)!, itemInput, iteration));
  });
  const asked = Number(valueOrPath(state, 'MaxConcurrency', sources) ?? 0);
  return thread.scope.together(jobs, Math.min(asked || MOST_INLINE_ITERATIONS, MOST_INLINE_ITERATIONS), stopped);
}

async function iterate(name: string, index: number, thread: Thread, run: (thread: Thread) => Promise<unknown>): Promise<unknown> {
  const { track } = thread;
  const details = { name, index };
  track.record('MapIterationStarted', { mapIterationStartedEventDetails: details });
  try {
    const result = await run(thread);
    track.record('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
    return result;
  } catch (error) {
    if (error instanceof Stopped && error.status === 'ABORTED') track.record('MapIterationAborted', { mapIterationAbortedEventDetails: details });
    else if (!(error instanceof Stopped)) track.record('MapIterationFailed', { mapIterationFailedEventDetails: details });
    throw error;
  }
}
