import type { PathSubject } from './subject';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { acuHourUsd, instancesHourUsd, PRICES } from '../../capacity/prices';
import type { SecondsRange } from '../durations';
import { featuresOf, instanceClassesOf } from '../source/source';

const SECONDS_PER_HOUR = 3600;

/** What the serverless side costs while the old one still runs, and what the old one costs an hour. */
export function costOfBothSides({ source, goal: { members, capacity }, prices = PRICES }: PathSubject, together: SecondsRange): string {
  const price = acuHourUsd(prices, featuresOf(source).storageType);
  const usd = (seconds: number, acu: number) => (seconds / SECONDS_PER_HOUR * members.length * acu * price).toFixed(2);
  const old = instanceClassesOf(source).filter((name) => name !== SERVERLESS_CLASS);
  return `${usd(together.leastSeconds, capacity.minAcu)} to ${usd(together.mostSeconds, capacity.maxAcu)} USD: ${members.length} serverless members with `
    + `${capacity.minAcu} to ${capacity.maxAcu} ACUs beside the old side, at ${price} USD per ACU-hour (${prices.region}, ${prices.asOf})`
    + (old.length > 0 ? `; the old side, ${old.join(', ')}, costs ${hourly(instancesHourUsd(prices, old))}` : '');
}

/** A price, or how it becomes known. */
export function hourly(usd: number | undefined): string {
  return usd === undefined ? 'what your price list says (--prices)' : `${usd.toFixed(3)} USD an hour`;
}
