import type { SimulatedAccount } from '../account';
import { dataIsKept } from './data-is-kept';
import { endsInRestState } from './ends-in-rest-state';
import { type Call, CLOUDFORMATION, type Invariant } from './invariant';
import { lookBeforeChange } from './look-before-change';
import { oneWriter } from './one-writer';
import { rolesAreConfirmed } from './roles-are-confirmed';
import { snapshotBeforeConversion } from './snapshot-before-conversion';
import { targetIsReady } from './target-is-ready';
import { writerIsSafe } from './writer-is-safe';

export interface Violation {
  readonly code: string;
  readonly atSeconds: number;
  readonly message: string;
}

/** Watches an account from its first call to its last. */
export class Watch {
  readonly violations: Violation[] = [];
  private readonly invariants: readonly Invariant[] = [
    dataIsKept(), oneWriter(), writerIsSafe(), lookBeforeChange(), snapshotBeforeConversion(), targetIsReady(), rolesAreConfirmed(),
    endsInRestState(),
  ];

  constructor(private readonly account: SimulatedAccount) {}

  get checked(): string[] {
    return this.invariants.map(({ code }) => code);
  }

  beforeCall(call: Call): void {
    for (const invariant of this.binding(call)) this.note(invariant, invariant.beforeCall?.(this.account, call));
  }

  afterCall(call: Call): void {
    for (const invariant of this.binding(call)) this.note(invariant, invariant.afterCall?.(this.account, call));
  }

  /** The account has come to its end: what holds only for an end is looked at, too. */
  close(codes: readonly string[] = this.checked): void {
    for (const invariant of this.invariants.filter(({ code }) => codes.includes(code))) this.note(invariant, invariant.atEnd?.(this.account));
  }

  private binding({ by }: Call): readonly Invariant[] {
    return by === CLOUDFORMATION ? this.invariants.filter(({ onlyDrivers }) => !onlyDrivers) : this.invariants;
  }

  private note({ code }: Invariant, message: string | undefined): void {
    if (message !== undefined) this.violations.push({ code, message, atSeconds: this.account.clock.secondsSinceStart });
  }
}
