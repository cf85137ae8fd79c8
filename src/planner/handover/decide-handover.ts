import type { HandoverGoal } from './handover-goal';
import { whyLong } from './oldest-transaction';
import { wantedState, type WantedState } from './wanted-state';
import { type Decision, act, park, wait } from '../decision';
import type { MemberFacts, Observation } from '../observation';
import { hopelessRefusal } from '../refusals';
import { nextAttempt } from '../steps/attempts';
import { untilNextMetric, whyCold } from '../warmth';

/** A Lambda function ends after 15 minutes: by then the handover has ended, or is undone. */
export const LONGEST_HANDOVER_SECONDS = 600;
export const LONGEST_UNDOING_SECONDS = 180;

const READS_THAT_SETTLE = 3;
const LOOK_SECONDS = 5;

/**
 * The next step of a handover: leaving members become the last choice for failover and staying ones the first, the
 * target becomes warm, it takes over, the roles are proven. A handover that does not get there in time goes back.
 */
export function decideHandover(goal: HandoverGoal, observation: Observation): Decision {
  const { cluster, marks } = observation;
  const reached = marks.find(({ kind }) => kind === 'reached');
  if (reached) return { kind: 'done', outcome: reached.detail === 'restored' ? 'restored' : 'migrated' };
  if (!cluster) return park('CLUSTER_NOT_FOUND', 'AWS does not know the cluster.', 'Check the identifier, the account and the Region.');
  const isUndoing = marks.some(({ kind }) => kind === 'abandoned');
  const wanted = wantedState(goal, observation, isUndoing);
  const decision = nextStep(goal, observation, wanted, isUndoing);
  const inVain = whyInVain(goal, observation, decision, isUndoing);
  if (inVain === undefined) return decision;
  return isUndoing || goal.isDeletion || hasTakenOver(wanted)
    ? park('HANDOVER_FAILED', `The handover has not ended in time: ${inVain}.`, 'Deploy again when the cause is gone; docs/handover.md says how to look.')
    : act('warm target', { kind: 'abandon', reason: inVain });
}

function nextStep(goal: HandoverGoal, observation: Observation, wanted: WantedState, isUndoing: boolean): Decision {
  const { writer: target } = wanted;
  if (!target) return wait('warm target', LOOK_SECONDS, 'no member that stays is there');
  return changeTiers(observation, wanted)
    ?? (target.isWriter ? undefined : warm(goal, observation, target, isUndoing) ?? failOver(observation, target))
    ?? settled(observation, 'confirm roles')
    ?? act('finish', { kind: 'close', outcome: isUndoing ? 'restored' : 'migrated' });
}

/** Those that leave come first: whatever happens then, they are the last choice. AWS changes only what is available. */
function changeTiers({ members }: Observation, { tiers }: WantedState): Decision | undefined {
  const different = members.filter((member) => tiers.has(member.identifier) && tiers.get(member.identifier) !== member.settings.promotionTier);
  const [next] = different
    .filter(({ status }) => status === 'available')
    .sort((a, b) => tiers.get(b.identifier)! - tiers.get(a.identifier)!);
  return next && act('warm target', { kind: 'set-promotion-tier', member: next.identifier, promotionTier: tiers.get(next.identifier)! });
}

function warm(goal: HandoverGoal, observation: Observation, target: MemberFacts, isUndoing: boolean): Decision | undefined {
  if (target.status !== 'available') return wait('warm target', LOOK_SECONDS, `${target.identifier} is ${target.status}`);
  const writer = observation.members.find(({ isWriter }) => isWriter);
  const reason = whyCold(target, writer, { ...goal.limits, maxAcu: observation.cluster?.capacityRange?.maxAcu });
  const long = isUndoing ? undefined : whyLong(observation.oldestTransaction, goal.limits.transactions?.mostSeconds);
  // Without us AWS would fail over all the same, to a member that may be colder.
  const cannotWait = isUndoing || (goal.isDeletion && elapsedSeconds(goal, observation) > goal.limits.warmUpSeconds);
  if (reason && !cannotWait) return wait('warm target', untilNextMetric(observation.observedAtSeconds), `${target.identifier} is not warm: ${reason}`);
  return long === undefined ? undefined : wait('warm target', LOOK_SECONDS, long);
}

function failOver(observation: Observation, target: MemberFacts): Decision | undefined {
  const attempt = nextAttempt(observation, 'cutover', target.identifier);
  switch (attempt.kind) {
    case 'pending': return wait('fail over', LOOK_SECONDS, `${target.identifier} takes over`);
    case 'exhausted': return wait('fail over', LOOK_SECONDS, `AWS does not fail over to ${target.identifier}`);
    default: return settled(observation, 'fail over') ?? act('fail over', {
      kind: 'fail-over', cluster: observation.cluster!.identifier, target: target.identifier, attempt: attempt.attempt,
    });
  }
}

function settled({ cluster, settled: { reads } }: Observation, step: 'fail over' | 'confirm roles'): Decision | undefined {
  if (cluster!.status !== 'available') return wait(step, LOOK_SECONDS, `the cluster is ${cluster!.status}`);
  return reads >= READS_THAT_SETTLE ? undefined : wait(step, LOOK_SECONDS, `confirming: ${reads} of ${READS_THAT_SETTLE} equal looks`);
}

const hasTakenOver = ({ writer }: WantedState): boolean => writer?.isWriter ?? false;

/** Why going on is of no use: AWS refuses for good, the target stays cold, or the time is over. */
function whyInVain(goal: HandoverGoal, observation: Observation, decision: Decision, isUndoing: boolean): string | undefined {
  const refusal = hopelessRefusal(observation);
  const reason = observation.refusal ? `AWS refuses: ${observation.refusal.code}: ${observation.refusal.message}` : decision.kind === 'wait' ? decision.reason : undefined;
  if (refusal || reason === undefined) return refusal && reason;
  return elapsedSeconds(goal, observation) > limitSeconds(goal, decision, isUndoing) ? reason : undefined;
}

function limitSeconds({ isDeletion, limits }: HandoverGoal, decision: Decision, isUndoing: boolean): number {
  if (isUndoing || isDeletion) return LONGEST_HANDOVER_SECONDS + LONGEST_UNDOING_SECONDS;
  const isWarming = decision.kind === 'wait' && decision.step === 'warm target';
  return isWarming ? Math.min(limits.warmUpSeconds, LONGEST_HANDOVER_SECONDS) : LONGEST_HANDOVER_SECONDS;
}

function elapsedSeconds({ startedAtSeconds }: HandoverGoal, { observedAtSeconds }: Observation): number {
  return observedAtSeconds - startedAtSeconds;
}
