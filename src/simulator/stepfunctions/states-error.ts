/** An error by the name that Retry and Catch match. */
export class StatesError extends Error {
  constructor(readonly error: string, readonly errorCause: string) {
    super(`${error}: ${errorCause}`);
  }
}

/** What AWS tells under this one name, whichever of its reserved names would fit better: no choice matched, a path led nowhere. */
export function runtimeError(cause: string): StatesError {
  return new StatesError('States.Runtime', cause);
}

/** The end of an execution, or of a part of it: neither Retry nor Catch sees it. */
export class Stopped extends Error {
  constructor(readonly status: 'ABORTED' | 'TIMED_OUT' | 'FAILED', readonly error?: string, readonly errorCause?: string) {
    super(error ?? status);
  }
}

const UNCAUGHT_BY_ALL = ['States.Runtime', 'States.DataLimitExceeded'];
const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout'];

/**
 * `States.TaskFailed` matches everything but time-outs, `States.Timeout` a missing heartbeat, too, and `States.ALL`
 * everything that can be caught. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function isCaughtBy(names: readonly string[], { error }: StatesError): boolean {
  if (names.includes(error)) return true;
  if (UNCAUGHT_BY_ALL.includes(error)) return false;
  if (names.includes('States.ALL')) return true;
  return names.includes(TIMEOUTS.includes(error) ? 'States.Timeout' : 'States.TaskFailed');
}
