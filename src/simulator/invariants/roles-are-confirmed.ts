import { clustersOf, type Invariant, instanceOf } from './invariant';

const LOOKS = 3;

/** `available` read once proves nothing: roles are read until they agree before anything is taken away. */
export function rolesAreConfirmed(): Invariant {
  const seen = new Map<string, { readonly writer?: string; readonly looks: number }>();
  return {
    code: 'ROLES_ARE_CONFIRMED',
    onlyDrivers: true,
    beforeCall(account, call) {
      if (call.service !== 'rds') return undefined;
      if (call.operation === 'FailoverDBCluster') for (const name of clustersOf(account, call)) seen.delete(name);
      if (call.operation === 'DescribeDBClusters') {
        for (const name of clustersOf(account, call)) {
          const cluster = account.clusters.get(name)!;
          const before = seen.get(name) ?? { looks: 0 };
          const writer = cluster.members.find((member) => member.IsClusterWriter)?.DBInstanceIdentifier;
          const agreed = cluster.shape.Status === 'available' && writer !== undefined && writer === cluster.writer;
          seen.set(name, { writer, looks: agreed && (before.writer === writer || before.looks === 0) ? before.looks + 1 : Number(agreed) });
        }
      }
      if (call.operation !== 'DeleteDBInstance') return undefined;
      const leaving = instanceOf(account, call);
      const looks = seen.get(leaving?.clusterIdentifier ?? '')?.looks ?? 0;
      return looks < LOOKS ? `${leaving?.identifier} is deleted after ${looks} looks at the new roles` : undefined;
    },
  };
}
