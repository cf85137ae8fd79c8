import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from './account';
import { copyOf } from './copy';

export interface Shown {
  readonly clusters: readonly DBCluster[];
  readonly instances: readonly DBInstance[];
}

/** What describes showed in the past: kept only while somebody wants stale reads. */
export class History {
  private readonly moments: { readonly atMillis: number; readonly shown: Shown }[] = [];
  private keptMillis = 0;

  constructor(private readonly account: SimulatedAccount) {}

  /** From now on the past so far back can be shown. */
  keep(millis: number): void {
    if (this.keptMillis === 0) {
      this.record();
      this.account.clock.onStep = () => this.record();
    }
    this.keptMillis = Math.max(this.keptMillis, millis);
  }

  /** What was shown so many milliseconds ago. */
  shown(agoMillis: number): Shown {
    if (agoMillis === 0) return this.now();
    const wanted = this.account.clock.now - agoMillis;
    return (this.moments.filter(({ atMillis }) => atMillis <= wanted).at(-1) ?? this.moments[0])?.shown ?? this.now();
  }

  /** Calls change shapes, too. */
  record(): void {
    const oldest = this.account.clock.now - this.keptMillis;
    while (this.moments.length > 1 && this.moments[1].atMillis <= oldest) this.moments.shift();
    this.moments.push({ atMillis: this.account.clock.now, shown: copyOf(this.now()) });
  }

  get isKept(): boolean {
    return this.keptMillis > 0;
  }

  private now(): Shown {
    const shapes = <T>(things: Iterable<{ readonly shape: T }>) => [...things].map(({ shape }) => shape);
    return { clusters: shapes(this.account.clusters.values()), instances: shapes(this.account.instances.values()) };
  }
}
