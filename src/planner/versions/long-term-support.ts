import { parseEngineVersion } from '../../capacity/engine-version';

/** Minor versions that AWS supports for longer than the others. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html */
const LONG_TERM_SUPPORT: Readonly<Record<string, readonly string[]>> = {
  'aurora-mysql': ['8.0/3.10'],
  'aurora-postgresql': ['14/6', '15/10', '16/8', '17/7'],
};

export function isLongTermSupport(engine: string, version: string): boolean {
  const { major, minor } = parseEngineVersion(engine, version);
  const line = `${major}/${minor.slice(0, engine === 'aurora-mysql' ? 2 : 1).join('.')}`;
  return LONG_TERM_SUPPORT[engine]?.includes(line) ?? false;
}
