import seedrandom from 'seedrandom';

/** A range of values, the most likely one between its ends. */
export interface Range {
  readonly minimum: number;
  readonly typical: number;
  readonly maximum: number;
}

/**
 * Random numbers that depend on the seed and on what they are for, not on how many were drawn before:
 * a driver that dies and calls once more does not change how long the next failover takes.
 */
export class Random {
  constructor(private readonly seed: number) {}

  /** Between 0 (inclusive) and 1 (exclusive), always the same for the same purpose. */
  fraction(purpose: string): number {
    return seedrandom.alea(`${this.seed}/${purpose}`)();
  }

  /** From a triangular distribution. */
  between(purpose: string, { minimum, typical, maximum }: Range): number {
    const width = maximum - minimum;
    if (width === 0) return minimum;
    const fraction = this.fraction(purpose);
    return fraction < (typical - minimum) / width
      ? minimum + Math.sqrt(fraction * width * (typical - minimum))
      : maximum - Math.sqrt((1 - fraction) * width * (maximum - typical));
  }
}
