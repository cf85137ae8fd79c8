import type { SecondsRange } from './durations';

/** `45 s`, `12 min`, `3:20 h` */
export function durationInWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
}

/** `5 to 12 min`, `45 s to 3 min` */
export function rangeInWords({ leastSeconds, mostSeconds }: SecondsRange): string {
  const [least, most] = [durationInWords(leastSeconds), durationInWords(mostSeconds)];
  const [number, unit] = least.split(' ');
  return most.endsWith(` ${unit}`) ? `${number} to ${most}` : `${least} to ${most}`;
}
