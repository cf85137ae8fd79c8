import { MYSQL_TARGETS } from './mysql-targets';
import { POSTGRES_TARGETS } from './postgres-targets';

/** Where each version of one engine can be upgraded to in one step. A version that is not a key is not known. */
export type UpgradeTargets = Readonly<Record<string, readonly string[]>>;

/** When the tables in this folder were last compared with AWS's pages. */
export const TABLES_AS_OF = '2026-11-21';

const TABLES: Readonly<Record<string, UpgradeTargets>> = { 'aurora-mysql': parsed(MYSQL_TARGETS), 'aurora-postgresql': parsed(POSTGRES_TARGETS) };

/** What we know without asking AWS. */
export function knownUpgradeTargets(engine: string): UpgradeTargets {
  return TABLES[engine] ?? {};
}

function parsed(rows: Readonly<Record<string, string>>): UpgradeTargets {
  return Object.fromEntries(Object.entries(rows).map(([version, targets]) => [version, targets === '' ? [] : targets.split(' ')]));
}
