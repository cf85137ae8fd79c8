import type { Event } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { EVENTS, type EventName } from '../catalog/events';

/** An event with its id, which Amazon EventBridge shows and a describe does not. */
export interface BookedEvent extends Event {
  readonly EventID: string;
  readonly Date: Date;
}

const KINDS_IN_ARNS: Record<string, string> = {
  'blue-green-deployment': 'deployment',
  'db-cluster': 'cluster',
  'db-cluster-snapshot': 'cluster-snapshot',
  'db-instance': 'db',
  'db-parameter-group': 'pg',
  'db-snapshot': 'snapshot',
};

/** What AWS tells about its resources afterwards. */
export class EventBook {
  readonly events: BookedEvent[] = [];

  constructor(private readonly account: SimulatedAccount) {}

  /** @param details what stands for each `{}` of the message */
  add(name: EventName, source: string, ...details: string[]): void {
    const { id, sourceType, categories, message } = EVENTS[name];
    this.events.push({
      EventID: id,
      SourceIdentifier: source,
      SourceType: sourceType,
      SourceArn: this.account.arn(KINDS_IN_ARNS[sourceType], source),
      EventCategories: [...categories],
      Message: details.reduce((text, detail) => text.replace('{}', () => detail), message as string),
      Date: new Date(this.account.clock.now),
    });
  }
}
