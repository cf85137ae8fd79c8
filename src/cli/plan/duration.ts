const SECONDS = { s: 1, m: 60, h: 3600 };

/** `60s`, `5m`, `2h`; a number alone is seconds. */
export function parseDuration(option: string, text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
  if (match) return Number(match[1]) * SECONDS[(match[2] || 's') as keyof typeof SECONDS];
  problems.push(`--${option} takes a duration such as 60s, 5m or 2h, got ${text}.`);
  return undefined;
}

/** `45 s`, `12 min`, `3:20 h` */
function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)}:${String(Math.round(seconds % 3600 / 60)).padStart(2, '0')} h`;
}

export function durations({ leastSeconds, mostSeconds }: { readonly leastSeconds: number; readonly mostSeconds: number }): string {
  const [least, most] = [duration(leastSeconds), duration(mostSeconds)];
  const [, unit] = least.split(' ');
  return most.endsWith(` ${unit}`) ? `${least.split(' ')[0]} to ${most}` : `${least} to ${most}`;
}
