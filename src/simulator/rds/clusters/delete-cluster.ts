import type { DeleteDBClusterMessage, DeleteDBClusterResult } from '@aws-sdk/client-rds';
import { operation } from '../../wire/service';
import { fault, invalidParameterCombination } from '../faults';
import { findCluster } from '../find';
import { requireUnprotected } from './create-cluster';
import { recordClusterSnapshot, requireFreeClusterSnapshotName } from '../snapshots/cluster-snapshots';

const CANNOT_BE_DELETED = ['creating', 'stopped', 'stopping', 'starting'];

export const deleteDBCluster = operation<DeleteDBClusterMessage, DeleteDBClusterResult>(
  ['DBClusterIdentifier', 'SkipFinalSnapshot', 'FinalDBSnapshotIdentifier', 'DeleteAutomatedBackups'],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    const { identifier } = cluster;
    requireUnprotected(cluster);
    if (CANNOT_BE_DELETED.includes(cluster.shape.Status ?? '') || cluster.isBusy) {
      throw fault('InvalidDBClusterStateFault', `Cluster ${identifier} cannot be deleted while it is ${cluster.shape.Status}.`);
    }
    if (account.instancesOf(cluster).some((instance) => instance.shape.DBInstanceStatus !== 'deleting')) {
      throw fault('InvalidDBClusterStateFault', 'Cluster cannot be deleted, it still contains DB instances in non-deleting state.');
    }
    account.replication.requireDeletable(cluster);
    if (!input.SkipFinalSnapshot && !input.FinalDBSnapshotIdentifier) {
      throw invalidParameterCombination('FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.');
    }
    if (input.SkipFinalSnapshot && input.FinalDBSnapshotIdentifier) {
      throw invalidParameterCombination('FinalDBSnapshotIdentifier can not be specified when deleting a cluster with SkipFinalSnapshot.');
    }
    if (input.FinalDBSnapshotIdentifier) {
      requireFreeClusterSnapshotName(account, input.FinalDBSnapshotIdentifier);
      recordClusterSnapshot(account, cluster, input.FinalDBSnapshotIdentifier).finish();
    }
    cluster.setStatus('deleting');
    const doing = account.begin('delete cluster', identifier);
    // Its last instances may still be going.
    const gone = account.instancesOf(cluster).map(({ goneAtMillis = 0 }) => goneAtMillis - account.clock.now);
    account.during(doing, Math.max(account.draw('deleteCluster', identifier), ...gone), () => {
      account.catchUpClients();
      account.clusters.delete(identifier);
      for (const [name, endpoint] of account.customEndpoints) if (endpoint.cluster === cluster) account.customEndpoints.delete(name);
      account.disconnectClients(cluster.volume);
      account.events.add('clusterDeleted', identifier);
    });
    return { DBCluster: cluster.shape };
  },
);
