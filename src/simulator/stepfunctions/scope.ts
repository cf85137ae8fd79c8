import type { VirtualClock } from '../clock';

type Wake<T> = (value: T) => void;
type Fail = (error: unknown) => void;

/** A part of an execution that can be stopped as a whole: the execution, a branch, one attempt of a task. */
export class Scope {
  private ended?: { readonly why: Error };
  private readonly onEnd = new Set<Fail>();

  constructor(readonly clock: VirtualClock, parent?: Scope) {
    parent?.onEnd.add(this.stop);
    this.ended = parent?.ended;
  }

  /** Whoever waits in here gets this error, now or later. */
  readonly stop = (why: unknown): void => {
    if (this.ended) return;
    this.ended = { why: why as Error };
    for (const listener of [...this.onEnd]) listener(why);
  };

  /** Runs something that ends with this scope, and can be stopped by itself. */
  async within<T>(run: (scope: Scope) => Promise<T>): Promise<T> {
    const scope = new Scope(this.clock, this);
    try {
      return await run(scope);
    } finally {
      this.onEnd.delete(scope.stop);
    }
  }

  /** An actor waits until it is woken, or until the scope is stopped. */
  async wait<T>(register: (wake: Wake<T>, fail: Fail) => void): Promise<T> {
    if (this.ended) throw this.ended.why;
    let fail: Fail = () => {};
    const outcome = await this.clock.until<() => T>((wake) => {
      fail = (error) => wake(() => { throw error; });
      this.onEnd.add(fail);
      register((value) => wake(() => value), fail);
    });
    this.onEnd.delete(fail);
    return outcome();
  }

  async sleep(millis: number): Promise<void> {
    await this.wait<void>((wake) => this.clock.schedule(millis, wake));
  }

  /** An actor of its own does a job; it cannot be stopped, only left behind. */
  run<T>(job: () => Promise<T>, wake: Wake<T>, fail: Fail): void {
    this.clock.enter();
    void job().then(wake, fail).finally(() => this.clock.leave());
  }

  /** Runs jobs side by side, so many at a time. The first that fails stops the others, and no further one begins. */
  async together<T>(jobs: readonly ((scope: Scope) => Promise<T>)[], most: number, whyStopped: () => Error): Promise<T[]> {
    if (jobs.length === 0) return [];
    return this.within((scope) => this.wait<T[]>((wake, fail) => {
      const results: T[] = [];
      let next = 0;
      let done = 0;
      const begin = () => {
        const index = next++;
        if (index >= jobs.length) return;
        this.run(() => jobs[index](scope), (result) => {
          results[index] = result;
          if (++done === jobs.length) wake(results);
          else begin();
        }, (error) => {
          next = jobs.length;
          fail(error);
          scope.stop(whyStopped());
        });
      };
      for (let started = 0; started < most; started++) begin();
    }));
  }
}
