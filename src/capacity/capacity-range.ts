/** The capacity range of a Serverless v2 cluster. */
export interface CapacityRange {
  readonly minAcu: number;
  readonly maxAcu: number;
  /** Only with a minimum of 0: idle seconds until a member pauses, 300 to 86,400. */
  readonly autoPauseSeconds?: number;
}

const STEP_ACU = 0.5;
const LOWEST_MAXIMUM_ACU = 1;
const HIGHEST_ACU = 256;
const SHORTEST_PAUSE_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 86_400;

/** Everything that is wrong with a range, whatever the engine. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html */
export function capacityRangeProblems({ minAcu, maxAcu, autoPauseSeconds }: CapacityRange): string[] {
  const problems: string[] = [];
  if (!isCapacity(minAcu, 0)) problems.push(`the minimum must be from 0 to ${HIGHEST_ACU} ACUs in steps of ${STEP_ACU}, got ${minAcu}`);
  if (!isCapacity(maxAcu, LOWEST_MAXIMUM_ACU)) {
    problems.push(`the maximum must be from ${LOWEST_MAXIMUM_ACU} to ${HIGHEST_ACU} ACUs in steps of ${STEP_ACU}, got ${maxAcu}`);
  }
  if (minAcu > maxAcu) problems.push(`the minimum of ${minAcu} ACUs is above the maximum of ${maxAcu}`);
  if (autoPauseSeconds !== undefined) {
    if (minAcu !== 0) problems.push(`auto-pause needs a minimum of 0 ACUs, got ${minAcu}`);
    if (!Number.isInteger(autoPauseSeconds) || autoPauseSeconds < SHORTEST_PAUSE_SECONDS || autoPauseSeconds > LONGEST_PAUSE_SECONDS) {
      problems.push(`the time until auto-pause must be from ${SHORTEST_PAUSE_SECONDS} to ${LONGEST_PAUSE_SECONDS} whole seconds, got ${autoPauseSeconds}`);
    }
  }
  return problems;
}

function isCapacity(acu: number, least: number): boolean {
  return acu >= least && acu <= HIGHEST_ACU && Number.isInteger(acu / STEP_ACU);
}

export function sameRange(a: CapacityRange, b: CapacityRange): boolean {
  return a.minAcu === b.minAcu && a.maxAcu === b.maxAcu && a.autoPauseSeconds === b.autoPauseSeconds;
}
