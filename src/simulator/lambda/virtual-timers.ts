import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Requests } from './requests';
import type { Idle } from './sandbox-message';

/** Shorter ones pass for real: they yield, they do not wait. */
const SHORTEST_MILLIS = 100;
/** So many turns of the event loop without anything new: whatever could go on has gone on. */
const QUIET_TURNS = 3;

interface Timer {
  readonly atMillis: number;
  readonly run: () => void;
}

/**
 * The timers of a handler run in the time of the simulation: when a handler waits for nothing but timers and the simulated AWS,
 * the simulation is told so, and for how long, and says when that time is over.
 */
export class VirtualTimers {
  private readonly timers = new Set<Timer>();
  private readonly shortOnes = new Set<unknown>();
  private nowMillis = 0;
  private isRunning = false;
  private isLooking = false;
  private turns = 0;

  constructor(private readonly requests: Requests, private readonly onIdle: (idle: Idle) => void) {
    this.replaceTimers();
  }

  begin(): void {
    this.isRunning = true;
    this.look();
  }

  end(): void {
    this.isRunning = false;
    this.timers.clear();
  }

  /** The time for which the handler waited is over. */
  wake(sleptMillis: number): void {
    this.nowMillis += sleptMillis;
    for (const timer of [...this.timers].filter(({ atMillis }) => atMillis <= this.nowMillis)) {
      this.timers.delete(timer);
      timer.run();
    }
    this.look();
  }

  /** Something is new: watches until nothing is, and says so once. */
  look(): void {
    this.turns = QUIET_TURNS;
    if (this.isLooking) return;
    this.isLooking = true;
    setImmediate(() => this.onTurn());
  }

  private onTurn(): void {
    if (this.turns > 0 && this.isRunning) {
      this.turns = this.isOccupied() ? QUIET_TURNS : this.turns - 1;
      setImmediate(() => this.onTurn());
      return;
    }
    this.isLooking = false;
    if (!this.isRunning) return;
    this.requests.settle();
    const { sent, answered } = this.requests;
    const millis = this.timers.size === 0 ? undefined : Math.min(...[...this.timers].map(({ atMillis }) => atMillis)) - this.nowMillis;
    this.onIdle({ millis, sent, answered });
  }

  /** A file that is read, a key that is computed, an answer that comes: it is not waiting for the time. */
  private isOccupied(): boolean {
    return this.requests.isComing || this.shortOnes.size > 0
      || process.getActiveResourcesInfo().some((resource) => /^(FS|Crypto|GetAddrInfo|Zlib|Hash|PBKDF2|RandomBytes)/i.test(resource));
  }

  private replaceTimers(): void {
    const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;
    const add = (run: () => void, millis: number): Timer => {
      const timer = { atMillis: this.nowMillis + millis, run };
      this.timers.add(timer);
      this.look();
      return Object.assign(timer, { ref: () => timer, unref: () => timer, hasRef: () => true, refresh: () => timer });
    };
    const addShort = (run: () => void, millis: number) => {
      const timer = realSetTimeout(() => {
        this.shortOnes.delete(timer);
        run();
      }, millis);
      this.shortOnes.add(timer);
      return timer;
    };
    const virtual = (run: (...args: unknown[]) => void, millis = 0, ...args: unknown[]) => {
      if (!this.isRunning) return realSetTimeout(run, millis, ...args);
      return (millis < SHORTEST_MILLIS ? addShort : add)(() => run(...args), millis);
    };
    const clear = (timer: unknown) => {
      if (this.timers.delete(timer as Timer)) return;
      this.shortOnes.delete(timer);
      realClearTimeout(timer as NodeJS.Timeout);
    };
    Object.assign(globalThis, { setTimeout: virtual, clearTimeout: clear });
    const promised = <T>(millis = 0, value?: T) => new Promise<T | undefined>((resume) => virtual(() => resume(value), millis));
    Object.assign(virtual, { [promisify.custom]: promised });
    Object.assign(timersPromises, { setTimeout: promised });
  }
}
