import { StatesError } from './states-error';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MOST_PAYLOAD_BYTES = 262_144;
export const LONGEST_EXECUTION_SECONDS = 365 * 24 * 3600;
export const NAME_IS_TAKEN_MILLIS = 90 * 24 * 3600 * 1000;
/** How many iterations of an inline Map run at the same time at the most. */
export const MOST_INLINE_ITERATIONS = 40;

export function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > MOST_PAYLOAD_BYTES;
}

/** The JSON text of what a state or task passes on. */
export function payload(value: unknown, state: string): string {
  const text = JSON.stringify(value);
  if (isTooLarge(text)) {
    throw new StatesError('States.DataLimitExceeded', `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`);
  }
  return text;
}
