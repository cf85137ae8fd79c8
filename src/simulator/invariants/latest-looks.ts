import type { SimulatedAccount } from '../account';
import { type Call, clustersOf } from './invariant';
import type { Instance } from '../rds/instance';

/** Whoever acts later than that has to look again. */
const LOOK_IS_GOOD_FOR_MILLIS = 10_000;

/**
 * How members really were when each session looked at them last. What happens between a look and the change that follows at once
 * keeps nobody from making it.
 */
export class LatestLooks {
  private readonly looks = new Map<string, { readonly status?: string; readonly atMillis: number }>();

  note(account: SimulatedAccount, call: Call): void {
    if (call.service !== 'rds' || call.operation !== 'DescribeDBInstances') return;
    // An instance of RDS has no cluster.
    for (const cluster of clustersOf(account, call).map((name) => account.clusters.get(name)).filter((found) => found !== undefined)) {
      for (const { identifier, shape } of account.instancesOf(cluster)) {
        this.looks.set(key(call, identifier), { status: shape.DBInstanceStatus, atMillis: account.clock.now });
      }
    }
  }

  /** As it was at the look, or as it is if that was long ago. */
  statusOf({ identifier, shape }: Instance, account: SimulatedAccount, call: Call): string | undefined {
    const look = this.looks.get(key(call, identifier));
    return look && account.clock.now - look.atMillis <= LOOK_IS_GOOD_FOR_MILLIS ? look.status : shape.DBInstanceStatus;
  }
}

function key({ session = '' }: Call, identifier: string): string {
  return `${session} ${identifier}`;
}
