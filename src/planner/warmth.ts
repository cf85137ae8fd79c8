import type { MemberFacts } from './observation';
import { equivalentAcu, SERVERLESS_CLASS } from '../capacity/instance-class';

export interface WarmthLimits {
  readonly largestReplicaLagMillis: number;
  /** Absent: the size of the writer, as far as the range allows. */
  readonly leastCapacityAcu?: number;
  readonly maxAcu?: number;
}

/** One-minute values without growth: the member has the size that AWS holds for right. */
const VALUES_OF_A_PLATEAU = 5;
/** RDS publishes its metrics once a minute; it takes a moment until they are there. */
const METRIC_PERIOD_SECONDS = 60;
const METRIC_DELAY_SECONDS = 2;

/** Why a member must not take over yet; nothing when it is large enough and up to date. */
export function whyCold(target: MemberFacts, writer: MemberFacts | undefined, limits: WarmthLimits): string | undefined {
  const { largestReplicaLagMillis, leastCapacityAcu, maxAcu = Infinity } = limits;
  if ((target.replicaLagMillis ?? 0) > largestReplicaLagMillis) return `it is ${target.replicaLagMillis} ms behind the writer`;
  if (target.instanceClass !== SERVERLESS_CLASS) return undefined;
  const needed = leastCapacityAcu ?? Math.min(maxAcu, sizeOf(writer));
  const current = target.capacityAcu.at(-1);
  if (current === undefined) return 'its capacity is not known yet';
  const recent = target.capacityAcu.slice(-VALUES_OF_A_PLATEAU);
  const plateau = leastCapacityAcu === undefined && recent.length === VALUES_OF_A_PLATEAU && recent.every((acu) => acu === current);
  return current >= needed || plateau ? undefined : `it has ${current} of the ${needed} ACUs of the writer`;
}

export function untilNextMetric(nowSeconds: number): number {
  return METRIC_PERIOD_SECONDS - nowSeconds % METRIC_PERIOD_SECONDS + METRIC_DELAY_SECONDS;
}

function sizeOf(writer: MemberFacts | undefined): number {
  if (writer?.instanceClass === SERVERLESS_CLASS) return writer.capacityAcu.at(-1) ?? 0;
  return equivalentAcu(writer?.instanceClass ?? '') ?? 0;
}
