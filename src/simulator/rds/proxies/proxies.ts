import type { SimulatedAccount } from '../../account';
import type { Destination } from '../../data/writing-client';
import type { Cluster } from '../cluster';
import { fault, required } from '../faults';
import { identifierIn } from '../find';
import type { Database, Proxy } from './proxy';

/** The proxies of the account, and where their names lead. */
export class Proxies {
  private readonly byName = new Map<string, Proxy>();
  /** Who had a name last: its clients have written somewhere. */
  private readonly lastOfName = new Map<string, Proxy>();

  constructor(private readonly account: SimulatedAccount) {}

  get all(): Proxy[] {
    return [...this.byName.values()];
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  find(name: string | undefined): Proxy {
    const proxy = this.byName.get(identifierIn(required(name, 'DBProxyName')));
    if (!proxy) throw fault('DBProxyNotFoundFault', `DBProxy ${name} not found.`);
    return proxy;
  }

  add(proxy: Proxy): void {
    this.byName.set(proxy.name, proxy);
    this.lastOfName.set(proxy.name, proxy);
  }

  remove(proxy: Proxy): void {
    this.account.catchUpClients();
    this.byName.delete(proxy.name);
  }

  of(database: Database): Proxy[] {
    return this.all.filter(({ target }) => target === database);
  }

  /** Every proxy keeps at least one connection open, whether or not it has clients: a database behind it is never idle. */
  connectionsTo(database: Database): number {
    return this.of(database).filter(({ registration }) => registration === 'registered').length;
  }

  /** The proxies of a cluster go on with the one that takes its place. */
  follow(from: Cluster, to: Cluster): void {
    this.account.catchUpClients();
    for (const proxy of this.of(from)) proxy.database = to;
  }

  destinationOf(name: string): Destination | undefined {
    const destination = this.lastOfName.get(name)?.destination;
    if (this.byName.has(name) || !destination) return destination;
    return { ...destination, acceptsWrites: false, admitsConnections: false, patienceMillis: undefined };
  }
}
