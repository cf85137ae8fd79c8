import type { Retrier } from './definition';
import type { Scope } from './scope';
import { isCaughtBy, StatesError } from './states-error';

const DEFAULT = { interval: 1, attempts: 3, backoff: 2 };

/** Repeats what failed as the first retrier that matches says; each retrier counts for itself. */
export async function retrying<T>(retriers: readonly Retrier[], scope: Scope, attempt: (retries: number) => Promise<T>): Promise<T> {
  const used = new Map<Retrier, number>();
  for (let retries = 0; ; retries++) {
    try {
      return await attempt(retries);
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      const retrier = retriers.find(({ ErrorEquals }) => isCaughtBy(ErrorEquals, error));
      if (!retrier) throw error;
      const before = used.get(retrier) ?? 0;
      if (before >= (retrier.MaxAttempts ?? DEFAULT.attempts)) throw error;
      used.set(retrier, before + 1);
      const delay = (retrier.IntervalSeconds ?? DEFAULT.interval) * (retrier.BackoffRate ?? DEFAULT.backoff) ** before;
      await scope.sleep(1000 * Math.min(retrier.MaxDelaySeconds ?? Infinity, delay));
    }
  }
}
