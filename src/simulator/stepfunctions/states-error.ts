/** An error by the name that Retry and Catch match. */
export class StatesError extends Error {
  constructor(readonly error: string, readonly errorCause: string) {
    super(`${error}: ${errorCause}`);
  }
}

/** `States.TaskFailed` matches any failure of a task but a time-out; `States.ALL` matches everything that can be caught. */
export function isCaughtBy(names: readonly string[], { error }: StatesError): boolean {
  if (names.includes(error)) return true;
  if (error === 'States.Runtime') return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}
