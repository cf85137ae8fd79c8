import { Ranges } from './ranges';

/**
 * The committed writes of one database, by the client that made them. A copy (snapshot, clone, replica) has the same
 * lineage: what was written before the copy is in both, what is written afterwards only in one.
 */
export class Volume {
  static empty(): Volume {
    return new Volume([]);
  }

  /** What clients committed here themselves; the rest came from another volume. */
  readonly ownWrites = new Ranges();
  private logs = new Map<string, Ranges>();

  /** The lineage is every volume that has the same origin, in the order of their creation. */
  private constructor(readonly lineage: Volume[]) {
    lineage.push(this);
  }

  commit(client: string, from: number, to: number): void {
    this.log(client).add(from, to);
    this.ownWrites.add(from, to);
  }

  log(client: string): Ranges {
    let log = this.logs.get(client);
    if (!log) this.logs.set(client, log = new Ranges());
    return log;
  }

  copy(): Volume {
    const copy = new Volume(this.lineage);
    copy.become(this);
    return copy;
  }

  /** Takes over what the other volume has of the writes before that one and this one lacks, as a replica does. */
  catchUpWith(source: Volume, beforeWrite = Infinity): void {
    for (const [client, log] of source.logs) this.log(client).addAll(log.below(beforeWrite));
  }

  /** Forgets what it has and holds what the other volume holds. */
  become(other: Volume): void {
    this.logs = new Map([...other.logs].map(([client, log]) => [client, log.copy()]));
  }

  /** How many writes are here that a reader of the other volume does not see, when it shows only those before that one. */
  unseenIn(other: Volume, beforeWrite = Infinity): number {
    return [...this.logs].reduce((sum, [client, log]) => sum + log.missingFrom(other.log(client).below(beforeWrite)), 0);
  }
}
