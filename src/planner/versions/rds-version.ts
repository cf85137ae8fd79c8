import { auroraEngine, compareVersions } from './engine-version';
import { compareMinor, parseEngineVersion } from '../../capacity/engine-version';

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Migrating.RDSMySQL.Snapshot.html */
const NOT_TO_NEWER_MYSQL = ['8.0.11', '8.0.13', '8.0.15'];
const NEWER_MYSQL = '8.0.mysql_aurora.3.05.0';
const TAKEN_EVERYWHERE = '8.0.28';

/**
 * Can a server outside Aurora become this version of Aurora without being copied row by row?
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Migrating.RDSPostgreSQL.Replica.html
 */
export function becomes(engine: string, version: string, wanted: string): 'yes' | 'no' | 'unknown' {
  const aurora = auroraEngine(engine);
  if (parseEngineVersion(aurora, wanted).major !== parseEngineVersion(engine, version).major) return 'no';
  if (engine === 'postgres') return compareVersions(aurora, wanted, version) >= 0 ? 'yes' : 'no';
  if (!version.startsWith('8.0.') || compareVersions(aurora, wanted, NEWER_MYSQL) < 0) return 'yes';
  if (NOT_TO_NEWER_MYSQL.includes(version)) return 'no';
  const [own, since] = [version, TAKEN_EVERYWHERE].map((name) => name.split('.').map(Number));
  return compareMinor(own, since) >= 0 ? 'yes' : 'unknown';
}
