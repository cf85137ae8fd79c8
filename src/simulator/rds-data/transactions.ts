import type { SimulatedAccount } from '../account';
import { refused } from './refusals';
import type { Cluster } from '../rds/cluster';

/** A transaction that somebody has begun on the writer and not ended. */
export interface Transaction {
  readonly id: string;
  readonly cluster: Cluster;
  readonly begunAtMillis: number;
  /** Of the Data API, which forgets those that nobody uses; others last for as long as their connection. */
  usedAtMillis?: number;
}

const LONGEST_UNUSED_MILLIS = 3 * 60_000;
const LONGEST_MILLIS = 24 * 3600_000;

/** The transactions that are open. A connection that breaks ends its own. */
export class Transactions {
  private readonly open = new Map<string, Transaction>();
  private count = 0;

  constructor(private readonly account: SimulatedAccount) {}

  /** Of a client with a connection of its own, unless it is of the Data API. */
  begin(cluster: Cluster, isOfDataApi = false): Transaction {
    const { now } = this.account.clock;
    const id = this.account.madeUp('', `transaction/${++this.count}`, 24);
    const transaction: Transaction = { id, cluster, begunAtMillis: now, ...(isOfDataApi ? { usedAtMillis: now } : {}) };
    this.open.set(id, transaction);
    return transaction;
  }

  end({ id }: Pick<Transaction, 'id'>): void {
    this.open.delete(id);
  }

  endAllOf(cluster: Cluster): void {
    for (const transaction of this.of(cluster)) this.end(transaction);
  }

  of(cluster: Cluster): Transaction[] {
    for (const transaction of this.open.values()) if (this.isForgotten(transaction)) this.end(transaction);
    return [...this.open.values()].filter((transaction) => transaction.cluster === cluster);
  }

  /** One of the Data API goes on. */
  use(cluster: Cluster, id: string | undefined): Transaction {
    const transaction = this.of(cluster).find((candidate) => candidate.id === id && candidate.usedAtMillis !== undefined);
    if (!transaction) throw refused('TransactionNotFoundException', `Transaction ${id} is not found`);
    transaction.usedAtMillis = this.account.clock.now;
    return transaction;
  }

  private isForgotten({ begunAtMillis, usedAtMillis }: Transaction): boolean {
    const { now } = this.account.clock;
    return usedAtMillis !== undefined && (now - usedAtMillis > LONGEST_UNUSED_MILLIS || now - begunAtMillis > LONGEST_MILLIS);
  }
}
