import { parseVersion } from './engine-versions';

/** The least minimum and the greatest maximum, in ACUs. */
export interface CapacityLimits {
  readonly lowest: number;
  readonly highest: number;
}

interface LowestMinors {
  /** With `db.serverless`. */
  readonly serverless: number;
  /** With a maximum of 256 ACUs. */
  readonly to256: number;
  /** With a minimum of 0. */
  readonly from0: number;
}

const NONE: LowestMinors = { serverless: Infinity, to256: Infinity, from0: Infinity };

/**
 * From which minor version on a family offers what.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
 */
const LOWEST_MINORS: Record<string, LowestMinors> = {
  'aurora-postgresql11': NONE,
  'aurora-postgresql12': NONE,
  'aurora-postgresql13': { serverless: 6, to256: 13, from0: 15 },
  'aurora-postgresql14': { serverless: 3, to256: 10, from0: 12 },
  'aurora-postgresql15': { serverless: 2, to256: 5, from0: 7 },
  'aurora-postgresql16': { serverless: 1, to256: 1, from0: 3 },
  'aurora-postgresql17': { serverless: 4, to256: 4, from0: 4 },
  'aurora-postgresql18': { serverless: 3, to256: 3, from0: 3 },
  'aurora-mysql5.7': NONE,
  'aurora-mysql8.0': { serverless: 302, to256: 306, from0: 308 },
  'aurora-mysql8.4': { serverless: 0, to256: 0, from0: 0 },
};

export function offersServerless(engine: string, version: string): boolean {
  const { family, minor } = parseVersion(engine, version);
  return minor >= (LOWEST_MINORS[family] ?? NONE).serverless;
}

export function engineLimits(engine: string, version: string): CapacityLimits {
  const { family, minor } = parseVersion(engine, version);
  const { to256, from0 } = LOWEST_MINORS[family] ?? NONE;
  return { lowest: minor < from0 ? 0.5 : 0, highest: minor < to256 ? 128 : 256 };
}
