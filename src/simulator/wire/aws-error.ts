/** An error that AWS answers with: the code on the wire, not the name of an SDK class. */
export class AwsError extends Error {
  constructor(readonly code: string, message: string, readonly status = 400) {
    super(message);
  }
}

/** What the simulator does not model is never ignored. */
export function notSimulated(what: string): AwsError {
  return new AwsError('NotSimulated', `${what} is not simulated.`, 501);
}
