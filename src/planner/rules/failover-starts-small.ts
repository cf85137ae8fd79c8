import { fail, type Rule, type Subject } from './rule';
import { type FailoverCandidate, smallAtFailover } from '../../capacity/failover';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { desiredState } from '../desired';
import { memberRecord } from '../observation';
import { DEFAULT_TIER } from '../paths/subject';

export const failoverStartsSmall: Rule = {
  code: 'FAILOVER_STARTS_SMALL',
  weight: 'warning',
  judge(subject) {
    const small = smallAtFailover(membersOf(subject));
    return small.length === 0 ? undefined : fail(
      `At a failover ${small.map(({ name, promotionTier }) => `${name} (tier ${promotionTier})`).join(', ')} takes over. `
        + 'In the tiers 2 to 15 a reader does not follow the capacity of the writer: it starts small.',
      'Give the reader that is to take over the promotion tier 0 or 1, or raise the minimum of the range.',
    );
  },
};

/** In place the new members inherit the tiers of those that they replace. */
function membersOf({ source: { cluster, members }, goal, path }: Subject): FailoverCandidate[] {
  if (path !== 'in place' || !cluster) {
    return goal.members.map(({ name, promotionTier = DEFAULT_TIER }) => ({ name, promotionTier, instanceClass: SERVERLESS_CLASS }));
  }
  const origin = { recordedAtSeconds: 0, cluster, members: members.map(memberRecord) };
  const start = { observedAtSeconds: 0, cluster, members, marks: [], settled: { reads: 0, seconds: 0 } };
  return desiredState(goal, origin, start).members
    .map(({ identifier, instanceClass, settings: { promotionTier } }) => ({ name: identifier, instanceClass, promotionTier }));
}
