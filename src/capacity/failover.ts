import { equivalentAcu, SERVERLESS_CLASS } from './instance-class';

export interface FailoverCandidate {
  readonly name: string;
  readonly instanceClass: string;
  readonly promotionTier: number;
}

const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;

function followsTheWriter({ instanceClass, promotionTier }: FailoverCandidate): boolean {
  return instanceClass === SERVERLESS_CLASS && promotionTier <= LAST_TIER_THAT_FOLLOWS_THE_WRITER;
}

/**
 * The members that would take over too small. Any member may be the writer, so the tiers are looked at once for each of
 * them: Aurora promotes the lowest tier among the others, and in a tier the largest.
 */
export function smallAtFailover(members: readonly FailoverCandidate[]): FailoverCandidate[] {
  const writer = members.filter(({ promotionTier }) => promotionTier === Math.min(...members.map((member) => member.promotionTier)));
  const small = writer.flatMap((candidate) => {
    const others = members.filter((member) => member !== candidate);
    const first = Math.min(...others.map(({ promotionTier }) => promotionTier));
    return others.filter((member) => member.promotionTier === first && member.instanceClass === SERVERLESS_CLASS && !followsTheWriter(member));
  });
  return [...new Set(small)];
}

/** Followers that cannot grow to the size of a provisioned member that may be the writer. */
export function cannotFollow(members: readonly FailoverCandidate[], maxAcu: number): FailoverCandidate[] {
  const largest = Math.max(0, ...members.map(({ instanceClass }) => equivalentAcu(instanceClass) ?? 0));
  return largest > maxAcu ? members.filter(followsTheWriter) : [];
}
