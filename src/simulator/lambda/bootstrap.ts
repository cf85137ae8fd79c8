import * as path from 'node:path';
import { VirtualTimers } from './virtual-timers';

/** What a sandbox is told: an event, or that the time for which it waited is over. */
export type Order = { readonly event: unknown } | { readonly awake: true };

export type InvocationResult =
  | { readonly result: unknown }
  | { readonly failure: { readonly errorType: string; readonly errorMessage: string; readonly trace: string[] } };

/** What a sandbox says: its answer, or that it waits for nothing but the time. */
export type SandboxMessage =
  | { readonly kind: 'result'; readonly result: InvocationResult }
  | { readonly kind: 'idle'; /** Nothing when it waits for ever. */ readonly millis?: number };

/**
 * The process in which a handler runs: started with the function's own environment, told its events one after the
 * other, as the Lambda runtime does. Handlers are loaded as they were built.
 */
type Handler = (event: unknown, context: object) => Promise<unknown>;

const timers = new VirtualTimers((millis) => tell({ kind: 'idle', millis }));

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
  if ('awake' in order) return timers.wake();
  timers.begin();
  void invoke(order.event).then((result) => {
    timers.end();
    tell({ kind: 'result', result });
  });
});
