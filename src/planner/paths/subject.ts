import type { Prices } from '../../capacity/prices';
import type { Pace } from '../durations';
import type { Goal } from '../goal';
import { auroraEngine, isUpgraded, type Source } from '../source/source';
import { familyOf } from '../versions/engine-version';
import { plain, routeTo } from '../versions/upgrade-route';

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
export function hopsOf({ source, goal }: PathSubject): readonly string[] {
  if (goal.engineVersion === undefined || !isUpgraded(source)) return [];
  return routeTo(source.engine, source.engineVersion, goal.engineVersion, source.upgradeTargets) ?? [];
}

export function isMajorMove(subject: PathSubject): boolean {
  const { engine, version } = namesOf(subject);
  return familyOf(engine, version) !== familyOf(engine, subject.source.engineVersion);
}

export function scalingOption({ goal: { capacity } }: PathSubject): string {
  const pause = capacity.autoPauseSeconds === undefined ? '' : `,SecondsUntilAutoPause=${capacity.autoPauseSeconds}`;
  return `--serverless-v2-scaling-configuration MinCapacity=${capacity.minAcu},MaxCapacity=${capacity.maxAcu}${pause}`;
}

/** One `create-db-instance` for each member of the goal. */
export function createMembers(subject: PathSubject, cluster: string): string[] {
  const { engine } = namesOf(subject);
  return subject.goal.members.map(({ name, promotionTier = 1 }) =>
    `aws rds create-db-instance --db-instance-identifier ${cluster}-${name} --db-cluster-identifier ${cluster} --db-instance-class db.serverless --engine ${engine} --promotion-tier ${promotionTier}`);
}
