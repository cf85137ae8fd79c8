/** A set of whole numbers, kept as ranges `[from, to)`: a day of client writes is a handful of them. */
export class Ranges {
  private readonly ranges: [number, number][] = [];

  /** Ranges are added in ascending order. */
  add(from: number, to: number): void {
    if (from >= to) return;
    const last = this.ranges.at(-1);
    if (last && last[1] === from) last[1] = to;
    else this.ranges.push([from, to]);
  }

  get size(): number {
    return this.ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** How many of these numbers the other set lacks. */
  missingFrom(other: Ranges): number {
    return this.size - this.ranges.reduce((sum, range) => sum + other.overlap(range), 0);
  }

  copy(): Ranges {
    const copy = new Ranges();
    for (const [from, to] of this.ranges) copy.add(from, to);
    return copy;
  }

  private overlap([from, to]: [number, number]): number {
    return this.ranges.reduce((sum, range) => sum + Math.max(0, Math.min(to, range[1]) - Math.max(from, range[0])), 0);
  }
}
