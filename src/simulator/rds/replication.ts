import type { CreateDBClusterMessage, PromoteReadReplicaDBClusterMessage, PromoteReadReplicaDBClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import type { Cluster, Following } from './cluster';
import { fault } from './faults';
import { findCluster, findInstance, requireAvailable } from './find';
import { Volume } from '../data/volume';
import { writesUntil } from '../data/writing-client';
import { operation } from '../wire/service';

/** Databases that follow others: replicas of RDS instances, secondaries of global clusters, green clusters. */
export class Replication {
  constructor(private readonly account: SimulatedAccount) {}

  /** The data with which a new cluster begins; it fails when what the cluster shall follow is not there. */
  volumeFor(input: CreateDBClusterMessage): Volume | undefined {
    const { ReplicationSourceIdentifier: source, GlobalClusterIdentifier: globalCluster } = input;
    this.account.catchUpClients();
    if (source) return findInstance(this.account, source).volume?.copy();
    return globalCluster ? this.account.globalClusters.volumeFor(globalCluster, input) : undefined;
  }

  /** A new cluster may be a replica from its first moment. */
  onClusterCreated(cluster: Cluster, input: CreateDBClusterMessage): void {
    if (input.ReplicationSourceIdentifier) {
      const source = findInstance(this.account, input.ReplicationSourceIdentifier);
      cluster.shape.ReplicationSourceIdentifier = input.ReplicationSourceIdentifier;
      cluster.shape.MasterUsername = source.shape.MasterUsername;
      this.follow(cluster, {
        source: () => source.volume,
        lagMillis: this.account.profile.replicationLagMillis.replica,
        readOnlyBecause: `is a read replica of ${source.identifier}`,
      });
    }
    if (input.GlobalClusterIdentifier) this.account.globalClusters.join(cluster, input.GlobalClusterIdentifier);
  }

  follow(cluster: Cluster, following: Following): void {
    this.account.catchUpClients();
    cluster.follows = following;
    this.account.disconnectClients(cluster.volume);
  }

  /** From now on it writes for itself: with what has arrived by now, or with everything. */
  stopFollowing(cluster: Cluster, having: 'what has arrived' | 'everything'): void {
    this.account.catchUpClients();
    const source = cluster.follows?.source();
    if (having === 'everything' && source) cluster.volume.catchUpWith(source);
    cluster.follows = undefined;
  }

  /** What was committed as long ago as each database is behind has arrived there. */
  catchUp(): void {
    for (const { follows, volume } of this.account.clusters.values()) {
      const source = follows?.source();
      if (source) volume.catchUpWith(source, writesUntil(this.account.clock.now - follows!.lagMillis));
    }
  }

  requireDeletable(cluster: Cluster): void {
    if (cluster.shape.GlobalClusterIdentifier) {
      throw fault('InvalidDBClusterStateFault', `This cluster is a part of a global cluster, please remove it from globalcluster first: ${cluster.identifier}`);
    }
  }

  requireStoppable(cluster: Cluster): void {
    this.account.blueGreenDeployments.requireUnbound(cluster, 'stopped');
    if (cluster.follows || cluster.shape.GlobalClusterIdentifier) {
      throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} takes part in replication and cannot be stopped.`);
    }
  }
}

/** What has not arrived by then stays behind: who promotes loses it unless writes to the source were stopped before. */
export const promoteReadReplicaDBCluster = operation<PromoteReadReplicaDBClusterMessage, PromoteReadReplicaDBClusterResult>(['DBClusterIdentifier'], (account, input) => {
  const cluster = findCluster(account, input.DBClusterIdentifier);
  if (!cluster.shape.ReplicationSourceIdentifier || !cluster.follows) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is not a read replica.`);
  }
  requireAvailable(cluster);
  account.blueGreenDeployments.requireUnbound(cluster, 'promoted');
  const doing = account.begin('promote read replica', cluster.identifier, [cluster.last.birth]);
  cluster.setStatus('promoting');
  account.during(doing, account.draw('promoteReplica', cluster.identifier), () => {
    account.replication.stopFollowing(cluster, 'what has arrived');
    delete cluster.shape.ReplicationSourceIdentifier;
    cluster.setStatus('available');
  });
  return { DBCluster: cluster.shape };
});
