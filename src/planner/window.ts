/** A window of every week in UTC, as AWS writes maintenance windows: `sun:03:00-sun:03:30`. */
export interface WeeklyWindow {
  readonly startMinute: number;
  readonly endMinute: number;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTES_OF_A_DAY = 24 * 60;
const MINUTES_OF_A_WEEK = 7 * MINUTES_OF_A_DAY;
const SHORTEST_MINUTES = 30;
/** 1 January 1970 was a Thursday. */
const EPOCH_DAY = 4;

/** Nothing for a text that is no window of half an hour at least. */
export function parseWindow(text: string): WeeklyWindow | undefined {
  const match = /^(\w{3}):(\d\d):(\d\d)-(\w{3}):(\d\d):(\d\d)$/.exec(text.toLowerCase());
  if (!match) return undefined;
  const minute = (day: string, hour: string, minutes: string) => DAYS.indexOf(day) * MINUTES_OF_A_DAY + Number(hour) * 60 + Number(minutes);
  const [, startDay, startHour, startMinutes, endDay, endHour, endMinutes] = match;
  const isTime = DAYS.includes(startDay) && DAYS.includes(endDay) && [startHour, endHour].every((hour) => Number(hour) < 24)
    && [startMinutes, endMinutes].every((minutes) => Number(minutes) < 60);
  if (!isTime) return undefined;
  const window = { startMinute: minute(startDay, startHour, startMinutes), endMinute: minute(endDay, endHour, endMinutes) };
  return lengthMinutes(window) >= SHORTEST_MINUTES ? window : undefined;
}

/** How long until it opens: 0 while it is open. */
export function secondsUntilOpen({ startMinute, endMinute }: WeeklyWindow, atSeconds: number): number {
  const now = atSeconds / 60 + EPOCH_DAY * MINUTES_OF_A_DAY;
  const sinceStart = mod(now - startMinute);
  return sinceStart < lengthMinutes({ startMinute, endMinute }) ? 0 : Math.ceil((MINUTES_OF_A_WEEK - sinceStart) * 60);
}

function lengthMinutes({ startMinute, endMinute }: WeeklyWindow): number {
  return mod(endMinute - startMinute);
}

function mod(minutes: number): number {
  return ((minutes % MINUTES_OF_A_WEEK) + MINUTES_OF_A_WEEK) % MINUTES_OF_A_WEEK;
}
