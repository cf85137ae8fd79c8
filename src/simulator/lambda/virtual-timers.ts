import { subscribe } from 'node:diagnostics_channel';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';

/** Shorter ones pass for real: they yield, they do not wait. */
const SHORTEST_MILLIS = 100;
const REQUEST_BEGINS = ['http.client.request.start', 'undici:request:create'];
const REQUEST_ENDS = ['http.client.response.finish', 'http.client.request.error', 'undici:request:trailers', 'undici:request:error'];

interface Timer {
  readonly atMillis: number;
  readonly run: () => void;
}

/**
 * The timers of a handler run in the time of the simulation: when a handler waits for nothing but timers, the simulation is
 * told for how long, and says when that time is over. While a request is under way the time passes in its answer.
 */
export class VirtualTimers {
  private readonly timers = new Set<Timer>();
  private nowMillis = 0;
  private requests = 0;
  private isRunning = false;
  private asleepUntil?: number;

  constructor(private readonly onIdle: (millis: number | undefined) => void) {
    for (const name of REQUEST_BEGINS) subscribe(name, () => this.requests++);
    for (const name of REQUEST_ENDS) subscribe(name, () => this.onRequestEnd());
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
  wake(): void {
    this.nowMillis = this.asleepUntil ?? this.nowMillis;
    this.asleepUntil = undefined;
    for (const timer of [...this.timers].filter(({ atMillis }) => atMillis <= this.nowMillis)) {
      this.timers.delete(timer);
      timer.run();
    }
    this.look();
  }

  private onRequestEnd(): void {
    this.requests = Math.max(0, this.requests - 1);
    this.look();
  }

  /** When everything that can go on has gone on, and nothing is under way, it waits. */
  private look(turns = 3): void {
    if (!this.isRunning || this.requests > 0 || this.asleepUntil !== undefined) return;
    if (turns > 0) {
      setImmediate(() => this.look(turns - 1));
      return;
    }
    // A file that is read, a key that is computed: it is not waiting for the time.
    if (process.getActiveResourcesInfo().some((resource) => /^(FS|Crypto|GetAddrInfo|Zlib|Hash|PBKDF2|RandomBytes)/i.test(resource))) {
      setImmediate(() => this.look());
      return;
    }
    this.asleepUntil = Math.min(...[...this.timers].map(({ atMillis }) => atMillis));
    this.onIdle(this.timers.size === 0 ? undefined : this.asleepUntil - this.nowMillis);
  }

  private replaceTimers(): void {
    const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;
    const add = (run: () => void, millis: number): Timer => {
      const timer = { atMillis: this.nowMillis + millis, run };
      this.timers.add(timer);
      this.look();
      return Object.assign(timer, { ref: () => timer, unref: () => timer, hasRef: () => true, refresh: () => timer });
    };
    const virtual = (run: (...args: unknown[]) => void, millis = 0, ...args: unknown[]) =>
      millis < SHORTEST_MILLIS || !this.isRunning ? realSetTimeout(run, millis, ...args) : add(() => run(...args), millis);
    const clear = (timer: unknown) => {
      if (!this.timers.delete(timer as Timer)) realClearTimeout(timer as NodeJS.Timeout);
    };
    Object.assign(globalThis, { setTimeout: virtual, clearTimeout: clear });
    const promised = <T>(millis = 0, value?: T) => new Promise<T | undefined>((resume) => virtual(() => resume(value), millis));
    Object.assign(virtual, { [promisify.custom]: promised });
    Object.assign(timersPromises, { setTimeout: promised });
  }
}
