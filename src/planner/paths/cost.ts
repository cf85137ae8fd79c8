import { acuHourUsd } from '../../capacity/acu-price';
import type { SecondsRange } from '../durations';
import type { Goal } from '../goal';
import { featuresOf, type Source } from '../source/source';

const SECONDS_PER_HOUR = 3600;

/** What the serverless side costs while the old one still runs. What the old side costs is on your bill already. */
export function costOfBothSides({ members, capacity }: Goal, source: Source, together: SecondsRange): string {
  const price = acuHourUsd(featuresOf(source).storageType);
  const usd = (seconds: number, acu: number) => (seconds / SECONDS_PER_HOUR * members.length * acu * price).toFixed(2);
  return `${usd(together.leastSeconds, capacity.minAcu)} to ${usd(together.mostSeconds, capacity.maxAcu)} USD: ${members.length} serverless members with `
    + `${capacity.minAcu} to ${capacity.maxAcu} ACUs beside the old side, at ${price} USD per ACU-hour (us-east-1)`;
}
