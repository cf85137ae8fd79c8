import type { SimulatedAccount } from '../account';
import type { Invariant } from './invariant';
import type { Volume } from '../data/volume';
import { WRITE_INTERVAL_MILLIS } from '../data/writing-client';

/** A database and its copies never take writes from clients at the same time. A copy to which nobody writes is none of its business. */
export function oneWriter(): Invariant {
  const known = new Map<Volume[], number>();
  const check = (account: SimulatedAccount) => {
    account.catchUpClients();
    for (const lineage of lineages(account)) {
      const twice = writesAtTheSameTime(lineage);
      if (twice <= (known.get(lineage) ?? 0)) continue;
      known.set(lineage, twice);
      const names = databasesOf(account, lineage).join(' and ');
      return `${names} have the same origin and took writes at the same time for ${twice * WRITE_INTERVAL_MILLIS / 1000} seconds`;
    }
    return undefined;
  };
  return { code: 'ONE_WRITER', afterCall: check, atEnd: check };
}

function databases(account: SimulatedAccount) {
  return [...account.clusters.values(), ...account.instances.values()];
}

function lineages(account: SimulatedAccount): Set<Volume[]> {
  return new Set(databases(account).flatMap(({ volume }) => volume ? [volume.lineage] : []));
}

/** How many ticks of the clients' clock found more than one volume that took a write. */
function writesAtTheSameTime(lineage: Volume[]): number {
  const written = lineage.map(({ ownWrites }) => ownWrites).filter(({ size }) => size > 0);
  const pairs = written.flatMap((one, index) => written.slice(index + 1).map((other) => one.sharedWith(other)));
  return pairs.reduce((sum, shared) => sum + shared, 0);
}

function databasesOf(account: SimulatedAccount, lineage: Volume[]): string[] {
  const written = databases(account).filter(({ volume }) => volume && lineage.includes(volume) && volume.ownWrites.size > 0);
  return written.map(({ identifier }) => identifier);
}
