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

  /** Does somebody else say when time goes on? */
  isPaced = false;

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

  /** Starts an actor of its own. */
  spawn(run: () => Promise<void>): void {
    this.enter();
    void run().finally(() => this.leave());
  }

  /** Waits until `wake` is called, or for so long at the most: then it answers false. */
  async sleepUntil(millis: number | undefined, onSleep: (wake: () => void) => void): Promise<boolean> {
    return new Promise((resume) => {
      let asleep = true;
      const end = (woken: boolean) => {
        if (!asleep) return;
        asleep = false;
        if (millis !== undefined) this.waiting--;
        this.enter();
        resume(woken);
      };
      if (millis !== undefined) {
        this.waiting++;
        this.schedule(millis, () => end(false));
      }
      onSleep(() => end(true));
      this.leave();
    });
  }

  /** Runs everything that is due by then: for a clock that follows real time, where nobody acts on his own. */
  advanceTo(millis: number): void {
    while (this.queue.length > 0 && this.queue[0].at <= millis) this.step();
    this.time = Math.max(this.time, millis);
  }

  /** The same with actors: each computes until it waits before time goes on. Only this moves a clock that is paced. */
  async runTo(millis: number): Promise<void> {
    await this.atRest();
    while (this.queue.length > 0 && this.queue[0].at <= millis) {
      this.step();
      await this.atRest();
    }
    this.time = Math.max(this.time, millis);
  }

  private async atRest(): Promise<void> {
    do await new Promise((resume) => setImmediate(resume)); while (this.busy > 0);
  }

  private advance(): void {
    if (this.advancing || this.isPaced) return;
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

/** Something that one actor brings about and others wait for. */
export class Signal<T> {
  private given?: { readonly value: T };
  private readonly sleepers: (() => void)[] = [];

  constructor(private readonly clock: VirtualClock) {}

  get value(): T | undefined {
    return this.given?.value;
  }

  /** Only the first counts. */
  give(value: T): void {
    if (this.given) return;
    this.given = { value };
    for (const wake of this.sleepers) wake();
  }

  /** Waits for it, for so long at the most. */
  async wait(millis?: number): Promise<T | undefined> {
    if (!this.given) await this.clock.sleepUntil(millis, (wake) => this.sleepers.push(wake));
    return this.given?.value;
  }
}
