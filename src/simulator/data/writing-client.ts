import { START_OF_TIME, VirtualClock } from '../clock';
import { EventLog, type WritesEntry } from '../event-log';
import { type Address, NameCache } from './name-cache';
import { Ranges } from './ranges';
import { Volume } from './volume';

export const WRITE_INTERVAL_MILLIS = 100;

/** The number of the first write that is not due at that time: a client's writes are numbered by the tick at which it makes them. */
export function writesUntil(millis: number): number {
  return Math.floor((millis - START_OF_TIME) / WRITE_INTERVAL_MILLIS) + 1;
}

/** Where a database's name leads now. */
export interface Destination {
  readonly volume: Volume;
  /** The writer; a connection goes to an instance, not to a name. */
  readonly instance: string;
  readonly acceptsWrites: boolean;
  /** Do its security groups let a new connection in? Connections that are there stay. */
  readonly admitsConnections: boolean;
  /** Does the writer refuse new connections without TLS? */
  readonly requiresTls?: boolean;
  /** Where it listens. */
  readonly port?: number;
  /** Why it refuses writes although it is there. */
  readonly readOnlyBecause?: string;
  /** In DNS; left out, the instance. */
  readonly address?: string;
  /** A connection attempt makes it go on when it is paused. */
  readonly wake?: () => void;
  /** Something in between keeps the client waiting for a writer, and for how long, instead of refusing its write. */
  readonly patienceMillis?: number;
}

export interface ClientOptions {
  /** Under which its writes are found again: two clients of one database have two. */
  readonly name?: string;
  readonly usesTls?: boolean;
  /** Where the client believes that the database listens; left out, it knows. */
  readonly port?: number;
  /** For how long it keeps an address that it looked up. */
  readonly dnsCacheSeconds?: number;
}

/**
 * A client that writes ten times a second through a database's endpoint, from the moment at which it is there, over a connection
 * that it opens again whenever it breaks. Between two changes of where the name leads all writes share one fate, so they
 * are decided in one go: call `catchUp` before every such change.
 */
export class WritingClient {
  readonly name: string;
  private readonly usesTls: boolean;
  private readonly port?: number;
  private readonly acknowledged = new Ranges();
  private connection?: Destination;
  private next: number;
  private waitingSince?: number;
  private readonly names: NameCache;
  private isActive = true;

  constructor(
    readonly cluster: string,
    private readonly clock: VirtualClock,
    private readonly log: EventLog,
    private readonly resolve: () => Destination | undefined,
    { name = cluster, usesTls = true, port, dnsCacheSeconds = 0 }: ClientOptions = {},
  ) {
    this.name = name;
    this.usesTls = usesTls;
    this.port = port;
    this.names = new NameCache(dnsCacheSeconds * 1000 / WRITE_INTERVAL_MILLIS);
    this.next = Math.ceil((clock.now - START_OF_TIME) / WRITE_INTERVAL_MILLIS);
  }

  catchUp(): void {
    const from = this.next;
    const to = writesUntil(this.clock.now);
    if (to <= from) return;
    this.next = to;
    const destination = this.resolve();
    if (!this.isActive) this.record(from, to, { acknowledged: false, resting: true });
    else this.write(destination, from, to);
  }

  /** Closes its connection and writes nothing until it starts again. */
  stop(): void {
    this.catchUp();
    this.isActive = false;
    this.connection = undefined;
  }

  start(): void {
    this.catchUp();
    this.isActive = true;
    this.clock.schedule(WRITE_INTERVAL_MILLIS, () => this.catchUp());
  }

  private write(destination: Destination | undefined, begin: number, to: number): void {
    const wasOpen = destination !== undefined && this.isOpenTo(destination);
    const from = destination && !wasOpen ? Math.min(to, this.names.firstWriteTo(addressOf(destination), begin)) : begin;
    this.record(begin, from, { acknowledged: false, refusedBecause: 'the client still has an older address of the name' });
    const volume = from < to ? this.connect(destination) : undefined;
    if (destination && !wasOpen) this.names.asked(addressOf(destination), begin, volume ? from + 1 : to);
    if (from === to) return;
    if (!volume && destination?.patienceMillis && this.isAtPortOf(destination)) {
      this.wait(from, to, Math.ceil(destination.patienceMillis / WRITE_INTERVAL_MILLIS));
      return;
    }
    this.waitingSince = undefined;
    volume?.commit(this.name, from, to);
    if (volume) this.acknowledged.add(from, to);
    this.record(from, to, { acknowledged: volume !== undefined, refusedBecause: volume ? undefined : destination?.readOnlyBecause });
  }

  /** The instance went away, restarted or lost its role: a new connection is needed. */
  disconnectFrom(volume: Volume): void {
    if (this.connection?.volume === volume) this.connection = undefined;
  }

  /** Somebody who waits behind a proxy is connected to the proxy. */
  get isConnected(): boolean {
    return this.connection !== undefined || this.waitingSince !== undefined;
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
  private connect(destination: Destination | undefined): Volume | undefined {
    const isAdmitted = destination !== undefined && this.isAdmittedBy(destination);
    if (isAdmitted) destination.wake?.();
    this.connection = destination?.acceptsWrites && (isAdmitted || this.isOpenTo(destination)) ? destination : undefined;
    return this.connection?.volume;
  }

  private isOpenTo({ volume, instance }: Destination): boolean {
    return this.connection?.volume === volume && this.connection.instance === instance;
  }

  private isAdmittedBy(destination: Destination): boolean {
    return destination.admitsConnections && (this.usesTls || !destination.requiresTls) && this.isAtPortOf(destination);
  }

  private isAtPortOf(destination: Destination): boolean {
    return this.port === undefined || this.port === destination.port;
  }

  /** One write at a time waits for its turn and fails when that takes too long; the others are never made. */
  private wait(from: number, to: number, patience: number): void {
    this.waitingSince ??= from;
    const failures = Math.floor((to - 1 - this.waitingSince) / patience);
    const fail = (nth: number) => this.waitingSince! + nth * patience;
    let next = from;
    for (let nth = 1; nth <= failures; nth++) {
      if (fail(nth) < from) continue;
      this.record(next, fail(nth), { acknowledged: false, waited: true });
      this.record(fail(nth), fail(nth) + 1, { acknowledged: false });
      next = fail(nth) + 1;
    }
    this.record(next, to, { acknowledged: false, waited: true });
  }

  private record(from: number, to: number, fate: Pick<WritesEntry, 'acknowledged' | 'waited' | 'resting' | 'refusedBecause'>): void {
    if (from < to) this.log.append({ type: 'writes', atMillis: this.clock.now, cluster: this.cluster, client: this.name, from, to, ...fate });
  }
}

function addressOf({ volume, instance, address = instance }: Destination): Address {
  return { volume, instance: address };
}
