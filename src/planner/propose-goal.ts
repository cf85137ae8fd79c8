import type { Goal } from './goal';
import type { CapacityRange } from '../capacity/capacity-range';
import { deriveRange, type DerivedRange } from '../capacity/derive-range';
import { offersServerlessV2 } from '../capacity/engine-limits';
import { auroraEngine, instanceClassesOf, isAuroraCluster, type Source } from './source/source';
import { compareVersions, familyOf } from './versions/engine-version';
import { resolveVersion } from './versions/resolve-version';
import { routeToServerless, type VersionPreference } from './versions/upgrade-route';

export interface Wishes {
  readonly capacity?: CapacityRange;
  /** Beside the writer. */
  readonly readers?: number;
  /** A version, or the beginning of one: `16`, `8.0`, `3.10`. */
  readonly to?: string;
  readonly prefer?: VersionPreference;
}

export interface ProposedGoal {
  readonly goal: Goal;
  readonly capacityReason: string;
}

/** What to reach, where nobody said: no smaller than today, with as few upgrades as it takes. */
export function proposeGoal(source: Source, wishes: Wishes): ProposedGoal | undefined {
  const derived = wishes.capacity ? { range: wishes.capacity, reason: 'as asked for' } : rangeOf(source);
  if (!derived) return undefined;
  const atLeast = source.kind === 'Aurora Serverless v2' ? 0 : 1;
  const readers = wishes.readers ?? Math.max(atLeast, source.members.filter(({ isWriter }) => !isWriter).length);
  const engineVersion = versionFor(source, wishes);
  return {
    capacityReason: derived.reason,
    goal: {
      kind: 'serverless-v2',
      generation: 1,
      capacity: derived.range,
      members: Array.from({ length: 1 + readers }, (_, index) => ({ name: String(index + 1) })),
      ...(engineVersion === undefined ? {} : { engineVersion }),
    },
  };
}

function rangeOf(source: Source): DerivedRange | undefined {
  const { cluster, members } = source;
  const derived = deriveRange({
    instanceClasses: instanceClassesOf(source),
    serverlessV1: cluster?.engineMode === 'serverless' ? cluster.serverlessV1 : undefined,
    performanceInsights: members.some(({ settings }) => settings.performanceInsights),
  });
  return cluster?.capacityRange ? { range: cluster.capacityRange, reason: 'the range that the cluster has' } : derived;
}

function versionFor(source: Source, { to, prefer = 'newest' }: Wishes): string | undefined {
  const engine = auroraEngine(source.engine);
  if (to !== undefined) return resolveVersion(engine, source.engineVersion, to, source.upgradeTargets, prefer);
  const canUpgrade = isAuroraCluster(source) || source.kind === 'cluster snapshot' || source.kind === 'Serverless v1 snapshot';
  if (canUpgrade) return routeToServerless(engine, source.engineVersion, source.upgradeTargets, prefer)?.at(-1);
  return newestLike(engine, auroraVersion(engine, source.engineVersion), source);
}

/** The newest version like that of a server outside Aurora; the newest of all, where Serverless v2 has none of its major version. */
function newestLike(engine: string, version: string, { upgradeTargets }: Source): string | undefined {
  const offered = Object.keys(upgradeTargets)
    .filter((candidate) => offersServerlessV2(engine, candidate) === true).sort((a, b) => compareVersions(engine, b, a));
  return offered.find((candidate) => familyOf(engine, candidate) === familyOf(engine, version)) ?? offered[0];
}

/** `8.0.35` of RDS is of the same major version as `8.0.mysql_aurora.3.10.0`. */
function auroraVersion(engine: string, version: string): string {
  return engine === 'aurora-mysql' ? version.split('.').slice(0, 2).join('.') : version;
}
