import { act, wait } from '../decision';
import { type Context, type StepFunction, leavingMembers } from './context';
import { isBeforeRemoval } from './verify';
import { LONGEST_PAUSE_SECONDS } from '../gates';

const LAST_CHOICE = 15;
const DAY_SECONDS = 24 * 3600;

/** Old members that are kept become the last choice for failover. */
export const keepMembers: StepFunction = (context) => {
  const { goal, desired } = context;
  if (!goal.oldMembers || desired.outcome !== 'migrated' || !isBeforeRemoval(context)) return undefined;
  const next = leavingMembers(context).find(({ status, settings }) => status === 'available' && settings.promotionTier !== LAST_CHOICE);
  if (next) return act('keep members', { kind: 'set-promotion-tier', member: next.identifier, promotionTier: LAST_CHOICE });
  const seconds = secondsToKeep(context);
  if (seconds <= 0 || seconds === Infinity) return undefined;
  return wait('keep members', Math.min(seconds, LONGEST_PAUSE_SECONDS), `the old members are kept for ${goal.oldMembers.keptDays} days`);
};

/** From the cutover on; for good where no number of days is given. */
export function secondsToKeep({ goal, observation }: Context): number {
  if (!goal.oldMembers) return 0;
  const { keptDays } = goal.oldMembers;
  if (keptDays === undefined) return Infinity;
  const cutovers = observation.marks.filter(({ kind }) => kind === 'cutover').map(({ atSeconds }) => atSeconds);
  return Math.max(0, ...cutovers) + keptDays * DAY_SECONDS - observation.observedAtSeconds;
}
