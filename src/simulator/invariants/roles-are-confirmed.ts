import { type Invariant, instanceOf } from './invariant';

const LOOKS = 3;

/** `available` read once proves nothing: roles are read until they agree before anything is taken away. */
export function rolesAreConfirmed(): Invariant {
  let shown: string | undefined;
  let looks = 0;
  return {
    code: 'ROLES_ARE_CONFIRMED',
    onlyDrivers: true,
    beforeCall(account, call) {
      if (call.service !== 'rds') return undefined;
      if (call.operation === 'FailoverDBCluster') looks = 0;
      if (call.operation === 'DescribeDBClusters') {
        const [cluster] = account.clusters.values();
        const writer = cluster?.members.find((member) => member.IsClusterWriter)?.DBInstanceIdentifier;
        const agreed = cluster?.shape.Status === 'available' && writer !== undefined && writer === cluster.writer;
        looks = agreed && (shown === writer || looks === 0) ? looks + 1 : Number(agreed);
        shown = writer;
      }
      if (call.operation !== 'DeleteDBInstance') return undefined;
      return looks < LOOKS ? `${instanceOf(account, call)?.identifier} is deleted after ${looks} looks at the new roles` : undefined;
    },
  };
}
