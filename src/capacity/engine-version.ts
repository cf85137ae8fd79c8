/** What the first versions of Aurora MySQL 1 and 2 are called. */
const OLD_NAMES: Readonly<Record<string, string>> = { '5.6.10a': '5.6', '5.7.12': '5.7' };

/** `13.12` becomes 13 and [12], `8.0.mysql_aurora.3.08.1` becomes 8.0 and [3, 8, 1], `13.serverless_12` becomes 13 and [12]; of RDS `8.0.36` becomes 8.0 and [36]. */
export function parseEngineVersion(engine: string, version: string): { readonly major: string; readonly minor: readonly number[] } {
  if (engine === 'aurora-mysql') {
    const [major, minor = ''] = version.split('.mysql_aurora.');
    return { major: OLD_NAMES[major] ?? major, minor: numbers(minor) };
  }
  if (engine === 'mysql') {
    const [first, second, ...minor] = version.split('.');
    return { major: second === undefined ? first : `${first}.${second}`, minor: numbers(minor.join('.')) };
  }
  const [major, ...minor] = version.replace('serverless_', '').split('.');
  return { major, minor: numbers(minor.join('.')) };
}

/** Negative where `a` is older than `b`, positive where it is newer. */
export function compareMinor(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The lowest minor version with a feature, by engine and major version. `never` where the major version does not have it. */
export type LowestVersions = Readonly<Record<string, Readonly<Record<string, readonly number[] | 'never'>>>>;

/** Does this version have the feature? A major version that is not in the table, or an alias such as `8.0`, is not known. */
export function hasFeature(lowest: LowestVersions, engine: string, version: string): boolean | 'unknown' {
  const { major, minor } = parseEngineVersion(engine, version);
  const first = lowest[engine]?.[major];
  if (first === 'never') return false;
  if (first === undefined || minor.length === 0) return 'unknown';
  return compareMinor(minor, first) >= 0;
}

function numbers(text: string): number[] {
  return text === '' ? [] : text.split('.').map((part) => parseInt(part, 10)).filter((part) => !Number.isNaN(part));
}
