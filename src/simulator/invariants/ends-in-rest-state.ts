import type { Invariant } from './invariant';

/** A move ends where a database may stay for months: available, writable, members of one kind, nothing going on. */
export function endsInRestState(): Invariant {
  return {
    code: 'ENDS_IN_REST_STATE',
    atEnd(account) {
      for (const cluster of account.clusters.values()) {
        const { identifier } = cluster;
        if (cluster.shape.Status !== 'available') return `${identifier} ends ${cluster.shape.Status}`;
        if (!cluster.acceptsWrites && !cluster.follows) return `${identifier} ends without a writer`;
        const members = account.instancesOf(cluster);
        const unavailable = members.find((member) => member.shape.DBInstanceStatus !== 'available');
        if (unavailable) return `${unavailable.identifier} ends ${unavailable.shape.DBInstanceStatus}`;
        if (new Set(members.map((member) => member.isServerless)).size > 1) return `${identifier} ends with members of both kinds`;
      }
      // AWS may begin its maintenance behind the last look: nothing shows it yet, and no driver leaves it behind.
      const unfinished = account.log.operations().find(({ endedAtMillis, isMaintenance }) => endedAtMillis === undefined && !isMaintenance);
      return unfinished ? `"${unfinished.kind}" of ${unfinished.subject} is still going on` : undefined;
    },
  };
}
