import type { Mark, Observation } from '../observation';

/** So long after an attempt AWS may still be about to begin with it. */
const PATIENCE_SECONDS = 120;
const SETTLED_SECONDS = 60;
const MOST_ATTEMPTS = 5;

export type NextAttempt = { readonly kind: 'first' | 'again'; readonly attempt: number } | { readonly kind: 'pending' } | { readonly kind: 'exhausted' };

/**
 * Calls that must not be made twice are marked in the record just before they are made. After a crash nobody knows
 * whether the call was made: it is made again only when the cluster has looked unmoved for a good while.
 */
export function nextAttempt(observation: Observation, kind: Mark['kind'], detail: string): NextAttempt {
  const marks = observation.marks.filter((mark) => mark.kind === kind);
  const attempt = Math.max(0, ...marks.map((mark) => mark.attempt)) + 1;
  const last = marks.filter((mark) => mark.detail === detail).sort((a, b) => b.attempt - a.attempt)[0];
  if (!last) return { kind: 'first', attempt };
  const forgotten = observation.cluster?.status === 'available'
    && observation.observedAtSeconds - last.atSeconds >= PATIENCE_SECONDS
    && observation.settled.seconds >= SETTLED_SECONDS;
  if (!forgotten) return { kind: 'pending' };
  return attempt > MOST_ATTEMPTS ? { kind: 'exhausted' } : { kind: 'again', attempt };
}
