import type { VirtualClock } from '../clock';
import type { LambdaFunction } from './function';
import { type Outcome, Sandbox } from './sandbox';
import { SANDBOX_HEADER } from './sandbox-message';
import { StatesError } from '../stepfunctions/states-error';
import { notSimulated } from '../wire/aws-error';

/** Where functions run. */
export interface FunctionsHost {
  /** The built file of `bootstrap.ts`. */
  readonly bootstrap: string;
  /** Where the simulated AWS answers over HTTP. */
  readonly endpointUrl: string;
}

export interface InvocationOptions {
  /** Does it hang until its time is over? */
  readonly timesOut?: boolean;
}

/** The Lambda functions of the account. */
export class Functions {
  host?: FunctionsHost;
  /** What functions wrote, line by line, which goes to their logs. */
  readonly output: string[] = [];
  private readonly functions = new Map<string, LambdaFunction>();
  /** As many of each function as have been needed at the same time. */
  private sandboxes: Sandbox[] = [];
  private started = 0;

  /** @param isLost true when the result of an invocation is lost together with the process that computed it */
  constructor(private readonly clock: VirtualClock, public isLost: () => boolean = () => false) {}

  /** From now on invocations meet this code and this environment. */
  add(fn: LambdaFunction): void {
    this.functions.set(fn.arn, fn);
    this.retire(fn.arn);
  }

  has(arn: string): boolean {
    return this.functions.has(unqualified(arn));
  }

  remove(arn: string): void {
    this.functions.delete(arn);
    this.retire(arn);
  }

  /** Invokes a function and waits for its result; errors carry the names that Step Functions gives them. */
  async invoke(arn: string, event: unknown, { timesOut = false }: InvocationOptions = {}): Promise<unknown> {
    const fn = this.functions.get(unqualified(arn));
    if (!fn) throw notSimulated(`The task ${arn}`);
    if (timesOut) {
      await this.clock.sleep(fn.timeoutSeconds * 1000);
      throw timedOut(fn);
    }
    const answer = await this.sandboxFor(fn).invoke(event);
    return unwrap(this.isLost() ? undefined : answer, fn);
  }

  /** Does what a request asks for: as an actor of its own when a function makes it, else on behalf of whoever does. */
  async answer<T>(headers: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
    const id = headers[SANDBOX_HEADER];
    if (id === undefined) return work();
    const sandbox = this.sandboxes.find((one) => one.id === id);
    this.clock.enter();
    sandbox?.onRequest();
    try {
      return await work();
    } finally {
      sandbox?.onAnswer();
      this.clock.leave();
    }
  }

  killAll(): void {
    for (const sandbox of this.sandboxes) sandbox.kill();
  }

  /** What runs goes on with what it has. */
  private retire(arn: string): void {
    for (const sandbox of this.sandboxes) if (sandbox.fn.arn === arn) sandbox.retire();
  }

  /** A process that has nothing to do, or one more. */
  private sandboxFor(fn: LambdaFunction): Sandbox {
    if (!this.host) throw notSimulated(`The invocation of ${fn.arn} without a host for functions`);
    if (fn.codeFolder === undefined) throw notSimulated(`The code of function ${fn.arn}, which is not among the assets,`);
    if (!fn.runtime.startsWith('nodejs')) throw notSimulated(`The runtime ${fn.runtime} of function ${fn.arn}`);
    this.sandboxes = this.sandboxes.filter(({ isDead }) => !isDead);
    const free = this.sandboxes.find((sandbox) => sandbox.fn.arn === fn.arn && sandbox.isFree);
    if (free) return free;
    const onLog = (line: string) => void this.output.push(line);
    const sandbox = new Sandbox(String(++this.started), { ...fn, codeFolder: fn.codeFolder }, this.host, this.clock, onLog);
    this.sandboxes.push(sandbox);
    return sandbox;
  }
}

/** A version or an alias is as good as the function. */
function unqualified(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}

function timedOut({ timeoutSeconds }: LambdaFunction): StatesError {
  const errorMessage = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return new StatesError('Sandbox.Timedout', JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }));
}

function unwrap(answer: Outcome, fn: LambdaFunction): unknown {
  if (answer === 'timed out') throw timedOut(fn);
  if (answer === undefined) {
    throw new StatesError('Runtime.ExitError', JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: killed' }));
  }
  if ('failure' in answer) throw new StatesError(answer.failure.errorType, JSON.stringify(answer.failure));
  return answer.result;
}
