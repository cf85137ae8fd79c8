import { parseWindow, secondsUntilOpen } from '../../src/planner/window';

/** 1 December 2026 is a Tuesday. */
const at = (day: number, hour: number, minute = 0, second = 0) => Date.UTC(2026, 11, day, hour, minute, second) / 1000;

test.each([
  ['sun:03:00-sun:03:30', 180, 210], ['SUN:00:00-Sun:00:30', 0, 30], ['mon:23:45-tue:00:15', 2865, 2895], ['sat:23:00-sun:01:00', 10020, 60], ['fri:23:59-sat:23:59', 8639, 10079],
])('%s is a window', (text, startMinute, endMinute) => {
  expect(parseWindow(text)).toEqual({ startMinute, endMinute });
});

test.each([
  'sun:03:00-sun:03:29', 'sun:03:00-sun:03:00', 'sun:24:00-mon:00:30', 'sun:03:60-sun:04:30', 'son:03:00-sun:04:00', 'sun:03:00-son:04:00', 'sun:03:00-sun:24:00',
  'sun:03:00-sun:04:60', 'sun:3:00-sun:04:00', 'xsun:03:00-sun:04:00', 'sun:03:00-sun:04:00x', 'sun:03:00', '', 'sun:03:00-sun:4:00', 'sun:03:0-sun:04:00',
])('%j is none', (text) => {
  expect(parseWindow(text)).toBeUndefined();
});

test.each([
  ['sun:03:00-sun:03:30', at(6, 3), 0],
  ['sun:03:00-sun:03:30', at(6, 3, 29, 59), 0],
  ['sun:03:00-sun:03:30', at(6, 3, 30), 7 * 86400 - 1800],
  ['sun:03:00-sun:03:30', at(6, 2, 59, 59), 1],
  ['sun:03:00-sun:03:30', at(1, 3), 5 * 86400],
  ['sat:23:00-sun:01:00', at(6, 0, 59), 0],
  ['sat:23:00-sun:01:00', at(6, 1), 7 * 86400 - 7200],
  ['thu:00:00-thu:01:00', 0, 0],
  ['thu:00:00-thu:01:00', 0.5, 0],
  ['thu:01:00-thu:02:00', 0.5, 3600],
])('%s at %d opens in %d seconds', (text, seconds, expected) => {
  expect(secondsUntilOpen(parseWindow(text)!, seconds)).toBe(expected);
});
