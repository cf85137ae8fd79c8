import { clustersOf, type Invariant } from './invariant';

const CHANGES = /^(Create|Modify|Delete|Failover|Enable|Disable|Reboot|Promote|Restore|Start|Stop|Switchover)/;

/** Every change follows a look that was made after the previous change, and names its target. */
export function lookBeforeChange(): Invariant {
  const looked = new Set<string>();
  return {
    code: 'LOOK_BEFORE_CHANGE',
    onlyDrivers: true,
    beforeCall(account, call) {
      const { service, operation, input } = call;
      if (service !== 'rds') return undefined;
      if (operation === 'DescribeDBClusters') for (const cluster of clustersOf(account, call)) looked.add(cluster);
      if (!CHANGES.test(operation)) return undefined;
      const clusters = clustersOf(account, call);
      const problem = !clusters.every((cluster) => looked.has(cluster)) ? `${operation} without a look since the last change`
        : operation === 'FailoverDBCluster' && !input.TargetDBInstanceIdentifier ? `${operation} without a target` : undefined;
      for (const cluster of clusters) looked.delete(cluster);
      return problem;
    },
  };
}
