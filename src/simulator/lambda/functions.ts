import type { InvocationResult } from './bootstrap';
import type { LambdaFunction } from './function';
import { Sandbox } from './sandbox';
import { StatesError } from '../stepfunctions/states-error';
import { notSimulated } from '../wire/aws-error';

export interface FunctionsOptions {
  /** The built file of `bootstrap.ts`. */
  readonly bootstrap: string;
  /** Where the simulated AWS answers over HTTP. */
  readonly endpointUrl: string;
}

/** The Lambda functions of the account. */
export class Functions {
  private readonly sandboxes = new Map<string, Sandbox>();

  /** @param isLost true when the result of an invocation is lost together with the process that computed it */
  constructor(public isLost: () => boolean = () => false) {}

  add(fn: LambdaFunction, { bootstrap, endpointUrl }: FunctionsOptions): void {
    this.sandboxes.set(fn.arn, new Sandbox(fn, bootstrap, endpointUrl));
  }

  /** Invokes a function and waits for its result; errors carry the names that Step Functions gives them. */
  async invoke(arn: string, event: unknown): Promise<unknown> {
    const sandbox = this.sandboxes.get(arn);
    if (!sandbox) throw notSimulated(`The task ${arn}`);
    const answer = await sandbox.invoke(event);
    return unwrap(this.isLost() ? undefined : answer);
  }

  killAll(): void {
    for (const sandbox of this.sandboxes.values()) sandbox.kill();
  }
}

function unwrap(answer: InvocationResult | undefined): unknown {
  if (answer === undefined) {
    throw new StatesError('Runtime.ExitError', JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: killed' }));
  }
  if ('failure' in answer) throw new StatesError(answer.failure.errorType, JSON.stringify(answer.failure));
  return answer.result;
}
