import { CapacityRange } from './capacity-range';
import { equivalentAcu } from './instance-class';

export interface CapacityInUse {
  /** Classes of the provisioned members. */
  readonly instanceClasses: readonly string[];
  /** The range of a Serverless v1 cluster. */
  readonly serverlessV1?: { readonly minAcu: number; readonly maxAcu: number };
  readonly performanceInsights: boolean;
}

export interface DerivedRange {
  readonly range: CapacityRange;
  readonly reason: string;
}

const LOWEST_ACU = 0.5;
const LOWEST_MAXIMUM_ACU = 1;
const HIGHEST_ACU = 256;
const PERFORMANCE_INSIGHTS_ACU = 2;
const MINIMUM_SHARE = 1 / 8;

/** A range under which nothing gets smaller than it is today; undefined where no class in use is known. */
export function deriveRange({ instanceClasses, serverlessV1, performanceInsights }: CapacityInUse): DerivedRange | undefined {
  if (serverlessV1) {
    const maxAcu = clamp(serverlessV1.maxAcu, LOWEST_MAXIMUM_ACU);
    return {
      range: { minAcu: Math.min(clamp(serverlessV1.minAcu, LOWEST_ACU), maxAcu), maxAcu },
      reason: `the Serverless v1 range of ${serverlessV1.minAcu} to ${serverlessV1.maxAcu} ACUs: an ACU has 2 GiB in both versions`,
    };
  }
  const known = instanceClasses
    .map((instanceClass) => ({ instanceClass, acu: equivalentAcu(instanceClass) }))
    .filter((candidate): candidate is { instanceClass: string; acu: number } => candidate.acu !== undefined);
  if (known.length === 0) return undefined;
  const largest = known.reduce((a, b) => b.acu > a.acu ? b : a);
  const maxAcu = clamp(largest.acu, LOWEST_MAXIMUM_ACU);
  const floor = performanceInsights ? PERFORMANCE_INSIGHTS_ACU : LOWEST_ACU;
  const minAcu = Math.min(maxAcu, Math.max(floor, Math.floor(maxAcu * MINIMUM_SHARE * 2) / 2));
  return {
    range: { minAcu, maxAcu },
    reason: `the largest class in use, ${largest.instanceClass}, has ${largest.acu * 2} GiB, which is ${largest.acu} ACUs; `
      + (minAcu === PERFORMANCE_INSIGHTS_ACU && performanceInsights ? 'at least 2 ACUs for Performance Insights' : 'the minimum is an eighth of that, at least 0.5'),
  };
}

function clamp(acu: number, least: number): number {
  return Math.min(HIGHEST_ACU, Math.max(least, acu));
}
