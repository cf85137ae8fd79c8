import { clock } from '../../terminal';

/** The part of time that a chart shows, and where it stands on the page. */
export interface Scale {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly left: number;
  readonly width: number;
}

export function x({ fromSeconds, toSeconds, left, width }: Scale, atSeconds: number): number {
  const within = Math.min(toSeconds, Math.max(fromSeconds, atSeconds));
  return round(left + (within - fromSeconds) / Math.max(1, toSeconds - fromSeconds) * width);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800];
const MOST_TICKS = 12;

/** Round times, no more than can be read. */
export function ticks({ fromSeconds, toSeconds }: Scale): { readonly atSeconds: number; readonly label: string }[] {
  const span = toSeconds - fromSeconds;
  const step = STEPS.find((candidate) => span / candidate <= MOST_TICKS) ?? STEPS.at(-1)!;
  const first = Math.ceil(fromSeconds / step);
  return Array.from({ length: Math.floor(toSeconds / step) - first + 1 }, (_, index) => (first + index) * step)
    .map((atSeconds) => ({ atSeconds, label: clock(atSeconds) }));
}
