const SECONDS = { s: 1, m: 60, h: 3600 };

/** `60s`, `5m`, `2h`; a number alone is seconds. */
export function parseDuration(option: string, text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
  if (match) return Number(match[1]) * SECONDS[(match[2] || 's') as keyof typeof SECONDS];
  problems.push(`--${option} takes a duration such as 60s, 5m or 2h, got ${text}.`);
  return undefined;
}
