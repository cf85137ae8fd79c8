import type { Invariant } from './invariant';

const CHANGES = /^(Create|Modify|Delete|Failover|Enable|Disable|Reboot|Promote|Restore|Start|Stop|Switchover)/;

/** Every change follows a look that was made after the previous change, and names its target. */
export function lookBeforeChange(): Invariant {
  let looked = false;
  return {
    code: 'LOOK_BEFORE_CHANGE',
    onlyDrivers: true,
    beforeCall(_account, { service, operation, input }) {
      if (service !== 'rds') return undefined;
      if (operation === 'DescribeDBClusters') looked = true;
      if (!CHANGES.test(operation)) return undefined;
      const problem = !looked ? `${operation} without a look since the last change`
        : operation === 'FailoverDBCluster' && !input.TargetDBInstanceIdentifier ? `${operation} without a target` : undefined;
      looked = false;
      return problem;
    },
  };
}
