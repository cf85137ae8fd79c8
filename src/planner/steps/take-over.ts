import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { act, park, wait } from '../decision';
import { isWantedWriter } from '../desired';
import type { MemberFacts } from '../observation';
import { untilNextMetric, whyCold } from '../warmth';
import { nextAttempt } from './attempts';
import { type Context, type StepFunction, isReady, leavingMembers, memberOf, untilSettled } from './context';

const TIER_THAT_FOLLOWS_THE_WRITER = 1;
const LARGEST_LAG_MILLIS = 1000;
const FAILOVER_SECONDS = 5;
const LONGEST_WARM_UP_SECONDS = 1800;
/** Longer than it takes, where no metric shows how long. */
const WARM_UP_SECONDS = 600;
/** A turn and the pause before it take less, as long as nothing is in the way. */
const NEXT_REMOVAL_SECONDS = 10;

/** The target takes over only when it is large enough and up to date. */
export const warmTarget: StepFunction = (context) => {
  const { observation } = context;
  const target = targetOf(context);
  if (!target) return undefined;
  if (target.instanceClass === SERVERLESS_CLASS && target.settings.promotionTier > TIER_THAT_FOLLOWS_THE_WRITER) {
    return act('warm target', { kind: 'set-promotion-tier', member: target.identifier, promotionTier: TIER_THAT_FOLLOWS_THE_WRITER });
  }
  const reason = coldness(context, target);
  // Behind a gate of days it may well have cooled down.
  if (reason && !context.goal.cutover && observation.settled.seconds > LONGEST_WARM_UP_SECONDS) {
    return park('TARGET_STAYS_COLD', `${target.identifier} does not become warm: ${reason}.`, 'Raise the minimum of the capacity range and start the move again.');
  }
  return reason ? wait('warm target', untilNextMetric(observation.observedAtSeconds), reason) : undefined;
};

/** The one moment at which nobody accepts writes. */
export const failOver: StepFunction = (context) => {
  const { cluster, observation } = context;
  const target = targetOf(context);
  if (!target) return undefined;
  const attempt = nextAttempt(observation, 'cutover', target.identifier);
  switch (attempt.kind) {
    case 'pending': return wait('fail over', FAILOVER_SECONDS, `${target.identifier} takes over`);
    case 'exhausted': return park('FAILOVER_IGNORED', `AWS does not fail over to ${target.identifier}.`, 'Ask AWS Support; the old writer works as before.');
    default: return untilSettled(context, 'fail over') ?? act('fail over', {
      kind: 'fail-over', cluster: cluster.identifier, target: target.identifier, attempt: attempt.attempt,
    });
  }
};

/** Roles are shown late, and `available` read once proves nothing. */
export const confirmRoles: StepFunction = (context) => {
  const somebodyIsToGo = leavingMembers(context).some(({ status }) => status !== 'deleting');
  return somebodyIsToGo && !removalIsUnderWay(context) ? untilSettled(context, 'confirm roles') : undefined;
};

/** The member that is to become the writer, if the present one is not wanted. */
function targetOf({ desired, observation }: Context): MemberFacts | undefined {
  const writer = observation.members.find((member) => member.isWriter);
  if (writer && isWantedWriter(desired, writer)) return undefined;
  const candidates = desired.members.map(({ identifier }) => memberOf(observation, identifier)).filter((member) => member !== undefined);
  return candidates.find((member) => isReady(member) && isWantedWriter(desired, member));
}

function coldness({ desired, observation }: Context, target: MemberFacts): string | undefined {
  if (target.metricsMissing) return observation.settled.seconds < WARM_UP_SECONDS ? 'nobody shows its metrics' : undefined;
  const writer = observation.members.find((member) => member.isWriter);
  return whyCold(target, writer, { largestReplicaLagMillis: LARGEST_LAG_MILLIS, maxAcu: desired.capacity?.maxAcu });
}

/** Right behind one removal the next one needs no new confirmation; later something may have happened. */
function removalIsUnderWay({ observation: { lastChange, observedAtSeconds } }: Context): boolean {
  return lastChange?.kind === 'delete-member' && observedAtSeconds - lastChange.atSeconds <= NEXT_REMOVAL_SECONDS;
}
