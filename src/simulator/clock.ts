/** Virtual time in whole milliseconds. Nothing here knows how long a second really is. */
interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** 1 December 2026, midnight: rehearsals are the same on every day. */
export const START_OF_TIME = Date.UTC(2026, 11, 1);

/**
 * A discrete-event clock. Time stands still while anybody computes and jumps to the next event as soon as
 * everybody waits: an actor is busy from `enter()` to `leave()` and between the ends of its `sleep`s.
 */
export class VirtualClock {
  private readonly queue: Event[] = [];
  private time = START_OF_TIME;
  private order = 0;
  private busy = 0;
  private waiting = 0;
  private advancing = false;

  /** Called after every event. */
  onStep: () => void = () => {};

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.time;
  }

  get secondsSinceStart(): number {
    return (this.time - START_OF_TIME) / 1000;
  }

  schedule(delayMillis: number, run: () => void): void {
    const event = { at: this.time + Math.max(0, Math.round(delayMillis)), order: this.order++, run };
    let index = this.queue.length;
    while (index > 0 && isLater(this.queue[index - 1], event)) index--;
    this.queue.splice(index, 0, event);
  }

  /** An actor begins to compute. */
  enter(): void {
    this.busy++;
  }

  /** An actor ends, or hands over to somebody whose answer comes as an event. */
  leave(): void {
    this.busy--;
    this.advance();
  }

  /** An actor waits. Other actors, and AWS, go on meanwhile. */
  async sleep(millis: number): Promise<void> {
    await this.until<void>((wake) => this.schedule(millis, wake));
  }

  /** An actor waits until somebody wakes it; whoever is the first counts. */
  async until<T>(register: (wake: (value: T) => void) => void): Promise<T> {
    return new Promise<T>((resolve) => {
      let asleep = true;
      this.waiting++;
      register((value) => {
        if (!asleep) return;
        asleep = false;
        this.waiting--;
        this.enter();
        resolve(value);
      });
      this.leave();
    });
  }

  /** Runs everything that is due by then: for a clock that follows real time. */
  advanceTo(millis: number): void {
    while (this.queue.length > 0 && this.queue[0].at <= millis) this.step();
    this.time = Math.max(this.time, millis);
  }

  private advance(): void {
    if (this.advancing) return;
    this.advancing = true;
    try {
      while (this.busy === 0 && this.waiting > 0) this.step();
    } finally {
      this.advancing = false;
    }
  }

  private step(): void {
    const event = this.queue.shift()!;
    this.time = event.at;
    event.run();
    this.onStep();
  }
}

function isLater(a: Event, b: Event): boolean {
  return a.at > b.at || (a.at === b.at && a.order > b.order);
}
