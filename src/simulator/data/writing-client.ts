import { START_OF_TIME, VirtualClock } from '../clock';
import { EventLog } from '../event-log';
import { Ranges } from './ranges';

export const WRITE_INTERVAL_MILLIS = 100;

/** Where a cluster's name leads now. */
export interface ClusterEndpoint {
  volume(): Ranges | undefined;
  /** The same volume while a writer accepts writes. */
  writer(): Ranges | undefined;
}

/**
 * A client that writes ten times a second through the cluster endpoint, from the beginning of time.
 * Between two changes of where the endpoint leads all writes share one fate, so they are decided in one go:
 * call `catchUp` before every such change.
 */
export class WritingClient {
  private readonly acknowledged = new Ranges();
  private next = 0;

  constructor(
    readonly cluster: string,
    private readonly clock: VirtualClock,
    private readonly log: EventLog,
    private readonly endpoint: ClusterEndpoint,
  ) {}

  catchUp(): void {
    const from = this.next;
    const to = Math.floor((this.clock.now - START_OF_TIME) / WRITE_INTERVAL_MILLIS) + 1;
    if (to <= from) return;
    const volume = this.endpoint.writer();
    volume?.add(from, to);
    if (volume) this.acknowledged.add(from, to);
    this.next = to;
    this.log.append({ type: 'writes', atMillis: this.clock.now, cluster: this.cluster, from, to, acknowledged: volume !== undefined });
  }

  /** Writes that were acknowledged and that the volume behind the cluster's name does not hold now. */
  lost(): number {
    return this.acknowledged.missingFrom(this.endpoint.volume() ?? new Ranges());
  }
}
