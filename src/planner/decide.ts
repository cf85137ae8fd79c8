import { type Decision, act, park, type Problem, type Step } from './decision';
import { desiredState } from './desired';
import { differences } from './expected';
import { cutoverGate, startGate } from './gates';
import type { Goal } from './goal';
import { memberRecord, type Observation, type Origin } from './observation';
import { hopelessRefusal } from './refusals';
import { problemsOf } from './rules';
import { brokenCluster } from './rules/cluster-broken';
import { dayOf, observedSource } from './source/observed-source';
import type { Context, StepFunction } from './steps/context';
import { createMembers, setCapacityRange } from './steps/grow';
import { keepMembers } from './steps/keep';
import { convertEngineMode, takeSafetySnapshot } from './steps/leave-serverless-v1';
import { enableDataApi, finish, removeMembers } from './steps/shrink';
import { confirmRoles, failOver, warmTarget } from './steps/take-over';
import { requireRoute, upgradeEngine } from './steps/upgrade';
import { verify } from './steps/verify';

/** Each step is skipped once what it is for has been reached: the first that has something to say decides. */
const IN_PLACE: readonly StepFunction[] = [
  requireRoute, takeSafetySnapshot, convertEngineMode, upgradeEngine, setCapacityRange, createMembers, warmTarget, failOver, enableDataApi,
  confirmRoles, verify, keepMembers, removeMembers, finish,
];

const LONGEST_WAIT_SECONDS = 4 * 3600;
/** As long as the user wants. */
const WAITS_FOR_US: readonly Step[] = ['await window', 'keep members'];

/**
 * The next step towards the goal, from what is there now. Pure, and without a memory of its own: after a crash
 * the next look continues from what is there.
 */
export function decide(goal: Goal, observation: Observation): Decision {
  const { cluster, marks, origin } = observation;
  const reached = marks.find((mark) => mark.kind === 'reached');
  if (reached) return { kind: 'done', outcome: reached.detail === 'restored' ? 'restored' : 'migrated' };
  if (!cluster) return stop(origin, { code: 'CLUSTER_NOT_FOUND', message: 'AWS does not know the cluster.', remedy: 'Check the identifier, the account and the Region.' });
  const broken = brokenCluster(cluster);
  if (broken) return stop(origin, broken);
  if (!origin) return begin(goal, observation);
  const decision = hopeless(goal, observation)
    ?? cutoverGate(goal, observation, nextStep({ goal, origin, cluster, observation, desired: desiredState(goal, origin, observation) }));
  const isForAws = decision.kind === 'wait' && !WAITS_FOR_US.includes(decision.step);
  return isForAws && observation.settled.seconds > LONGEST_WAIT_SECONDS ? stuck(goal, observation, decision.reason) : decision;
}

/** A move that has not begun is refused; one that is under way rests where it is. */
function stop(origin: Origin | undefined, problem: Problem): Decision {
  return { kind: origin ? 'park' : 'refuse', problems: [problem] };
}

/** Nothing has been changed yet: the last moment at which a move can be refused. */
function begin(goal: Goal, observation: Observation): Decision {
  const cluster = observation.cluster!;
  if (goal.kind === 'restore') return act('finish', { kind: 'close', outcome: 'restored' });
  const problems = problemsOf({ source: observedSource(observation), goal, path: 'in place', today: dayOf(observation.observedAtSeconds) });
  const outdated = goal.expected ? differences(goal.expected, cluster, observation.members) : [];
  const inTheWay = [...outdated, ...problems];
  if (inTheWay.length > 0) return { kind: 'refuse', problems: inTheWay };
  const gate = startGate(goal, observation);
  if (gate) return gate;
  const members = observation.members.map(memberRecord);
  return act('record', { kind: 'record-origin', origin: { recordedAtSeconds: observation.observedAtSeconds, cluster, members } });
}

function nextStep(context: Context): Decision {
  for (const step of IN_PLACE) {
    const decision = step(context);
    if (decision) return decision;
  }
  throw new Error('the last step always decides');
}

function hopeless(goal: Goal, observation: Observation): Decision | undefined {
  const refusal = hopelessRefusal(observation);
  return refusal && giveUp(goal, observation, `${refusal.code}: ${refusal.message}`,
    park('REFUSED_BY_AWS', `AWS refuses ${refusal.times} times in a row: ${refusal.code}: ${refusal.message}`, 'Remove the cause and start the move again.'));
}

/** Nothing has changed for hours: whatever we wait for does not come. */
function stuck(goal: Goal, observation: Observation, reason: string): Decision {
  const hours = LONGEST_WAIT_SECONDS / 3600;
  return giveUp(goal, observation, `nothing has changed for ${hours} hours: ${reason}`,
    park('NO_PROGRESS', `Nothing has changed for ${hours} hours: ${reason}.`, 'Ask AWS Support; start the move again when the cluster moves on.'));
}

/** Before the cutover a move that does not get on is undone; afterwards, or when undoing does not get on either, it parks. */
function giveUp(goal: Goal, { marks, cluster }: Observation, reason: string, parked: Decision): Decision {
  const undoable = goal.kind === 'serverless-v2' && cluster?.status === 'available' && !marks.some(({ kind }) => kind === 'cutover' || kind === 'abandoned');
  return undoable ? act('create members', { kind: 'abandon', reason }) : parked;
}
