import type { Definition } from './definition';
import type { StateEvent } from './interpreter';

export interface Machine {
  readonly arn: string;
  readonly definition: Definition;
}

export interface Execution {
  readonly arn: string;
  readonly machine: Machine;
  readonly name: string;
  readonly input: string;
  readonly startedAtMillis: number;
  readonly events: StateEvent[];
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  output?: unknown;
  error?: string;
  cause?: string;
  /** Settles when the execution has ended, however it ended. */
  finished: Promise<void>;
}
