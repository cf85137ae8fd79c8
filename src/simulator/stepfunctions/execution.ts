import type { SimulatedAccount } from '../account';
import type { Definition } from './definition';
import { ExecutionHistory, Track } from './history';
import { accountTasks } from './integrations';
import { runStates } from './interpreter';
import { LONGEST_EXECUTION_SECONDS } from './limits';
import { Scope } from './scope';
import { StatesError, Stopped } from './states-error';

export interface Machine {
  readonly arn: string;
  readonly definition: Definition;
}

export interface ExecutionIdentity {
  readonly arn: string;
  readonly name: string;
  readonly machine: Machine;
  /** JSON. */
  readonly input: string;
}

type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution of a Standard state machine: begun as soon as it is made. */
export class Execution implements ExecutionIdentity {
  readonly arn: string;
  readonly name: string;
  readonly machine: Machine;
  readonly input: string;
  readonly startedAtMillis: number;
  readonly history: ExecutionHistory;
  /** Settles when the execution has ended, however it ended. */
  readonly finished: Promise<void>;
  status: ExecutionStatus = 'RUNNING';
  /** JSON. */
  output?: string;
  error?: string;
  cause?: string;
  stoppedAtMillis?: number;

  private readonly scope: Scope;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly account: SimulatedAccount, { arn, name, machine, input }: ExecutionIdentity) {
    [this.arn, this.name, this.machine, this.input] = [arn, name, machine, input];
    this.startedAtMillis = account.clock.now;
    this.history = new ExecutionHistory(account.clock);
    this.scope = new Scope(account.clock);
    this.finished = this.run();
  }

  stop(error?: string, cause?: string): void {
    this.scope.stop(new Stopped('ABORTED', error, cause));
    if (this.status !== 'RUNNING') return;
    this.end('ABORTED', { error, cause });
  }

  /** Tells somebody of the end before time goes on. */
  whenEnded(listener: () => void): void {
    if (this.status === 'RUNNING') this.listeners.push(listener);
    else listener();
  }

  private async run(): Promise<void> {
    const { clock } = this.account;
    clock.enter();
    const longest = Math.min(this.machine.definition.TimeoutSeconds ?? Infinity, LONGEST_EXECUTION_SECONDS);
    clock.schedule(longest * 1000, () => this.scope.stop(new Stopped('TIMED_OUT')));
    const track = new Track(this.history);
    track.record('ExecutionStarted', { executionStartedEventDetails: { input: this.input } });
    try {
      const output = await runStates(this.machine.definition, JSON.parse(this.input), {
        scope: this.scope, track, tasks: accountTasks(this.account, this.machine.arn), context: this.context(),
      });
      this.end('SUCCEEDED', { output: JSON.stringify(output) });
    } catch (error) {
      if (error instanceof Stopped) this.end(error.status, { error: error.error, cause: error.errorCause });
      else if (error instanceof StatesError) this.end('FAILED', { error: error.error, cause: error.errorCause });
      else this.end('FAILED', { error: 'States.Runtime', cause: String(error) });
    } finally {
      clock.leave();
    }
  }

  private context(): object {
    const { arn, machine, name } = this;
    return {
      Execution: { Id: arn, Input: JSON.parse(this.input) as unknown, Name: name, StartTime: new Date(this.startedAtMillis).toISOString() },
      StateMachine: { Id: machine.arn, Name: machine.arn.split(':').at(-1) },
    };
  }

  private end(status: Exclude<ExecutionStatus, 'RUNNING'>, { output, error, cause }: { output?: string; error?: string; cause?: string }): void {
    if (this.status !== 'RUNNING') return;
    Object.assign(this, { status, output, error, cause, stoppedAtMillis: this.account.clock.now });
    switch (status) {
      case 'SUCCEEDED': this.history.close('ExecutionSucceeded', { executionSucceededEventDetails: { output } }); break;
      case 'FAILED': this.history.close('ExecutionFailed', { executionFailedEventDetails: { error, cause } }); break;
      case 'TIMED_OUT': this.history.close('ExecutionTimedOut', { executionTimedOutEventDetails: { error, cause } }); break;
      case 'ABORTED': this.history.close('ExecutionAborted', { executionAbortedEventDetails: { error, cause } }); break;
    }
    for (const listener of this.listeners) listener();
  }
}
