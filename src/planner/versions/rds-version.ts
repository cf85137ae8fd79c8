import { compareVersions, familyOf } from './engine-version';
import { compareMinor } from '../../capacity/engine-version';

const AURORA: Readonly<Record<string, string>> = { mysql: 'aurora-mysql', postgres: 'aurora-postgresql' };

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Migrating.RDSMySQL.Snapshot.html */
const NOT_TO_NEWER_MYSQL = ['8.0.11', '8.0.13', '8.0.15'];
const NEWER_MYSQL = '8.0.mysql_aurora.3.05.0';
const TAKEN_EVERYWHERE = '8.0.28';

/** `8.0` of MySQL 8.0.35, which is of the same major version as 8.0.mysql_aurora.3.10.0; `14` of PostgreSQL 14.9. */
export function majorOfServer(engine: string, version: string): string {
  return version.split('.').slice(0, engine === 'mysql' ? 2 : 1).join('.');
}

/**
 * Can a server outside Aurora become this version of Aurora without being copied row by row?
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Migrating.RDSPostgreSQL.Replica.html
 */
export function becomes(engine: string, version: string, wanted: string): 'yes' | 'no' | 'unknown' {
  const aurora = AURORA[engine];
  if (familyOf(aurora, wanted) !== aurora + majorOfServer(engine, version)) return 'no';
  if (engine === 'postgres') return compareVersions(aurora, wanted, version) >= 0 ? 'yes' : 'no';
  if (!version.startsWith('8.0.') || compareVersions(aurora, wanted, NEWER_MYSQL) < 0) return 'yes';
  if (NOT_TO_NEWER_MYSQL.includes(version)) return 'no';
  const [own, since] = [version, TAKEN_EVERYWHERE].map((name) => name.split('.').map(Number));
  return compareMinor(own, since) >= 0 ? 'yes' : 'unknown';
}
