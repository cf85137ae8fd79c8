/**
 * The versions of Aurora MySQL, oldest first. Every newer minor version and, one major version at a time, every minor version
 * of the next major version is a target: what AWS answers (`aws rds describe-db-engine-versions`) is narrower and goes first.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html
 */
const MINOR_VERSIONS: readonly (readonly [major: string, minors: string])[] = [
  ['5.7', '2.11.1 2.11.2 2.11.3 2.11.4 2.11.5 2.11.6 2.12.0 2.12.1 2.12.2 2.12.3 2.12.4 2.12.5'],
  ['8.0', '3.01.0 3.01.1 3.02.0 3.02.2 3.03.0 3.04.0 3.04.1 3.04.2 3.04.3 3.05.2 3.06.0 3.07.0 3.07.1 3.08.0 3.08.1 3.09.0 3.10.0 3.10.1 3.11.0 3.12.0 3.13.0'],
  ['8.4', '8.4.7 8.4.8'],
];
/** Retired: nothing is upgraded to them any more. */
const ONLY_SOURCES = ['8.0.mysql_aurora.3.01.0', '8.0.mysql_aurora.3.01.1'];

const VERSIONS = MINOR_VERSIONS.map(([major, minors]) => minors.split(' ').map((minor) => `${major}.mysql_aurora.${minor}`));

export const MYSQL_TARGETS: Readonly<Record<string, string>> = Object.fromEntries(VERSIONS.flatMap((minors, major) =>
  minors.map((version, index) => {
    const targets = [...minors.slice(index + 1), ...VERSIONS[major + 1] ?? []].filter((target) => !ONLY_SOURCES.includes(target));
    return [version, targets.join(' ')];
  })));
