import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import type { VirtualClock } from '../clock';
import { Stopped } from './states-error';

const MOST_EVENTS = 25_000;

/** The events of one execution. An event's predecessor is the one before it in the same branch. */
export class ExecutionHistory {
  readonly events: HistoryEvent[] = [];
  private closed = false;

  constructor(private readonly clock: VirtualClock) {}

  /** The last event: it always has room, and nothing comes after it. */
  close(type: HistoryEventType, details: Partial<HistoryEvent>): void {
    this.append(type, details, this.events.length);
    this.closed = true;
  }

  record(type: HistoryEventType, details: Partial<HistoryEvent>, previousEventId: number): number {
    if (this.closed) throw new Stopped('ABORTED');
    if (this.events.length >= MOST_EVENTS - 1) {
      throw new Stopped('FAILED', 'States.Runtime', `The execution reached the maximum number of history events (${MOST_EVENTS}).`);
    }
    return this.append(type, details, previousEventId);
  }

  private append(type: HistoryEventType, details: Partial<HistoryEvent>, previousEventId: number): number {
    const id = this.events.length + 1;
    this.events.push({ id, previousEventId, timestamp: new Date(this.clock.now), type, ...details });
    return id;
  }
}

/** One branch of a history. */
export class Track {
  constructor(private readonly history: ExecutionHistory, private last = 0) {}

  get lastId(): number {
    return this.last;
  }

  record(type: HistoryEventType, details: Partial<HistoryEvent> = {}): void {
    this.last = this.history.record(type, details, this.last);
  }

  fork(): Track {
    return new Track(this.history, this.last);
  }
}
