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
  /** Does the writer refuse new connections without TLS? */
  readonly requiresTls: boolean;
}

export interface ClientOptions {
  /** Under which its writes are found again: two clients of one database have two. */
  readonly name?: string;
  readonly usesTls?: boolean;
}

/**
 * A client that writes ten times a second through a database's endpoint, from the beginning of time, over a connection
 * that it opens again whenever it breaks. Between two changes of where the name leads all writes share one fate, so they
 * are decided in one go: call `catchUp` before every such change.
 */
export class WritingClient {
  readonly name: string;
  private readonly usesTls: boolean;
  private readonly acknowledged = new Ranges();
  private connection?: Destination;
  private next = 0;

  constructor(
    readonly cluster: string,
    private readonly clock: VirtualClock,
    private readonly log: EventLog,
    private readonly resolve: () => Destination | undefined,
    { name = cluster, usesTls = true }: ClientOptions = {},
  ) {
    this.name = name;
    this.usesTls = usesTls;
  }

  catchUp(): void {
    const from = this.next;
    const to = Math.floor((this.clock.now - START_OF_TIME) / WRITE_INTERVAL_MILLIS) + 1;
    if (to <= from) return;
    const volume = this.connect();
    volume?.commit(this.name, from, to);
    if (volume) this.acknowledged.add(from, to);
    this.next = to;
    this.log.append({ type: 'writes', atMillis: this.clock.now, cluster: this.cluster, client: this.name, from, to, acknowledged: volume !== undefined });
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
    return volume ? this.acknowledged.missingFrom(volume.log(this.name)) : this.acknowledged.size;
  }

  /** The volume that takes the writes now. */
  private connect(): Volume | undefined {
    const destination = this.resolve();
    if (!destination?.acceptsWrites) {
      this.connection = undefined;
      return undefined;
    }
    const isOpen = this.connection?.volume === destination.volume && this.connection.instance === destination.instance;
    const isAdmitted = destination.admitsConnections && (this.usesTls || !destination.requiresTls);
    if (!isOpen && !isAdmitted) {
      this.connection = undefined;
      return undefined;
    }
    this.connection = destination;
    return destination.volume;
  }
}
