import { POSTGRES_UPGRADE_TARGETS } from './postgres-upgrade-targets';

export const AURORA_MYSQL = 'aurora-mysql';
export const AURORA_POSTGRESQL = 'aurora-postgresql';
export const ENGINES = [AURORA_MYSQL, AURORA_POSTGRESQL];

/** RDS engines whose snapshots and replicas become Aurora clusters. */
const SOURCE_ENGINES: Record<string, string> = { mysql: AURORA_MYSQL, postgres: AURORA_POSTGRESQL };

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html */
const MYSQL_VERSIONS = [
  ...['2.11.4', '2.11.5', '2.11.6', '2.12.0', '2.12.1', '2.12.2', '2.12.3', '2.12.4', '2.12.5'].map((minor) => `5.7.mysql_aurora.${minor}`),
  ...[
    '3.01.0', '3.01.1', '3.02.0', '3.02.2', '3.03.0', '3.04.0', '3.04.1', '3.04.2', '3.04.3', '3.05.2', '3.06.0', '3.07.0', '3.07.1', '3.08.0', '3.08.1',
    '3.09.0', '3.10.0', '3.10.1', '3.11.0', '3.12.0', '3.13.0',
  ].map((minor) => `8.0.mysql_aurora.${minor}`),
  ...['8.4.7', '8.4.8'].map((minor) => `8.4.mysql_aurora.${minor}`),
];

/** Clusters are still there with them, and nothing is upgraded to them any more. */
const RETIRED_MYSQL_VERSIONS = /\.3\.01\.\d$/;

const POSTGRES_VERSIONS = [...new Set(Object.entries(POSTGRES_UPGRADE_TARGETS).flatMap(([source, targets]) => [source, ...words(targets)]))]
  .sort(byNumber);

const DEFAULT_VERSIONS: Record<string, string> = { [AURORA_MYSQL]: '8.0.mysql_aurora.3.10.0', [AURORA_POSTGRESQL]: '17.7' };

/** MySQL goes one major version at a time. */
const NEXT_MYSQL_MAJOR: Record<string, string> = { '5.7': '8.0', '8.0': '8.4' };

export interface UpgradeTarget {
  readonly version: string;
  readonly isMajor: boolean;
}

export function isKnownEngine(engine: string): boolean {
  return ENGINES.includes(engine);
}

/** Engines of RDS that are not Aurora. */
export function isRdsEngine(engine: string): boolean {
  return /^(custom-|db2-|mariadb$|mysql$|oracle-|postgres$|sqlserver-)/.test(engine);
}

/** The Aurora engine that a snapshot or replica of this RDS engine becomes. */
export function auroraEngineOf(engine: string): string {
  return SOURCE_ENGINES[engine] ?? engine;
}

export function versionsOf(engine: string): readonly string[] {
  return engine === AURORA_MYSQL ? MYSQL_VERSIONS : engine === AURORA_POSTGRESQL ? POSTGRES_VERSIONS : [];
}

/** The default version of an engine, or of one of its major versions (`5.7`, `13`). */
export function defaultVersion(engine: string, major?: string): string {
  if (major === undefined) return DEFAULT_VERSIONS[engine];
  const fitting = versionsOf(engine).filter((version) => parseVersion(engine, version).family === `${engine}${major}`);
  return fitting.includes(DEFAULT_VERSIONS[engine]) ? DEFAULT_VERSIONS[engine] : fitting.at(-1) ?? major;
}

/** The version that a call names: itself, or the default one of a major version (`8.0`, `13`). */
export function knownVersion(engine: string, wanted: string): string | undefined {
  if (versionsOf(engine).includes(wanted)) return wanted;
  return families(engine).includes(engine + wanted) ? defaultVersion(engine, wanted) : undefined;
}

/** The parameter group families of an engine, oldest first. */
export function families(engine: string): string[] {
  return [...new Set(versionsOf(engine).map((version) => familyOf(engine, version)))];
}

/** `8.0` of `8.0.mysql_aurora.3.08.1`, `13` of `13.12`. */
export function majorOf(engine: string, version: string): string {
  return familyOf(engine, version).slice(engine.length);
}

/** `13.12` becomes aurora-postgresql13 and 12, `8.0.mysql_aurora.3.08.1` becomes aurora-mysql8.0 and 308. */
export function parseVersion(engine: string, version: string): { family: string; minor: number } {
  const mysql = /^(\d+\.\d+)\.mysql_aurora\.(\d+)\.(\d+)/.exec(version);
  if (mysql) return { family: `${engine}${mysql[1]}`, minor: Number(mysql[2]) * 100 + Number(mysql[3]) };
  // Numbers of RDS for MySQL have three parts, and two of them are the major version.
  if (engine === 'mysql') return { family: engine + version.split('.').slice(0, 2).join('.'), minor: Number(version.split('.')[2] ?? 0) };
  const [major, minor] = version.replace('serverless_', '').split('.');
  return { family: `${engine}${major}`, minor: Number(minor ?? 0) };
}

export function familyOf(engine: string, version: string): string {
  return parseVersion(engine, version).family;
}

/** Where a version can be upgraded to in one step. */
export function upgradeTargets(engine: string, version: string): UpgradeTarget[] {
  const family = familyOf(engine, version);
  return (engine === AURORA_MYSQL ? mysqlTargets(version) : words(POSTGRES_UPGRADE_TARGETS[version] ?? ''))
    .map((target) => ({ version: target, isMajor: familyOf(engine, target) !== family }));
}

function mysqlTargets(version: string): string[] {
  const major = version.split('.mysql_aurora.')[0];
  const from = MYSQL_VERSIONS.indexOf(version);
  return MYSQL_VERSIONS.filter((target, index) => {
    const targetMajor = target.split('.mysql_aurora.')[0];
    if (RETIRED_MYSQL_VERSIONS.test(target)) return false;
    return (targetMajor === major && index > from) || targetMajor === NEXT_MYSQL_MAJOR[major];
  });
}

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

function byNumber(a: string, b: string): number {
  const [[majorA, minorA], [majorB, minorB]] = [a, b].map((version) => version.split('.').map(Number));
  return majorA - majorB || minorA - minorB;
}
