import { type Invariant, clusterOf } from './invariant';

/** Before a step that cannot be undone a snapshot of the cluster is available. */
export function snapshotBeforeConversion(): Invariant {
  return {
    code: 'SNAPSHOT_BEFORE_CONVERSION',
    onlyDrivers: true,
    beforeCall(account, call) {
      const cluster = clusterOf(account, call);
      if (call.operation !== 'ModifyDBCluster' || call.input.EngineMode === undefined || !cluster) return undefined;
      const safe = [...account.clusterSnapshots.values()].some(({ shape }) =>
        shape.DbClusterResourceId === cluster.shape.DbClusterResourceId && shape.Status === 'available' && shape.SnapshotType === 'manual');
      return safe ? undefined : `the engine mode of ${cluster.identifier} is converted without a safety snapshot`;
    },
  };
}
