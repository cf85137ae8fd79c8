/** A set of whole numbers, kept as ranges `[from, to)`: a day of client writes is a handful of them. */
export class Ranges {
  private ranges: [number, number][] = [];

  add(from: number, to: number): void {
    if (from >= to) return;
    const last = this.ranges.at(-1);
    if (!last || last[1] < from) this.ranges.push([from, to]);
    else if (last[0] <= from) last[1] = Math.max(last[1], to);
    else this.insert(from, to);
  }

  get size(): number {
    return this.ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** How many of these numbers the other set lacks. */
  missingFrom(other: Ranges): number {
    return this.size - this.sharedWith(other);
  }

  /** How many numbers are in both sets. */
  sharedWith(other: Ranges): number {
    return this.ranges.reduce((sum, range) => sum + other.overlap(range), 0);
  }

  /** The numbers that are less than the limit. */
  below(limit: number): Ranges {
    const part = new Ranges();
    for (const [from, to] of this.ranges) part.add(from, Math.min(to, limit));
    return part;
  }

  addAll(other: Ranges): void {
    for (const [from, to] of other.ranges) this.add(from, to);
  }

  copy(): Ranges {
    return this.below(Infinity);
  }

  private overlap([from, to]: [number, number]): number {
    return this.ranges.reduce((sum, range) => sum + Math.max(0, Math.min(to, range[1]) - Math.max(from, range[0])), 0);
  }

  private insert(from: number, to: number): void {
    const sorted = [...this.ranges, [from, to] as [number, number]].sort((a, b) => a[0] - b[0]);
    this.ranges = [];
    for (const range of sorted) this.add(...range);
  }
}
