import type { SimulatedAccount } from '../account';
import { Signal } from '../clock';
import type { StackOperation } from './operations/stack-operation';
import { CANCELLED, type Deployed, type StackResource } from './resource';
import type { OutputDeclaration, Template } from './templates/template';

export interface StackEvent {
  readonly id: string;
  readonly atMillis: number;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** A template with everything that belongs to it. */
export interface StackSource {
  /** As it was given. */
  readonly text: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly exportName?: string;
  readonly declaration: OutputDeclaration;
}

export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** A stack as it is now. */
export class Stack {
  readonly id: string;
  readonly createdAtMillis: number;
  readonly events: StackEvent[] = [];
  readonly resources = new Map<string, StackResource>();
  status = 'REVIEW_IN_PROGRESS';
  reason?: string;
  updatedAtMillis?: number;
  /** What is deployed; while it is updated, what it comes from. */
  source?: StackSource;
  /** What it is going to. */
  target?: StackSource;
  outputs: readonly StackOutput[] = [];
  /** The names of the exports that it uses. */
  imports: ReadonlySet<string> = new Set();
  /** The operation that is under way, or the last one. */
  operation?: StackOperation;
  private ended: Signal<void>;

  constructor(private readonly account: SimulatedAccount, readonly name: string, ordinal: number, readonly parent?: Stack) {
    const { region, accountId, clock } = account;
    this.id = `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;
    this.createdAtMillis = clock.now;
    this.ended = new Signal(clock);
  }

  get isBusy(): boolean {
    return this.status.endsWith('_IN_PROGRESS') && this.status !== 'REVIEW_IN_PROGRESS';
  }

  get exists(): boolean {
    return this.status !== 'DELETE_COMPLETE';
  }

  /** Answers with what is to be given at the operation's end. */
  beginOperation(): Signal<void> {
    return this.ended = new Signal(this.account.clock);
  }

  /** Waits until nothing is under way any more. */
  async settle(): Promise<void> {
    do await this.ended.wait(); while (this.isBusy);
  }

  setStatus(status: string, reason?: string): void {
    this.status = status;
    this.reason = reason;
    this.record({ logicalId: this.name, physicalId: this.id, type: STACK_TYPE, status, reason });
  }

  /** What became of a resource, and from now on its state. */
  setResource(logicalId: string, deployed: Deployed, status: string, reason?: string): void {
    const type = deployed.definition.Type;
    this.resources.set(logicalId, { ...deployed, logicalId, type, status, reason, changedAtMillis: this.account.clock.now });
    this.record({ logicalId, physicalId: deployed.physicalId, type, status, reason });
  }

  /** Changes what is known of a resource without a word. */
  keep(logicalId: string, change: Partial<Deployed>): void {
    this.resources.set(logicalId, { ...this.resources.get(logicalId)!, ...change });
  }

  record(event: Omit<StackEvent, 'id' | 'atMillis' | 'stackId' | 'stackName'>): void {
    const complete = { ...event, id: `${event.logicalId}-${this.events.length + 1}`, atMillis: this.account.clock.now, stackId: this.id, stackName: this.name };
    this.events.push(complete);
    this.account.log.append({ ...complete, type: 'stack-event', resourceType: event.type });
  }

  /** The reason of the first failure since that moment. */
  firstFailure(sinceMillis: number): StackEvent | undefined {
    return this.events.find(({ atMillis, status, reason, logicalId }) =>
      atMillis >= sinceMillis && status.endsWith('_FAILED') && logicalId !== this.name && !CANCELLED.test(reason ?? ''));
  }
}
