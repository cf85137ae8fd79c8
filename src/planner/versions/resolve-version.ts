import { compareVersions } from './engine-version';
import { routeTo, routeToServerless, type VersionPreference } from './upgrade-route';
import { type UpgradeTargets, versionsIn } from './upgrade-targets';

/**
 * The version that somebody means by `16`, `16.8`, `8.0`, `3.10` or `8.0.mysql_aurora.3.10.0`: the nearest that begins so.
 * What nobody knows is taken as it is; a rule says so.
 */
export function resolveVersion(engine: string, from: string, wanted: string, targets: UpgradeTargets, preference: VersionPreference): string {
  if (isMeantBy(wanted)(from)) return from;
  const candidates = candidatesFor(engine, wanted, targets);
  const nearest = routeToServerless(engine, from, targets, preference, isMeantBy(wanted))?.at(-1);
  return nearest ?? candidates.find((version) => routeTo(engine, from, version, targets)) ?? candidates[0] ?? wanted;
}

/** The versions that begin so, newest first. */
export function candidatesFor(engine: string, wanted: string, targets: UpgradeTargets): string[] {
  return versionsIn(targets).filter(isMeantBy(wanted)).sort((a, b) => compareVersions(engine, b, a));
}

function isMeantBy(wanted: string): (version: string) => boolean {
  return (version) => [version, shortName(version)].some((name) => name === wanted || name.startsWith(`${wanted}.`));
}

/** `3.10.0` of `8.0.mysql_aurora.3.10.0` */
function shortName(version: string): string {
  return version.split('.mysql_aurora.').at(-1)!;
}
