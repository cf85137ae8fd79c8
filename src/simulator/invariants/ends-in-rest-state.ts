import type { Invariant } from './invariant';

/** A move ends where a database may stay for months: available, writable, members of one kind, nothing going on. */
export function endsInRestState(): Invariant {
  let lastCallAtMillis = Infinity;
  return {
    code: 'ENDS_IN_REST_STATE',
    beforeCall({ clock }, { service }) {
      if (service === 'rds') lastCallAtMillis = clock.now;
      return undefined;
    },
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
      // What AWS begins by itself after the last call is not what a driver leaves behind.
      const unfinished = account.log.operations()
        .find(({ startedAtMillis, endedAtMillis }) => endedAtMillis === undefined && startedAtMillis <= lastCallAtMillis);
      return unfinished ? `"${unfinished.kind}" of ${unfinished.subject} is still going on` : undefined;
    },
  };
}
