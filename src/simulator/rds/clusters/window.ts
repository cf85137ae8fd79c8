import type { SimulatedAccount } from '../../account';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTE_MILLIS = 60_000;
const DAY_MILLIS = 1440 * MINUTE_MILLIS;

/** Runs something when the next maintenance window (`sun:04:00-sun:04:30`, UTC) begins. */
export function inWindow(account: SimulatedAccount, window: string | undefined, run: () => void): void {
  account.clock.schedule(untilWindow(account.clock.now, window), run);
}

export function untilWindow(nowMillis: number, window = 'sun:04:00-sun:04:30'): number {
  const [day, hours, minutes] = window.toLowerCase().split('-')[0].split(':');
  const now = new Date(nowMillis);
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const days = (DAYS.indexOf(day) - now.getUTCDay() + 7) % 7;
  const start = midnight + days * DAY_MILLIS + (Number(hours) * 60 + Number(minutes)) * MINUTE_MILLIS;
  return start - nowMillis + (start <= nowMillis ? 7 * DAY_MILLIS : 0);
}
