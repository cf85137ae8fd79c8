import { isDeepStrictEqual } from 'node:util';
import { type Call, clustersOf, type Invariant } from './invariant';

const CHANGES = /^(Create|Modify|Delete|Failover|Enable|Disable|Reboot|Promote|Restore|Start|Stop|Switchover)/;

/** What has been changed in a cluster. */
interface Changes {
  readonly count: number;
  readonly last?: Call;
}

/**
 * Every change follows a look that was made after the previous change, and names its target. Where several drive, one may take
 * the step that another has taken since he looked: the same again, or for the next member. Nobody takes another step then.
 */
export function lookBeforeChange(): Invariant {
  const changes = new Map<string, Changes>();
  /** How many changes a driver had seen when he looked last; a look is good for one change. */
  const seen = new Map<string, number>();
  const changesOf = (cluster: string): Changes => changes.get(cluster) ?? { count: 0 };
  const viewOf = (cluster: string, { session = '' }: Call) => `${session} ${cluster}`;
  const isSameStep = (last: Call | undefined, call: Call) => last?.operation === call.operation && last.session !== call.session;
  const isSeen = (cluster: string, call: Call) => {
    const { count, last } = changesOf(cluster);
    const known = seen.get(viewOf(cluster, call));
    return known === count || (known === count - 1 && isSameStep(last, call));
  };
  /** Those that the call is about which is being performed: afterwards one may be gone. */
  let changed: readonly string[] = [];
  return {
    code: 'LOOK_BEFORE_CHANGE',
    onlyDrivers: true,
    beforeCall(account, call) {
      const { service, operation, input } = call;
      if (service !== 'rds') return undefined;
      const clusters = clustersOf(account, call);
      if (operation === 'DescribeDBClusters') for (const cluster of clusters) seen.set(viewOf(cluster, call), changesOf(cluster).count);
      changed = CHANGES.test(operation) ? clusters : [];
      if (changed.length === 0) return undefined;
      const problem = !clusters.every((cluster) => isSeen(cluster, call)) ? `${operation} without a look since the last change`
        : operation === 'FailoverDBCluster' && !input.TargetDBInstanceIdentifier ? `${operation} without a target` : undefined;
      for (const cluster of clusters) seen.delete(viewOf(cluster, call));
      return problem;
    },
    afterCall(_, call) {
      if (call.service !== 'rds' || !CHANGES.test(call.operation)) return undefined;
      for (const cluster of changed) {
        const { count, last } = changesOf(cluster);
        const isRepeated = isSameStep(last, call) && isDeepStrictEqual(last!.input, call.input);
        if (!isRepeated) changes.set(cluster, { count: count + 1, last: call });
      }
      return undefined;
    },
  };
}
