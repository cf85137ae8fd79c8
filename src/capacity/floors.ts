/** Recommended by AWS, not enforced. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const PERFORMANCE_INSIGHTS_FLOOR_ACU = 2;
const GLOBAL_PRIMARY_FLOOR_ACU = 8;

export interface FloorCircumstances {
  readonly minAcu: number;
  readonly performanceInsights: boolean;
  readonly globalPrimary: boolean;
}

export interface Floor {
  readonly acu: number;
  readonly reason: string;
}

/** The floors that a minimum stays below. A cluster that pauses has chosen so. */
export function floorsMissed({ minAcu, performanceInsights, globalPrimary }: FloorCircumstances): Floor[] {
  const floors: Floor[] = [
    ...(performanceInsights ? [{ acu: PERFORMANCE_INSIGHTS_FLOOR_ACU, reason: 'Performance Insights takes memory of its own' }] : []),
    ...(globalPrimary ? [{ acu: GLOBAL_PRIMARY_FLOOR_ACU, reason: 'the primary of a global database also feeds its secondaries' }] : []),
  ];
  return floors.filter(({ acu }) => minAcu < acu);
}

/** The lowest maximum with which Aurora PostgreSQL 13 can be upgraded to a newer major version. */
export const MAJOR_UPGRADE_FROM_13_MAXIMUM_ACU = 2;
