import { START_OF_TIME, VirtualClock } from '../clock';
import { EventLog } from '../event-log';
import { Ranges } from './ranges';
import { Volume } from './volume';

export const WRITE_INTERVAL_MILLIS = 100;

/** Where a database's name leads now. */
export interface Destination {
  readonly volume: Volume;
  /** The writer; a connection goes to an instance, not to a name. */
  readonly instance: string;
  readonly acceptsWrites: boolean;
  /** Do its security groups let a new connection in? Connections that are there stay. */
  readonly admitsConnections: boolean;
}

/**
 * A client that writes ten times a second through a database's endpoint, from the moment at which it is there, over a connection
 * that it opens again whenever it breaks. Between two changes of where the name leads all writes share one fate, so they
 * are decided in one go: call `catchUp` before every such change.
 */
export class WritingClient {
  private readonly acknowledged = new Ranges();
  private connection?: Destination;
  private next: number;

  constructor(
    readonly cluster: string,
    private readonly clock: VirtualClock,
    private readonly log: EventLog,
    private readonly resolve: () => Destination | undefined,
  ) {
    this.next = Math.ceil((clock.now - START_OF_TIME) / WRITE_INTERVAL_MILLIS);
  }

  catchUp(): void {
    const from = this.next;
    const to = Math.floor((this.clock.now - START_OF_TIME) / WRITE_INTERVAL_MILLIS) + 1;
    if (to <= from) return;
    const volume = this.connect();
    volume?.commit(this.cluster, from, to);
    if (volume) this.acknowledged.add(from, to);
    this.next = to;
    this.log.append({ type: 'writes', atMillis: this.clock.now, cluster: this.cluster, from, to, acknowledged: volume !== undefined });
  }

  /** The instance went away, restarted or lost its role: a new connection is needed. */
  disconnectFrom(volume: Volume): void {
    if (this.connection?.volume === volume) this.connection = undefined;
  }

  isConnectedTo(instance: string): boolean {
    return this.connection?.instance === instance;
  }

  /** Writes that were acknowledged and that the volume behind the name does not hold now. */
  lost(): number {
    const volume = this.resolve()?.volume;
    return volume ? this.acknowledged.missingFrom(volume.log(this.cluster)) : this.acknowledged.size;
  }

  /** The volume that takes the writes now. */
  private connect(): Volume | undefined {
    const destination = this.resolve();
    if (!destination?.acceptsWrites) {
      this.connection = undefined;
      return undefined;
    }
    const isOpen = this.connection?.volume === destination.volume && this.connection.instance === destination.instance;
    if (!isOpen && !destination.admitsConnections) {
      this.connection = undefined;
      return undefined;
    }
    this.connection = destination;
    return destination.volume;
  }
}
