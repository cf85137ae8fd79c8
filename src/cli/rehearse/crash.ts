/** When the driver's process is killed: after its n-th API call, before or after the answer reaches it. */
export interface Crash {
  readonly call: number;
  readonly when: 'before the answer' | 'after the answer';
}

/** Kills the driver once, at the moment that was asked for, however often it is started again. */
export class Saboteur {
  private calls = 0;
  private struck = false;

  constructor(private readonly crash: Crash | undefined, private readonly kill: () => void) {}

  /** True when the driver is dead before this call is made. */
  beforeCall(): boolean {
    this.calls++;
    return this.strikeIf(this.crash?.when === 'after the answer' && this.calls > this.crash.call);
  }

  /** True when the driver is dead before this call is answered. */
  afterCall(): boolean {
    return this.strikeIf(this.crash?.when === 'before the answer' && this.calls === this.crash.call);
  }

  /** True when the driver is dead before it can say what came of its turn. */
  beforeDelivery(): boolean {
    return this.strikeIf(this.crash?.when === 'after the answer' && this.calls >= this.crash.call);
  }

  private strikeIf(due: boolean): boolean {
    if (!due || this.struck) return false;
    this.struck = true;
    this.kill();
    return true;
  }
}
