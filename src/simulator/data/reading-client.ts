import { VirtualClock } from '../clock';
import { Volume } from './volume';
import { writesUntil } from './writing-client';

/** What a read through an endpoint shows now. */
export interface View {
  /** Where the writes are committed first. */
  readonly origin: Volume;
  /** Where the reads go. */
  readonly volume: Volume;
  /** By how much the instance that answers is behind that volume, in milliseconds. */
  readonly lagMillis: number;
}

/** A client that reads through a database's endpoint. */
export class ReadingClient {
  constructor(
    readonly name: string,
    private readonly clock: VirtualClock,
    private readonly catchUp: () => void,
    private readonly resolve: () => View | undefined,
  ) {}

  /** How many acknowledged writes a read at this moment does not show; nothing when nobody answers. */
  staleWrites(): number | undefined {
    this.catchUp();
    const view = this.resolve();
    return view && view.origin.unseenIn(view.volume, writesUntil(this.clock.now - view.lagMillis));
  }
}
