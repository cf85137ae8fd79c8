import { lookAtTransactions } from './look-at-transactions';
import { currentRequestName, handoverMarkName, handoverPath, parseHandoverRecord } from '../../contract/handover-record';
import type { Memory } from '../../contract/turn';
import type { Action, Decision } from '../../planner/decision';
import { describeAction } from '../../planner/describe-action';
import { decideHandover } from '../../planner/handover/decide-handover';
import type { HandoverGoal } from '../../planner/handover/handover-goal';
import type { Mark, Observation } from '../../planner/observation';
import { pauseSeconds } from '../../planner/refusals';
import { settle } from '../observe';
import { CallRefused, type Look, type Ports } from '../ports';

/** Which handover, and what its driver remembers from turn to turn. */
export interface HandoverTurnRequest {
  readonly clusterResourceId: string;
  readonly request: string;
  readonly memory?: Memory;
}

export interface HandoverTurn extends HandoverTurnRequest {
  readonly memory: Memory;
  readonly status: 'running' | 'handed over' | 'undone' | 'failed' | 'superseded';
  readonly step: string;
  readonly message: string;
  readonly waitSeconds: number;
}

/** AWS shows a change a moment after it has been made. */
const AFTER_CHANGE_SECONDS = 2;
const LONGEST_PAUSE_SECONDS = 20;

/** One turn: look, decide, make at most one change. Another event's goal ends this one's handover. */
export async function handoverTurn(ports: Ports, request: HandoverTurnRequest): Promise<HandoverTurn> {
  const { memory = {} } = request;
  try {
    const seen = await observeHandover(ports, request);
    if (!seen) return { ...request, memory, status: 'superseded', step: 'observe', message: 'a later event has taken over', waitSeconds: 0 };
    const decision = decideHandover(seen.goal, seen.observation);
    if (decision.kind === 'ask') throw new Error('a handover asks nobody');
    if (decision.kind === 'act') return await change(ports, { ...request, memory: seen.memory }, seen.observation, decision);
    return { ...request, memory: seen.memory, ...resultOf(decision, seen.observation) };
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return refused({ ...request, memory }, 'observe', error);
  }
}

async function observeHandover(ports: Ports, { clusterResourceId, request, memory = {} }: HandoverTurnRequest) {
  const path = handoverPath(clusterResourceId);
  const record = parseHandoverRecord(path, await ports.record.read(path));
  const current = record.handovers[request];
  if (record.current !== request || !current) return undefined;
  const look = await ports.database.look({ resourceId: clusterResourceId });
  const toMeasure = membersToMeasure(current.goal, look);
  const metrics = await ports.metrics.recent(toMeasure, look.atSeconds);
  const isForwards = toMeasure.length > 0 && !current.marks.some(({ kind }) => kind === 'abandoned');
  const oldestTransaction = isForwards ? await lookAtTransactions(ports, current.goal, look) : undefined;
  const seen = settle(memory, look);
  const observation: Observation = {
    observedAtSeconds: look.atSeconds,
    cluster: look.cluster,
    members: look.members.map((member) => ({ ...member, ...metrics[member.identifier] ?? { capacityAcu: [] } })),
    oldestTransaction,
    marks: current.marks,
    settled: { reads: seen.reads, seconds: look.atSeconds - seen.sinceSeconds },
    refusal: memory.refusal,
    lastChange: memory.lastChange,
  };
  return { goal: current.goal, observation, memory: { ...memory, look: seen } };
}

/** Before a failover: who may take over, and from whom. */
function membersToMeasure({ staying, target }: HandoverGoal, { members }: Look): string[] {
  const writer = members.find(({ isWriter }) => isWriter);
  const mayStay = writer && (target === undefined ? staying.includes(writer.identifier) : writer.identifier === target);
  return mayStay ? [] : members.filter(({ status }) => status === 'available').map(({ identifier }) => identifier);
}

async function change(
  ports: Ports, request: HandoverTurnRequest & { memory: Memory }, { observedAtSeconds: atSeconds }: Observation, { step, action }: Extract<Decision, { kind: 'act' }>,
): Promise<HandoverTurn> {
  try {
    await perform(ports, request, action, atSeconds);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return refused(request, step, error);
  }
  const memory: Memory = { lastChange: { kind: action.kind, atSeconds } };
  const waitSeconds = action.kind === 'close' || action.kind === 'abandon' ? 0 : AFTER_CHANGE_SECONDS;
  return { ...request, memory, status: 'running', step, message: describeAction(action), waitSeconds };
}

function refused(request: HandoverTurnRequest & { memory: Memory }, step: string, { code, message }: CallRefused): HandoverTurn {
  const refusal = { code, message, times: (request.memory.refusal?.times ?? 0) + 1 };
  const waitSeconds = Math.min(LONGEST_PAUSE_SECONDS, pauseSeconds(refusal));
  return { ...request, memory: { ...request.memory, refusal }, status: 'running', step, message: `${code}: ${message}`, waitSeconds };
}

async function perform(ports: Ports, { clusterResourceId, request }: HandoverTurnRequest, action: Action, atSeconds: number): Promise<void> {
  const path = handoverPath(clusterResourceId);
  const mark = (intention: Omit<Mark, 'atSeconds'>) =>
    ports.record.create(handoverMarkName(path, request, intention), JSON.stringify({ ...intention, atSeconds } satisfies Mark));
  switch (action.kind) {
    case 'set-promotion-tier': return ports.database.setPromotionTier(action.member, action.promotionTier);
    case 'abandon': return mark({ kind: 'abandoned', attempt: 1, detail: action.reason }).then(() => {});
    case 'close': return mark({ kind: 'reached', attempt: 1, detail: action.outcome }).then(() => {});
    case 'fail-over': {
      const isFirst = await mark({ kind: 'cutover', attempt: action.attempt, detail: action.target });
      // The last look before the cut: a later event may have come meanwhile.
      const isCurrent = (await ports.record.read(path))[currentRequestName(path)] === request;
      return isFirst && isCurrent ? ports.database.failOver(action.cluster, action.target) : undefined;
    }
    default: throw new Error(`a handover does not ${action.kind}`);
  }
}

function resultOf(decision: Exclude<Decision, { kind: 'act' | 'ask' }>, { marks }: Observation): Pick<HandoverTurn, 'status' | 'step' | 'message' | 'waitSeconds'> {
  if (decision.kind === 'wait') return { status: 'running', step: decision.step, message: decision.reason, waitSeconds: decision.seconds };
  if (decision.kind === 'done') {
    const abandoned = marks.find(({ kind }) => kind === 'abandoned');
    return { status: abandoned ? 'undone' : 'handed over', step: 'finish', message: abandoned?.detail ?? 'handed over', waitSeconds: 0 };
  }
  return { status: 'failed', step: 'finish', message: decision.problems.map(({ code, message, remedy }) => `${code}: ${message} ${remedy}`).join(' '), waitSeconds: 0 };
}
