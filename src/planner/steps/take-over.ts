import { SERVERLESS_CLASS, equivalentAcu } from '../../capacity/instance-class';
import { act, park, wait } from '../decision';
import { isWantedWriter } from '../desired';
import type { MemberFacts } from '../observation';
import { nextAttempt } from './attempts';
import { type Context, type StepFunction, isReady, memberOf, untilSettled } from './context';

const TIER_THAT_FOLLOWS_THE_WRITER = 1;
const LARGEST_LAG_MILLIS = 1000;
/** One-minute values without growth: the member has the size that AWS holds for right. */
const VALUES_OF_A_PLATEAU = 5;
/** RDS publishes its metrics once a minute; it takes a moment until they are there. */
const METRIC_PERIOD_SECONDS = 60;
const METRIC_DELAY_SECONDS = 2;
const FAILOVER_SECONDS = 5;
const LONGEST_WARM_UP_SECONDS = 1800;

/** The target takes over only when it is large enough and up to date. */
export const warmTarget: StepFunction = (context) => {
  const { observation } = context;
  const target = targetOf(context);
  if (!target) return undefined;
  if (target.instanceClass === SERVERLESS_CLASS && target.settings.promotionTier > TIER_THAT_FOLLOWS_THE_WRITER) {
    return act('warm target', { kind: 'set-promotion-tier', member: target.identifier, promotionTier: TIER_THAT_FOLLOWS_THE_WRITER });
  }
  const coldness = whyCold(context, target);
  if (coldness && observation.settled.seconds > LONGEST_WARM_UP_SECONDS) {
    return park('TARGET_STAYS_COLD', `${target.identifier} does not become warm: ${coldness}.`, 'Raise the minimum of the capacity range and start the move again.');
  }
  return coldness ? wait('warm target', untilNextMetric(observation.observedAtSeconds), coldness) : undefined;
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
  const somebodyLeaves = context.desired.leaving.some((identifier) => memberOf(context.observation, identifier));
  return somebodyLeaves && !removalHasBegun(context) ? untilSettled(context, 'confirm roles') : undefined;
};

/** The member that is to become the writer, if the present one is not wanted. */
function targetOf({ desired, observation }: Context): MemberFacts | undefined {
  const writer = observation.members.find((member) => member.isWriter);
  if (writer && isWantedWriter(desired, writer)) return undefined;
  const candidates = desired.members.map(({ identifier }) => memberOf(observation, identifier)).filter((member) => member !== undefined);
  return candidates.find((member) => isReady(member) && isWantedWriter(desired, member));
}

function whyCold({ desired, observation }: Context, target: MemberFacts): string | undefined {
  if ((target.replicaLagMillis ?? 0) > LARGEST_LAG_MILLIS) return `it is ${target.replicaLagMillis} ms behind the writer`;
  if (target.instanceClass !== SERVERLESS_CLASS) return undefined;
  const writer = observation.members.find((member) => member.isWriter);
  const needed = Math.min(desired.capacity?.maxAcu ?? Infinity, equivalentAcu(writer?.instanceClass ?? '') ?? 0);
  const current = target.capacityAcu.at(-1);
  if (current === undefined) return 'its capacity is not known yet';
  const recent = target.capacityAcu.slice(-VALUES_OF_A_PLATEAU);
  const plateau = recent.length === VALUES_OF_A_PLATEAU && recent.every((acu) => acu === current);
  return current >= needed || plateau ? undefined : `it has ${current} of the ${needed} ACUs of the writer`;
}

function untilNextMetric(nowSeconds: number): number {
  return METRIC_PERIOD_SECONDS - nowSeconds % METRIC_PERIOD_SECONDS + METRIC_DELAY_SECONDS;
}

/** Once the first old member is going, the roles have been confirmed. */
function removalHasBegun({ desired, observation }: Context): boolean {
  return desired.leaving.some((identifier) => memberOf(observation, identifier)?.status === 'deleting');
}
