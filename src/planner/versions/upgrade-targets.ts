import { familyOf } from './engine-version';
import { MYSQL_TARGETS } from './mysql-targets';
import { POSTGRES_TARGETS } from './postgres-targets';

/** Where a version can be upgraded to in one step. An empty list is knowledge, too: it leads nowhere. */
export type Targets = readonly string[] | 'unknown';

/** The targets of each version of one engine. A version that is not a key is as good as unknown. */
export type UpgradeTargets = Readonly<Record<string, Targets>>;

/** When the tables in this folder were last compared with AWS's pages. */
export const TABLES_AS_OF = '2026-11-21';

const TABLES: Readonly<Record<string, UpgradeTargets>> = { 'aurora-mysql': parsed(MYSQL_TARGETS), 'aurora-postgresql': parsed(POSTGRES_TARGETS) };

/** Major versions that AWS has ended and lists no more: nothing leads out of them. */
const ENDED: Readonly<Record<string, readonly string[]>> = { 'aurora-mysql': ['5.6'], 'aurora-postgresql': ['9.6', '10'] };

/** What we know without asking AWS. */
export function knownUpgradeTargets(engine: string): UpgradeTargets {
  return TABLES[engine] ?? {};
}

/** Every version of which these targets speak, at one end of an upgrade or at the other. */
export function versionsIn(targets: UpgradeTargets): string[] {
  return [...new Set(Object.entries(targets).flatMap(([version, further]) => [version, ...further === 'unknown' ? [] : further]))];
}

export function knowsVersion(targets: UpgradeTargets, version: string): boolean {
  return version in targets || Object.values(targets).some((further) => further !== 'unknown' && further.includes(version));
}

/** What AWS said goes before what we know. */
export function targetsFrom(engine: string, version: string, targets: UpgradeTargets): Targets {
  return targets[version] ?? (isEnded(engine, version) ? [] : 'unknown');
}

function isEnded(engine: string, version: string): boolean {
  return ENDED[engine]?.some((major) => familyOf(engine, version) === engine + major) ?? false;
}

function parsed(rows: Readonly<Record<string, string>>): UpgradeTargets {
  return Object.fromEntries(Object.entries(rows).map(([version, targets]) => [version, targets === 'unknown' ? targets : targets.split(' ').filter(Boolean)]));
}
