import { noteAnswer, noteNewWriter } from './notes';
import { type Observed, observe } from './observe';
import { perform } from './perform';
import { CallRefused, type Ports } from './ports';
import { reportOf } from './report';
import type { FinalStatus, Memory, TurnRequest, TurnResult } from '../contract/turn';
import { decide } from '../planner/decide';
import type { Decision, Problem } from '../planner/decision';
import { describeAction } from '../planner/describe-action';
import type { Goal } from '../planner/goal';
import { pauseSeconds } from '../planner/refusals';

/** AWS shows a change a moment after it has been made. */
const AFTER_CHANGE_SECONDS = 2;
const MOST_FAILED_LOOKS = 60;

const NO_GOAL: Problem = {
  code: 'NO_GOAL',
  message: 'The record of this cluster has no goal.',
  remedy: 'Set one: deploy a ServerlessV2Migration.',
};

/** One turn of the loop: observe, decide, make at most one change. */
export async function advance(ports: Ports, request: TurnRequest): Promise<TurnResult> {
  const seen = await tryCall(async () => {
    await noteAnswer(ports, request);
    return noteNewWriter(ports, request, await observe(ports, request));
  });
  if (seen instanceof CallRefused) return blind(request, seen);
  const { goal, observation, memory } = seen;
  if (!goal) return ended(request, seen, 'refused', [NO_GOAL]);
  const decision = decide(goal, observation);
  switch (decision.kind) {
    case 'act': return change(ports, request, { ...seen, goal }, decision);
    case 'wait': return {
      ...base(request, seen), memory, status: 'running', step: decision.step, message: decision.reason, waitSeconds: decision.seconds,
    };
    case 'ask': return asked(request, seen, decision, goal);
    case 'done': return ended(request, seen, decision.outcome, []);
    case 'refuse': return ended(request, seen, 'refused', decision.problems);
    case 'park': return ended(request, seen, 'parked', decision.problems);
  }
}

async function change(ports: Ports, request: TurnRequest, seen: Observed & { goal: Goal }, { step, action }: Extract<Decision, { kind: 'act' }>): Promise<TurnResult> {
  const { goal, observation, memory } = seen;
  const atSeconds = observation.observedAtSeconds;
  const refused = await tryCall(() => perform(action, { ports, goal, atSeconds, clusterResourceId: request.clusterResourceId }));
  const running = { ...base(request, seen), status: 'running' as const, step };
  if (refused instanceof CallRefused) {
    const refusal = { code: refused.code, message: refused.message, times: (memory.refusal?.times ?? 0) + 1 };
    return { ...running, memory: { ...memory, refusal }, message: `${refusal.code}: ${refusal.message}`, waitSeconds: pauseSeconds(refusal) };
  }
  if (action.kind === 'close') return ended(request, seen, action.outcome, []);
  const changed: Memory = { lastChange: { kind: action.kind, atSeconds }, upgrades: memory.upgrades };
  return { ...running, memory: changed, message: describeAction(action), waitSeconds: AFTER_CHANGE_SECONDS };
}

/** AWS did not let us look. Nothing is changed without a look. */
function blind(request: TurnRequest, { code, message }: CallRefused): TurnResult {
  const refusal = { code, message, times: (request.memory?.blind?.times ?? 0) + 1 };
  const hopeless = refusal.times >= MOST_FAILED_LOOKS;
  return {
    clusterResourceId: request.clusterResourceId,
    ...runOf(request),
    memory: { ...request.memory, blind: refusal },
    status: hopeless ? 'parked' : 'running',
    step: 'observe',
    message: `${code}: ${message}`,
    waitSeconds: pauseSeconds(refusal),
    problems: hopeless ? [{ code: 'CANNOT_LOOK', message: `AWS refuses to describe the cluster: ${message}`, remedy: 'Check permissions and network, then start the move again.' }] : [],
    atSeconds: request.memory?.look?.sinceSeconds ?? 0,
    unchangedSeconds: 0,
  };
}

/** Somebody else decides; whoever drives brings the answer to the next turn. */
function asked(request: TurnRequest, seen: Observed, { step, question, message }: Extract<Decision, { kind: 'ask' }>, { verifier }: Goal): TurnResult {
  const status = question === 'approval' ? 'waiting for approval' : 'waiting for verification';
  const report = reportOf(request.clusterResourceId, seen, status, []);
  const asks = verifier === undefined ? {} : { verifier };
  return { ...base(request, seen), memory: seen.memory, status, step, message, waitSeconds: 0, report, ...asks };
}

function ended(request: TurnRequest, seen: Observed, status: FinalStatus, problems: readonly Problem[]): TurnResult {
  const message = problems.length > 0 ? problems.map((problem) => problem.message).join(' ') : status;
  const report = reportOf(request.clusterResourceId, seen, status, problems);
  return { ...base(request, seen), memory: seen.memory, status, step: 'finish', message, waitSeconds: 0, problems, report, ...(seen.goal?.holdsStack ? { holdsStack: true } : {}) };
}

function base(request: TurnRequest, { observation }: Observed) {
  return {
    clusterResourceId: request.clusterResourceId,
    ...runOf(request),
    atSeconds: observation.observedAtSeconds,
    unchangedSeconds: observation.settled.seconds,
    problems: [],
  };
}

function runOf({ run }: TurnRequest) {
  return run ? { run: { ...run, turns: run.turns + 1 } } : {};
}

async function tryCall<T>(call: () => Promise<T>): Promise<T | CallRefused> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CallRefused) return error;
    throw error;
  }
}
