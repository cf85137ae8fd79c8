import { ChildProcess, fork } from 'node:child_process';
import type { VirtualClock } from '../clock';
import type { InvocationResult, SandboxMessage } from './bootstrap';
import type { LambdaFunction } from './function';
import type { FunctionsHost } from './functions';

/** A process that runs one function, one event at a time, kept warm between invocations as in Lambda. */
export class Sandbox {
  isBusy = false;
  private child?: ChildProcess;
  private wake?: () => void;

  constructor(
    private readonly fn: LambdaFunction & { readonly codeFolder: string },
    private readonly host: FunctionsHost,
    private readonly clock: VirtualClock,
    private readonly onOutput: (text: string) => void,
  ) {}

  /** Answers with `undefined` when the process ended before it answered. */
  async invoke(event: unknown): Promise<InvocationResult | 'timed out' | undefined> {
    this.isBusy = true;
    const child = this.child ??= this.start();
    let isOver = false;
    try {
      return await new Promise((resolve) => {
        const onMessage = (message: SandboxMessage) => message.kind === 'result' ? settle(message.result) : void this.sleep(child, message.millis, () => isOver);
        const onExit = () => settle(undefined);
        const settle = (result: InvocationResult | 'timed out' | undefined) => {
          isOver = true;
          child.off('message', onMessage).off('exit', onExit);
          resolve(result);
        };
        // Time passes only while the function waits for somebody, so it is not in the middle of anything.
        this.clock.schedule(this.fn.timeoutSeconds * 1000, () => {
          if (isOver) return;
          this.kill();
          this.wake?.();
          settle('timed out');
        });
        child.on('message', onMessage).on('exit', onExit);
        child.send({ event });
      });
    } finally {
      this.isBusy = false;
    }
  }

  /** At once, and without a chance to clean up. */
  kill(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  /** The function waits for nothing but the time. */
  private async sleep(child: ChildProcess, millis: number | undefined, isOver: () => boolean): Promise<void> {
    await this.clock.sleepUntil(millis ?? this.fn.timeoutSeconds * 1000, (wake) => this.wake = wake);
    if (!isOver()) child.send({ awake: true });
  }

  private start(): ChildProcess {
    const child = fork(this.host.bootstrap, {
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...this.fn.environment,
        _HANDLER: this.fn.handler,
        LAMBDA_TASK_ROOT: this.fn.codeFolder,
        AWS_LAMBDA_FUNCTION_NAME: this.fn.arn.split(':').at(-1),
        AWS_REGION: this.fn.arn.split(':')[3],
        // Whoever signs is known by his key.
        AWS_ACCESS_KEY_ID: this.fn.arn.split(':').at(-1),
        AWS_SECRET_ACCESS_KEY: 'SIMULATED',
        AWS_ENDPOINT_URL: this.host.endpointUrl,
      },
    });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => this.onOutput(chunk.toString()));
    return child;
  }
}
