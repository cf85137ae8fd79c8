import { type Invariant, instanceOf } from './invariant';
import { LatestLooks } from './latest-looks';

/** No call deletes the writer, or a member before an available writer of the other kind is there. */
export function writerIsSafe(): Invariant {
  const looks = new LatestLooks();
  return {
    code: 'WRITER_IS_SAFE',
    onlyDrivers: true,
    beforeCall(account, call) {
      looks.note(account, call);
      if (call.operation !== 'DeleteDBInstance') return undefined;
      const leaving = instanceOf(account, call);
      const cluster = leaving && account.clusters.get(leaving.clusterIdentifier);
      if (!leaving || !cluster) return undefined;
      if (cluster.writer === leaving.identifier) return `${leaving.identifier} is deleted while it is the writer`;
      const writer = account.instances.get(cluster.writer ?? '');
      if (!writer || looks.statusOf(writer, account, call) !== 'available') return `${leaving.identifier} is deleted while the cluster has no available writer`;
      return writer.isServerless === leaving.isServerless
        ? `${leaving.identifier} is deleted while the writer ${writer.identifier} is of the same kind`
        : undefined;
    },
  };
}
