/** The lowest minor version with `db.serverless`, by major version. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html */
const LOWEST_SERVERLESS_MINOR: Record<string, number> = {
  'aurora-postgresql13': 6,
  'aurora-postgresql14': 3,
  'aurora-postgresql15': 2,
  'aurora-postgresql16': 1,
  'aurora-postgresql17': 4,
  'aurora-postgresql18': 3,
  'aurora-mysql8.0': 302,
  'aurora-mysql8.4': 0,
};

/** `13.12` becomes aurora-postgresql13 and 12, `8.0.mysql_aurora.3.08.1` becomes aurora-mysql8.0 and 308. */
export function parseVersion(engine: string, version: string): { family: string; minor: number } {
  const mysql = /^(\d+\.\d+)\.mysql_aurora\.(\d+)\.(\d+)/.exec(version);
  if (mysql) return { family: `${engine}${mysql[1]}`, minor: Number(mysql[2]) * 100 + Number(mysql[3]) };
  const [major, minor] = version.split('.');
  return { family: `${engine}${major}`, minor: Number(minor ?? 0) };
}

export function offersServerless(engine: string, version: string): boolean {
  const { family, minor } = parseVersion(engine, version);
  const lowest = LOWEST_SERVERLESS_MINOR[family];
  return lowest !== undefined && minor >= lowest;
}
