import type { CapacityLimits } from './capacity-limits';

export interface PlatformVersion {
  readonly version: string;
  readonly description: string;
  readonly limits: CapacityLimits;
}

/** Newest first. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html */
const PLATFORM_VERSIONS: readonly PlatformVersion[] = [
  { version: '4', description: 'Version 4 offering scaling up to 256 ACUs, and performance improvement up to 30% compared to version 3', limits: { lowest: 0, highest: 256 } },
  { version: '3', description: 'Version 3 offering scaling up to 256 ACUs, and performance improvement up to 30% compared to version 2', limits: { lowest: 0, highest: 256 } },
  { version: '2', description: 'Version 2 offering scaling up to 256 ACUs', limits: { lowest: 0, highest: 256 } },
  { version: '1', description: 'Version 1 offering scaling up to 128 ACUs', limits: { lowest: 0, highest: 128 } },
];

/** Those that a Region has: up to its newest one. */
export function platformVersionsUpTo(newest: string): PlatformVersion[] {
  return PLATFORM_VERSIONS.filter(({ version }) => Number(version) <= Number(newest));
}

/** A cluster that does not tell its platform version is taken for one on the newest. */
export function platformLimits(version: string | undefined): CapacityLimits {
  return (PLATFORM_VERSIONS.find((candidate) => candidate.version === version) ?? PLATFORM_VERSIONS[0]).limits;
}
