import { compareMinor, parseEngineVersion } from '../../capacity/engine-version';

export const ENGINES = ['aurora-mysql', 'aurora-postgresql'];

/** The Aurora engine in which the data will be. */
export function auroraEngine(engine: string): string {
  // `aurora` is MySQL 5.6.
  if (engine === 'mysql' || engine === 'aurora') return 'aurora-mysql';
  return engine === 'postgres' ? 'aurora-postgresql' : engine;
}

/** The parameter group family, `aurora-mysql8.0` or `aurora-postgresql13`. */
export function familyOf(engine: string, version: string): string {
  return engine + parseEngineVersion(engine, version).major;
}

/** Negative when `a` is older than `b`, whatever their major versions. */
export function compareVersions(engine: string, a: string, b: string): number {
  const [left, right] = [a, b].map((version) => parseEngineVersion(engine, version));
  return compareMinor(left.major.split('.').map(Number), right.major.split('.').map(Number)) || compareMinor(left.minor, right.minor);
}

/** `8.0.35` of a server outside Aurora is of the same major version as `8.0.mysql_aurora.3.10.0`. */
export function isOlderMajor(engine: string, a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => parseEngineVersion(engine, version).major.split('.').slice(0, 2).map(Number));
  return compareMinor(left, right) < 0;
}

/** Is this version the wanted one, or a newer minor version of it? AWS upgrades minor versions by itself. */
export function isAtLeast(engine: string, version: string, wanted: string): boolean {
  return familyOf(engine, version) === familyOf(engine, wanted) && compareVersions(engine, version, wanted) >= 0;
}
