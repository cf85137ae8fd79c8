/** From the shortest that is expected to the longest. */
export interface SecondsRange {
  readonly leastSeconds: number;
  readonly mostSeconds: number;
}

/** A range, and how its middle is distributed: what it takes to add up many. */
export interface Duration extends SecondsRange {
  readonly likelySeconds: number;
  readonly deviationSeconds: number;
}

/** What is known of how long something takes, in seconds. */
export type Estimate = readonly [least: number, typical: number, most: number];

/** How fast AWS is: as documented, faster (from half of the least to the typical), or slower (from the typical to twice the most). A plan says which it rests on. */
export const PACES = ['typical', 'fast', 'slow'] as const;

export type Pace = typeof PACES[number];

export function paced([least, typical, most]: Estimate, pace: Pace): Estimate {
  return { typical: [least, typical, most] as const, fast: [least / 2, least, typical] as const, slow: [typical, most, 2 * most] as const }[pace];
}

/** What we add to AWS's time, whatever its pace. */
export interface Watching {
  /** Before that nobody looks. */
  readonly notBeforeSeconds?: number;
  readonly seeing?: Estimate;
  /** How many such things run at the same time: the last one counts. */
  readonly sideBySide?: number;
}

const SAMPLES = 50;

/** How long something takes that varies by chance as a triangle does. */
export function durationOf(aws: Estimate, { notBeforeSeconds = 0, seeing = [0, 0, 0], sideBySide = 1 }: Watching = {}): Duration {
  const chances = Array.from({ length: SAMPLES }, (_, index) => (index + 0.5) / SAMPLES);
  const waited = chances.map((chance) => Math.max(notBeforeSeconds, quantile(aws, chance ** (1 / sideBySide))));
  const seen = chances.map((chance) => quantile(seeing, chance));
  return {
    leastSeconds: Math.floor(Math.max(notBeforeSeconds, aws[0]) + seeing[0]),
    mostSeconds: Math.ceil(Math.max(notBeforeSeconds, aws[2]) + seeing[2]),
    likelySeconds: Math.round(mean(waited) + mean(seen)),
    deviationSeconds: Math.round(Math.hypot(deviation(waited), deviation(seen))),
  };
}

/** In how many standard deviations around what is likely a sum is trusted to be. */
const TRUSTED_DEVIATIONS = 4;

/** Steps vary by chance, each by itself: the sum of many is never as short or as long as if every one were. */
export function total(durations: readonly Duration[]): SecondsRange {
  const likely = sum(durations.map(({ likelySeconds }) => likelySeconds));
  const trusted = TRUSTED_DEVIATIONS * Math.hypot(...durations.map(({ deviationSeconds }) => deviationSeconds));
  return {
    leastSeconds: Math.max(sum(durations.map(({ leastSeconds }) => leastSeconds)), Math.floor(likely - trusted)),
    mostSeconds: Math.min(sum(durations.map(({ mostSeconds }) => mostSeconds)), Math.ceil(likely + trusted)),
  };
}

/** How long several things take, each of which begins when the one before it has ended. */
export function inOrder(durations: readonly Duration[]): Duration {
  return {
    ...total(durations),
    likelySeconds: sum(durations.map(({ likelySeconds }) => likelySeconds)),
    deviationSeconds: Math.round(Math.hypot(...durations.map(({ deviationSeconds }) => deviationSeconds))),
  };
}

/** The value that so much of a triangular distribution is below. */
function quantile([least, typical, most]: Estimate, chance: number): number {
  const width = most - least;
  if (width === 0) return least;
  return chance < (typical - least) / width
    ? least + Math.sqrt(chance * width * (typical - least))
    : most - Math.sqrt((1 - chance) * width * (most - typical));
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
