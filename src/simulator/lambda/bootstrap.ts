import * as path from 'node:path';

/** What a sandbox is told, and what it answers. */
export interface Invocation {
  readonly event: unknown;
}

export type InvocationResult =
  | { readonly result: unknown }
  | { readonly failure: { readonly errorType: string; readonly errorMessage: string; readonly trace: string[] } };

/**
 * The process in which a handler runs: started with the function's own environment, told its events one after the
 * other, as the Lambda runtime does. Handlers are loaded as they were built.
 */
type Handler = (event: unknown, context: object) => Promise<unknown>;

function load(): Handler {
  const [file, name] = process.env._HANDLER!.split('.');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(path.join(process.env.LAMBDA_TASK_ROOT!, file))[name];
}

let handler: Handler | undefined;

async function invoke({ event }: Invocation): Promise<InvocationResult> {
  try {
    handler ??= load();
    return { result: await handler(event, { functionName: process.env.AWS_LAMBDA_FUNCTION_NAME }) ?? null };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { failure: { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') } };
  }
}

process.on('message', (invocation: Invocation) => {
  void invoke(invocation).then((result) => process.send!(result));
});
