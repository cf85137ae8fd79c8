/** The lowest minor version with `db.serverless`, by engine and major version. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html */
const LOWEST_SERVERLESS: Record<string, Record<string, readonly number[]>> = {
  'aurora-mysql': { '5.6': [], '5.7': [], '8.0': [3, 2, 0], '8.4': [8, 4, 0] },
  'aurora-postgresql': { 10: [], 11: [], 12: [], 13: [6], 14: [3], 15: [2], 16: [1], 17: [4], 18: [3] },
};

export const ENGINES = Object.keys(LOWEST_SERVERLESS);

export interface EngineVersion {
  readonly major: string;
  readonly minor: readonly number[];
}

/** `13.12` becomes 13 and [12], `8.0.mysql_aurora.3.08.1` becomes 8.0 and [3, 8, 1], `13.serverless_12` becomes 13 and [12]. */
export function parseEngineVersion(engine: string, version: string): EngineVersion {
  if (engine === 'aurora-mysql') {
    const [major, minor = ''] = version.split('.mysql_aurora.');
    return { major, minor: numbers(minor) };
  }
  const [major, ...minor] = version.replace('serverless_', '').split('.');
  return { major, minor: numbers(minor.join('.')) };
}

/** Does this version offer `db.serverless`? A major version that is newer than the table is not known. */
export function offersServerless(engine: string, version: string): boolean | 'unknown' {
  const { major, minor } = parseEngineVersion(engine, version);
  const lowest = LOWEST_SERVERLESS[engine]?.[major];
  if (lowest === undefined) return 'unknown';
  return lowest.length > 0 && compareNumbers(minor, lowest) >= 0;
}

/** The parameter group family, `aurora-mysql8.0` or `aurora-postgresql13`. */
export function familyOf(engine: string, version: string): string {
  return engine + parseEngineVersion(engine, version).major;
}

/** Negative when `a` is older than `b`, whatever their major versions. */
export function compareVersions(engine: string, a: string, b: string): number {
  const [left, right] = [a, b].map((version) => parseEngineVersion(engine, version));
  return compareNumbers(numbers(left.major), numbers(right.major)) || compareNumbers(left.minor, right.minor);
}

/** Is this version the wanted one, or a newer minor version of it? AWS upgrades minor versions by itself. */
export function isAtLeast(engine: string, version: string, wanted: string): boolean {
  const [is, want] = [version, wanted].map((text) => parseEngineVersion(engine, text));
  return is.major === want.major && compareNumbers(is.minor, want.minor) >= 0;
}

function numbers(text: string): number[] {
  return text === '' ? [] : text.split('.').map((part) => parseInt(part, 10));
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
