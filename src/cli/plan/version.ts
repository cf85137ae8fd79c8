const VERSION = /^\d+(\.(\d+|mysql_aurora))*$/;

/** `16`, `3.10` or `8.0.mysql_aurora.3.10.0`. Whether there is such a version is a question of the source. */
export function parseVersion(text: string | undefined, problems: string[]): string | undefined {
  if (text !== undefined && !VERSION.test(text)) {
    problems.push(`--to takes an engine version or the beginning of one, such as 16, 16.8, 8.0, 3.10 or 8.0.mysql_aurora.3.10.0, got "${text}".`);
  }
  return text;
}
