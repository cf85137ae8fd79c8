import { ChildProcess, fork } from 'node:child_process';
import type { InvocationResult } from './bootstrap';
import type { LambdaFunction } from './function';

/** A process that runs one function, kept warm between invocations as in Lambda. */
export class Sandbox {
  private child?: ChildProcess;

  /** @param bootstrap the built file of `bootstrap.ts` */
  constructor(private readonly fn: LambdaFunction, private readonly bootstrap: string, private readonly endpointUrl: string) {}

  /** Answers with `undefined` when the process ended before it answered. */
  async invoke(event: unknown): Promise<InvocationResult | undefined> {
    const child = this.child ??= this.start();
    return new Promise((resolve) => {
      const onMessage = (result: InvocationResult) => settle(result);
      const onExit = () => settle(undefined);
      const settle = (result: InvocationResult | undefined) => {
        child.off('message', onMessage).off('exit', onExit);
        resolve(result);
      };
      child.on('message', onMessage).on('exit', onExit);
      child.send({ event });
    });
  }

  /** At once, and without a chance to clean up. */
  kill(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private start(): ChildProcess {
    return fork(this.bootstrap, {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...this.fn.environment,
        _HANDLER: this.fn.handler,
        LAMBDA_TASK_ROOT: this.fn.codeFolder,
        AWS_LAMBDA_FUNCTION_NAME: this.fn.arn.split(':').at(-1),
        AWS_REGION: this.fn.arn.split(':')[3],
        AWS_ACCESS_KEY_ID: 'SIMULATED',
        AWS_SECRET_ACCESS_KEY: 'SIMULATED',
        AWS_ENDPOINT_URL: this.endpointUrl,
      },
    });
  }
}
