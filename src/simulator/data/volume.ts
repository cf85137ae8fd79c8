import { Ranges } from './ranges';

/**
 * The committed writes of one database, by the client that made them. A copy (snapshot, clone, replica) has the same
 * lineage: what was written before the copy is in both, what is written afterwards only in one.
 */
export class Volume {
  static empty(): Volume {
    return new Volume({});
  }

  private readonly logs = new Map<string, Ranges>();

  private constructor(readonly lineage: object) {}

  commit(client: string, from: number, to: number): void {
    this.log(client).add(from, to);
  }

  log(client: string): Ranges {
    let log = this.logs.get(client);
    if (!log) this.logs.set(client, log = new Ranges());
    return log;
  }

  copy(): Volume {
    const copy = new Volume(this.lineage);
    for (const [client, log] of this.logs) copy.logs.set(client, log.copy());
    return copy;
  }

  /** Takes over what the other volume has and this one lacks, as a replica does. */
  catchUpWith(source: Volume): void {
    for (const [client, log] of source.logs) this.logs.set(client, log.copy());
  }
}
