import type { Event } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { EVENTS, type EventName } from '../catalog/events';

/** An event with its id, which Amazon EventBridge shows and a describe does not. */
export interface BookedEvent extends Event {
  readonly EventID: string;
  readonly Date: Date;
}

const KINDS_IN_ARNS: Record<string, string> = {
  'db-cluster': 'cluster', 'db-cluster-snapshot': 'cluster-snapshot', 'db-instance': 'db', 'db-parameter-group': 'pg', 'db-snapshot': 'snapshot',
};

/** What AWS tells about its resources afterwards. */
export class EventBook {
  readonly events: BookedEvent[] = [];

  constructor(private readonly account: SimulatedAccount) {}

  /** @param details what stands for each `{}` of the message */
  add(name: EventName, source: string, ...details: string[]): void {
    const { id, sourceType, category, message } = EVENTS[name];
    this.events.push({
      EventID: id,
      SourceIdentifier: source,
      SourceType: sourceType,
      SourceArn: this.account.arn(KINDS_IN_ARNS[sourceType], source),
      EventCategories: [category],
      Message: details.reduce((text, detail) => text.replace('{}', () => detail), message as string),
      Date: new Date(this.account.clock.now),
    });
  }
}
