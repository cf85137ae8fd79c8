import type { SimulatedAccount } from './account';
import type { Cluster } from './rds/cluster';

/** Names that for a while lead to whoever had them before: resolvers keep what they know until it expires. */
export class Dns {
  private readonly stale = new Map<string, Cluster>();

  constructor(private readonly account: SimulatedAccount) {}

  /** The name belongs to another cluster from now on, and clients learn it later. */
  moved(name: string, from: Cluster): void {
    this.stale.set(name, from);
    this.account.clock.schedule(this.account.draw('dnsLag', name), () => {
      this.account.catchUpClients();
      this.stale.delete(name);
    });
  }

  clusterBehind(name: string): Cluster | undefined {
    return this.stale.get(name) ?? this.account.clusters.get(name);
  }
}
