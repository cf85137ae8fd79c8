import * as path from 'node:path';
import { Requests } from './requests';
import { END_OF_LOGS, type InvocationResult, type Order, type SandboxMessage } from './sandbox-message';
import { VirtualTimers } from './virtual-timers';

/**
 * The process in which a handler runs: started with the function's own environment, told its events one after the
 * other, as the Lambda runtime does. Handlers are loaded as they were built.
 */
type Handler = (event: unknown, context: object) => Promise<unknown>;

const requests = new Requests(process.env.AWS_LAMBDA_LOG_STREAM_NAME!, () => timers.look());
const timers: VirtualTimers = new VirtualTimers(requests, (idle) => tell({ kind: 'idle', ...idle }));

function load(): Handler {
  const [file, name] = process.env._HANDLER!.split('.');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(path.join(process.env.LAMBDA_TASK_ROOT!, file))[name];
}

let handler: Handler | undefined;

async function invoke(event: unknown): Promise<InvocationResult> {
  try {
    handler ??= load();
    return { result: await handler(event, { functionName: process.env.AWS_LAMBDA_FUNCTION_NAME }) ?? null };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { failure: { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') } };
  }
}

function tell(message: SandboxMessage): void {
  process.send!(message);
}

process.on('message', (order: Order) => {
  if ('sleptMillis' in order) return timers.wake(order.sleptMillis);
  timers.begin();
  void invoke(order.event).then((result) => {
    timers.end();
    for (const stream of [process.stdout, process.stderr]) stream.write(`${END_OF_LOGS}\n`);
    tell({ kind: 'result', result });
  });
});
