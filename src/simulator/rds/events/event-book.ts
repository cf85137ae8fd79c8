import type { Event, SourceType } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';
import type { Instance } from '../instance';

/** What AWS tells about its resources afterwards. */
export class EventBook {
  readonly events: Event[] = [];

  constructor(private readonly account: SimulatedAccount) {}

  add(kind: 'cluster' | 'instance', source: Cluster | Instance, categories: string[], message: string): void {
    const isCluster = kind === 'cluster';
    this.events.push({
      SourceIdentifier: source.identifier,
      SourceType: (isCluster ? 'db-cluster' : 'db-instance') as SourceType,
      SourceArn: this.account.arn(isCluster ? 'cluster' : 'db', source.identifier),
      EventCategories: categories,
      Message: message,
      Date: new Date(this.account.clock.now),
    });
  }
}
