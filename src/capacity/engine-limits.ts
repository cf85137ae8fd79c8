import type { CapacityRange } from './capacity-range';
import { hasFeature, type LowestVersions } from './engine-version';

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html */
const SERVERLESS: LowestVersions = {
  'aurora-mysql': { '5.6': 'never', '5.7': 'never', '8.0': [3, 2, 0], '8.4': [8, 4, 0] },
  'aurora-postgresql': { 10: 'never', 11: 'never', 12: 'never', 13: [6], 14: [3], 15: [2], 16: [1], 17: [4], 18: [3] },
};

/** Above 128 ACUs. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html */
const UP_TO_256: LowestVersions = {
  'aurora-mysql': { '8.0': [3, 6, 0], '8.4': [8, 4, 0] },
  'aurora-postgresql': { 13: [13], 14: [10], 15: [5], 16: [1], 17: [4], 18: [3] },
};

/** A minimum of 0 ACUs. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html */
const DOWN_TO_0: LowestVersions = {
  'aurora-mysql': { '8.0': [3, 8, 0], '8.4': [8, 4, 0] },
  'aurora-postgresql': { 13: [15], 14: [12], 15: [7], 16: [3], 17: [4], 18: [3] },
};

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.Data_API.html */
const DATA_API: LowestVersions = {
  'aurora-mysql': { '5.7': 'never', '8.0': [3, 7, 0], '8.4': [8, 4, 0] },
  'aurora-postgresql': { 10: 'never', 11: 'never', 12: 'never', 13: [11], 14: [8], 15: [3], 16: [1], 17: [4], 18: [3] },
};

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.Zero-ETL.html */
const ZERO_ETL: LowestVersions = {
  'aurora-mysql': { '5.7': 'never', '8.0': [3, 5, 2], '8.4': [8, 4, 0] },
  'aurora-postgresql': { 11: 'never', 12: 'never', 13: 'never', 14: 'never', 15: 'never', 16: [4], 17: [4], 18: [3] },
};

/** The platform version of a cluster may lower these further: version 1 ends at 128 ACUs. */
export interface CapacityLimits {
  readonly lowestMinimumAcu: number | 'unknown';
  readonly highestMaximumAcu: number | 'unknown';
}

export function offersServerlessV2(engine: string, version: string): boolean | 'unknown' {
  return hasFeature(SERVERLESS, engine, version);
}

function offersAutoPause(engine: string, version: string): boolean | 'unknown' {
  return hasFeature(DOWN_TO_0, engine, version);
}

export function offersDataApi(engine: string, version: string): boolean | 'unknown' {
  return hasFeature(DATA_API, engine, version);
}

export function offersZeroEtl(engine: string, version: string): boolean | 'unknown' {
  return hasFeature(ZERO_ETL, engine, version);
}

export function capacityLimits(engine: string, version: string): CapacityLimits {
  const zero = offersAutoPause(engine, version);
  const large = hasFeature(UP_TO_256, engine, version);
  return {
    lowestMinimumAcu: zero === 'unknown' ? zero : zero ? 0 : 0.5,
    highestMaximumAcu: large === 'unknown' ? large : large ? 256 : 128,
  };
}

/** What this engine version does not allow of a range. What is not known is no problem. */
export function engineLimitProblems(engine: string, version: string, { minAcu, maxAcu }: CapacityRange): string[] {
  const { lowestMinimumAcu, highestMaximumAcu } = capacityLimits(engine, version);
  const problems: string[] = [];
  if (typeof lowestMinimumAcu === 'number' && minAcu >= 0 && minAcu < lowestMinimumAcu) {
    problems.push(`${engine} ${version} cannot pause: its minimum is ${lowestMinimumAcu} ACUs, got ${minAcu}`);
  }
  if (typeof highestMaximumAcu === 'number' && maxAcu > highestMaximumAcu) {
    problems.push(`${engine} ${version} ends at ${highestMaximumAcu} ACUs, got a maximum of ${maxAcu}`);
  }
  return problems;
}
