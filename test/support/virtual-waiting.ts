const SECONDS_BETWEEN_LOOKS = 30;
/** As many as boto3 and the AWS CLI take. */
const MOST_LOOKS = 60;

/** Runs a waiter of the SDK, whose pauses pass on the simulated AWS. */
export async function waitInVirtualTime(
  waitUntil: any, client: unknown, input: object, pass: (seconds: number) => void | Promise<void>,
): Promise<void> {
  const patience = new AbortController();
  let looks = 0;
  const timers = jest.spyOn(global, 'setTimeout').mockImplementation(((wake: () => void, millis: number) => {
    if (++looks === MOST_LOOKS) patience.abort();
    void Promise.resolve(pass(millis / 1000)).then(() => setImmediate(wake));
  }) as never);
  try {
    const delay = { minDelay: SECONDS_BETWEEN_LOOKS, maxDelay: SECONDS_BETWEEN_LOOKS };
    await waitUntil({ client, ...delay, maxWaitTime: 2 * MOST_LOOKS * SECONDS_BETWEEN_LOOKS, abortSignal: patience.signal }, input);
  } finally {
    timers.mockRestore();
  }
}
