import { compareVersions, familyOf, isAtLeast } from './engine-version';
import { isLongTermSupport } from './long-term-support';
import { targetsFrom, type UpgradeTargets } from './upgrade-targets';
import { offersServerlessV2 } from '../../capacity/engine-limits';

/** Which of several versions at the same distance. */
export type VersionPreference = 'newest' | 'long-term-support';

/** The versions from the present one (which is not among them) to the wanted one, each a direct upgrade of the one before. */
export type UpgradeRoute = readonly string[];

/** Whether upgrades lead to a version: some do, none does, or it depends on versions of which nobody told where they lead. */
export type Way = { readonly kind: 'route'; readonly route: UpgradeRoute } | { readonly kind: 'none' } | { readonly kind: 'unknown'; readonly from: readonly string[] };

/** What AWS calls `13.serverless_12` in Serverless v1 is 13.12 in its tables. */
export function plain(version: string): string {
  return version.replace('serverless_', '');
}

/** The shortest route to a version; nothing where there is none. */
export function routeTo(engine: string, from: string, wanted: string, targets: UpgradeTargets): UpgradeRoute | undefined {
  if (isAtLeast(engine, from, wanted)) return [];
  return shortest(engine, from, targets, (version) => version === wanted, byAge(engine));
}

export function wayTo(engine: string, from: string, wanted: string, targets: UpgradeTargets): Way {
  const route = routeTo(engine, from, wanted, targets);
  if (route) return { kind: 'route', route };
  // Nothing is ever downgraded: only an older version may still lead there.
  const untold = reachable(engine, from, targets)
    .filter((version) => targetsFrom(engine, version, targets) === 'unknown' && compareVersions(engine, version, wanted) < 0);
  return untold.length > 0 ? { kind: 'unknown', from: untold } : { kind: 'none' };
}

/** The shortest route to any version with `db.serverless`: none is walked where the present one has it. */
export function routeToServerless(
  engine: string, from: string, targets: UpgradeTargets, preference: VersionPreference, isAllowed: (version: string) => boolean = () => true,
): UpgradeRoute | undefined {
  const fits = (version: string) => offersServerlessV2(engine, version) === true && isAllowed(version);
  if (offersServerlessV2(engine, from) !== false && isAllowed(from)) return [];
  // A minor upgrade takes minutes and breaks nothing: it goes before a major one.
  const criteria = [
    (version: string) => Number(familyOf(engine, version) === familyOf(engine, from)),
    ...(preference === 'long-term-support' ? [(version: string) => Number(isLongTermSupport(engine, version))] : []),
  ];
  const prefer = (a: string, b: string) => criteria.map((of) => of(a) - of(b)).find((difference) => difference !== 0) ?? byAge(engine)(a, b);
  return shortest(engine, from, targets, fits, prefer);
}

/** Breadth first; among versions at the same distance the preferred one, and to it through the newest. */
function shortest(
  engine: string, from: string, targets: UpgradeTargets, fits: (version: string) => boolean, prefer: (a: string, b: string) => number,
): UpgradeRoute | undefined {
  let frontier: (readonly string[])[] = [[plain(from)]];
  const seen = new Set([plain(from)]);
  while (frontier.length > 0) {
    const next = new Map<string, readonly string[]>();
    for (const route of frontier) {
      for (const target of told(engine, route.at(-1)!, targets)) if (!seen.has(target) && !next.has(target)) next.set(target, [...route, target]);
    }
    const [best] = [...next.keys()].filter(fits).sort((a, b) => prefer(b, a));
    if (best !== undefined) return next.get(best)!.slice(1);
    for (const version of next.keys()) seen.add(version);
    frontier = [...next.values()].sort((a, b) => compareVersions(engine, b.at(-1)!, a.at(-1)!));
  }
  return undefined;
}

/** The present version, and all to which upgrades lead. */
function reachable(engine: string, from: string, targets: UpgradeTargets): string[] {
  const found = new Set([plain(from)]);
  for (const version of found) for (const target of told(engine, version, targets)) found.add(target);
  return [...found];
}

function told(engine: string, version: string, targets: UpgradeTargets): readonly string[] {
  const known = targetsFrom(engine, version, targets);
  return known === 'unknown' ? [] : known;
}

function byAge(engine: string): (a: string, b: string) => number {
  return (a, b) => compareVersions(engine, a, b);
}
