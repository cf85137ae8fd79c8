import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { VirtualClock } from '../clock';
import type { LambdaFunction } from './function';
import type { FunctionsHost } from './functions';
import { END_OF_LOGS, type Idle, type InvocationResult, type Order, type SandboxMessage } from './sandbox-message';

/** What became of an invocation; nothing when the process ended before it answered. */
export type Outcome = InvocationResult | 'timed out' | undefined;

/**
 * A process that runs one function, one event at a time, kept warm between invocations as in Lambda. Whoever invokes it is busy
 * on its behalf, and asleep while it waits for nothing but the time and its requests, which are actors of their own.
 */
export class Sandbox {
  isDead = false;
  private readonly child: ChildProcess;
  /** Requests that have come in, and those that are answered. */
  private received = 0;
  private answered = 0;
  private settle?: (outcome: Outcome) => void;
  /** Of the present event: what came of it, and how many of the two streams have ended. */
  private result?: InvocationResult;
  private endedStreams = 0;
  private idle?: Idle;
  private wake?: () => void;
  private isRetired = false;

  constructor(
    readonly id: string,
    readonly fn: LambdaFunction & { readonly codeFolder: string },
    private readonly host: FunctionsHost,
    private readonly clock: VirtualClock,
    private readonly onLog: (line: string) => void,
  ) {
    this.child = this.start();
    for (const input of [this.child.stdout!, this.child.stderr!]) createInterface({ input }).on('line', (line) => this.onLine(line));
    this.child.on('exit', () => this.kill()).on('message', (message: SandboxMessage) => this.onMessage(message));
  }

  get isFree(): boolean {
    return !this.settle && !this.isRetired && !this.isDead;
  }

  /** The actor who invokes it waits for the outcome. */
  async invoke(event: unknown): Promise<Outcome> {
    const outcome = await new Promise<Outcome>((resolve) => {
      const settle = this.settle = (result: Outcome) => {
        this.settle = undefined;
        this.goOn();
        resolve(result);
      };
      // Time passes only while the function waits for somebody, so it is not in the middle of anything.
      this.clock.schedule(this.fn.timeoutSeconds * 1000, () => {
        if (this.settle === settle) this.kill('timed out');
      });
      this.tell({ event });
    });
    if (this.isRetired) this.kill();
    return outcome;
  }

  /** At once, and without a chance to clean up. */
  kill(outcome?: 'timed out'): void {
    this.isDead = true;
    this.child.kill('SIGKILL');
    this.settle?.(outcome);
  }

  /** Gets no more events. */
  retire(): void {
    this.isRetired = true;
    if (!this.settle) this.kill();
  }

  onRequest(): void {
    this.received++;
    this.rest();
  }

  onAnswer(): void {
    this.answered++;
    this.goOn();
  }

  private onMessage(message: SandboxMessage): void {
    if (message.kind === 'result') {
      this.result = message.result;
      return this.endIfComplete();
    }
    this.idle = message;
    this.rest();
  }

  /** Streams and messages take ways of their own. */
  private onLine(line: string): void {
    const isEnd = line.endsWith(END_OF_LOGS);
    const text = isEnd ? line.slice(0, -END_OF_LOGS.length) : line;
    if (text !== '') this.onLog(text);
    if (!isEnd) return;
    this.endedStreams++;
    this.endIfComplete();
  }

  private endIfComplete(): void {
    const { result } = this;
    if (!result || this.endedStreams < 2) return;
    this.result = undefined;
    this.endedStreams = 0;
    this.settle?.(result);
  }

  /** Time may pass when the function knows all our answers, and we know all its requests. */
  private rest(): void {
    const { idle } = this;
    if (!this.settle || !idle || idle.sent !== this.received || idle.answered !== this.answered) return;
    const { millis } = idle;
    this.goOn();
    const isWaitedFor = idle.sent > idle.answered;
    void this.clock.sleepUntil(millis ?? (isWaitedFor ? undefined : this.fn.timeoutSeconds * 1000), (wake) => this.wake = wake).then((isWoken) => {
      if (isWoken) return;
      this.wake = undefined;
      this.tell({ sleptMillis: millis ?? 0 });
    });
  }

  /** The function computes again. */
  private goOn(): void {
    this.idle = undefined;
    this.wake?.();
    this.wake = undefined;
  }

  private tell(order: Order): void {
    if (!this.isDead) this.child.send(order);
  }

  private start(): ChildProcess {
    const { fn } = this;
    const name = fn.arn.split(':').at(-1);
    return fork(this.host.bootstrap, {
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...fn.environment,
        _HANDLER: fn.handler,
        LAMBDA_TASK_ROOT: fn.codeFolder,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_LOG_STREAM_NAME: this.id,
        AWS_REGION: fn.arn.split(':')[3],
        // Whoever signs is known by his key, and each sandbox has a session of its own.
        AWS_ACCESS_KEY_ID: `${name}@${this.id}`,
        AWS_SECRET_ACCESS_KEY: 'SIMULATED',
        AWS_ENDPOINT_URL: this.host.endpointUrl,
      },
    });
  }
}
