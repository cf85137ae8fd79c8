import type { Prices } from '../../capacity/prices';
import type { Pace } from '../durations';
import type { Goal } from '../goal';
import { auroraEngine, isUpgraded, majorVersionOf, type Source } from '../source/source';
import { plain, routeTo } from '../versions/upgrade-route';

/** A reader in the tiers 0 and 1 follows the capacity of the writer. */
export const DEFAULT_TIER = 1;

/** What a path is planned from. */
export interface PathSubject {
  readonly source: Source;
  readonly goal: Goal;
  readonly pace: Pace;
  /** Ours, if absent. */
  readonly prices?: Prices;
}

/** The names that a runbook uses. */
export function namesOf({ source, goal }: PathSubject) {
  const engine = auroraEngine(source.engine);
  const version = goal.engineVersion ?? plain(source.engineVersion);
  return { engine, version, old: source.identifier, target: `${source.identifier.slice(0, 55)}-v2` };
}

/** The upgrades that Aurora makes one after the other on the way to the goal. */
export function hopsOf({ source, goal }: Pick<PathSubject, 'source' | 'goal'>): readonly string[] {
  if (goal.engineVersion === undefined || !isUpgraded(source)) return [];
  return routeTo(source.engine, source.engineVersion, goal.engineVersion, source.upgradeTargets) ?? [];
}

/** Does the data come to another major version? From RDS to Aurora it may stay on its own. */
export function isMajorMove({ source, goal: { engineVersion } }: Pick<PathSubject, 'source' | 'goal'>): boolean {
  return engineVersion !== undefined && majorVersionOf({ engine: auroraEngine(source.engine), engineVersion }) !== majorVersionOf(source);
}

export function scalingOption({ goal: { capacity } }: PathSubject): string {
  const pause = capacity.autoPauseSeconds === undefined ? '' : `,SecondsUntilAutoPause=${capacity.autoPauseSeconds}`;
  return `--serverless-v2-scaling-configuration MinCapacity=${capacity.minAcu},MaxCapacity=${capacity.maxAcu}${pause}`;
}

/** One `create-db-instance` for each member of the goal. */
export function createMembers(subject: PathSubject, cluster: string): string[] {
  const { engine } = namesOf(subject);
  return subject.goal.members.map(({ name, promotionTier = DEFAULT_TIER }) =>
    `aws rds create-db-instance --db-instance-identifier ${cluster}-${name} --db-cluster-identifier ${cluster} --db-instance-class db.serverless --engine ${engine} --promotion-tier ${promotionTier}`);
}
