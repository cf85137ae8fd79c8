import { compareVersions } from './engine-version';
import { routeTo, routeToServerless, type VersionPreference } from './upgrade-route';
import type { UpgradeTargets } from './upgrade-targets';

/**
 * The version that somebody means by `16`, `16.8`, `8.0`, `3.10` or `8.0.mysql_aurora.3.10.0`: the nearest that begins so.
 * What nobody knows is taken as it is; a rule says so.
 */
export function resolveVersion(engine: string, from: string, wanted: string, targets: UpgradeTargets, preference: VersionPreference): string {
  const means = (version: string) => [version, shortName(version)].some((name) => name === wanted || name.startsWith(`${wanted}.`));
  if (means(from)) return from;
  const candidates = Object.keys(targets).filter(means).sort((a, b) => compareVersions(engine, b, a));
  const exact = candidates.find((version) => [version, shortName(version)].includes(wanted));
  if (exact !== undefined) return exact;
  const nearest = routeToServerless(engine, from, targets, preference, means)?.at(-1);
  return nearest ?? candidates.find((version) => routeTo(engine, from, version, targets)) ?? candidates[0] ?? wanted;
}

/** `3.10.0` of `8.0.mysql_aurora.3.10.0` */
function shortName(version: string): string {
  return version.split('.mysql_aurora.').at(-1)!;
}
