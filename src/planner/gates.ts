import { type Action, type Decision, act, type Step, wait } from './decision';
import { describeAction } from './describe-action';
import type { Goal } from './goal';
import type { Observation } from './observation';
import { parseWindow, secondsUntilOpen } from './window';

/** Whoever waits looks at least so often, so that another goal is not overlooked. */
export const LONGEST_PAUSE_SECONDS = 3600;

/** What interrupts clients: it passes the gates of the cutover. */
const INTERRUPTING: readonly Action['kind'][] = ['convert-engine-mode', 'upgrade-engine', 'fail-over'];

/** Before the first change. */
export function startGate({ start }: Goal, { observedAtSeconds }: Observation): Decision | undefined {
  return start && untilOpen('await window', start.window, observedAtSeconds);
}

/** Before clients are interrupted. A way back passes: it does not wait for anybody. */
export function cutoverGate(goal: Goal, observation: Observation, decision: Decision): Decision {
  const { cutover } = goal;
  const isGated = decision.kind === 'act' && INTERRUPTING.includes(decision.action.kind);
  const has = (kind: 'abandoned' | 'approved' | 'rejected') => observation.marks.find((mark) => mark.kind === kind);
  if (!isGated || !cutover || goal.kind === 'restore' || has('abandoned')) return decision;
  const rejected = has('rejected');
  if (rejected) return act('await approval', { kind: 'abandon', reason: `the cutover was not approved: ${rejected.detail}` });
  if (cutover.approval && !has('approved')) {
    return { kind: 'ask', step: 'await approval', question: 'approval', message: `May the move ${describeAction(decision.action)}?` };
  }
  return (cutover.window === undefined ? undefined : untilOpen('await window', cutover.window, observation.observedAtSeconds)) ?? decision;
}

function untilOpen(step: Step, window: string, atSeconds: number): Decision | undefined {
  const seconds = secondsUntilOpen(parseWindow(window)!, atSeconds);
  return seconds === 0 ? undefined : wait(step, Math.min(seconds, LONGEST_PAUSE_SECONDS), `the window ${window} is closed`);
}
