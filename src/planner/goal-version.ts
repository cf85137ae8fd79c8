import { offersServerlessV2 } from '../capacity/engine-limits';
import { isUpgraded, majorVersionOf, type Source } from './source/source';
import { auroraEngine, compareVersions, isOlderMajor } from './versions/engine-version';
import { becomes } from './versions/rds-version';
import { candidatesFor, resolveVersion } from './versions/resolve-version';
import { routeToServerless, type VersionPreference } from './versions/upgrade-route';
import { versionsIn } from './versions/upgrade-targets';

/** The engine version to reach, as asked for or as near as possible; nothing where it stays. */
export function goalVersion(source: Source, to: string | undefined, prefer: VersionPreference): string | undefined {
  const { engineVersion, upgradeTargets } = source;
  const engine = auroraEngine(source.engine);
  if (!isUpgraded(source)) return newVersion(source, to === undefined ? versionsIn(upgradeTargets) : candidatesFor(engine, to, upgradeTargets)) ?? to;
  if (to !== undefined) return resolveVersion(engine, engineVersion, to, upgradeTargets, prefer);
  const route = routeToServerless(engine, engineVersion, upgradeTargets, prefer);
  return route ? route.at(-1) : newVersion(source, versionsIn(upgradeTargets));
}

/**
 * Of a new cluster to copy into: the newest to which AWS takes the old side, or of the same major version. Otherwise MySQL goes
 * on to the next major version that there is, as its upgrades do; a dump of PostgreSQL can be restored in any newer one.
 */
function newVersion(source: Source, allowed: readonly string[]): string | undefined {
  const engine = auroraEngine(source.engine);
  const newestFirst = [...allowed].sort((a, b) => compareVersions(engine, b, a));
  const offered = newestFirst.filter((version) => offersServerlessV2(engine, version) === true);
  const newest = (isWanted: (version: string) => boolean) => offered.find(isWanted);
  const majorOf = (version: string) => majorVersionOf({ engine, engineVersion: version });
  const [next] = offered.filter((version) => isOlderMajor(engine, source.engineVersion, version)).map(majorOf).sort();
  return newest((version) => isTaken(source, version)) ?? newest((version) => majorOf(version) === majorVersionOf(source))
    ?? (engine === 'aurora-mysql' ? newest((version) => majorOf(version) === next) : undefined) ?? offered[0] ?? newestFirst[0];
}

function isTaken({ engine, engineVersion }: Source, version: string): boolean {
  return !engine.startsWith('aurora') && becomes(engine, engineVersion, version) === 'yes';
}
