import type { CreateDBClusterMessage, PromoteReadReplicaDBClusterMessage, PromoteReadReplicaDBClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import type { Cluster } from './cluster';
import { fault } from './faults';
import { findCluster, findInstance } from './find';
import type { Volume } from '../data/volume';
import { operation } from '../wire/service';

/** Databases that follow others: replicas of RDS instances, secondaries of global clusters, green clusters. */
export class Replication {
  constructor(private readonly account: SimulatedAccount) {}

  /** A new cluster may be a replica from its first moment. */
  onClusterCreated(cluster: Cluster, input: CreateDBClusterMessage): void {
    if (input.ReplicationSourceIdentifier) {
      const source = findInstance(this.account, input.ReplicationSourceIdentifier);
      cluster.shape.ReplicationSourceIdentifier = input.ReplicationSourceIdentifier;
      cluster.shape.MasterUsername = source.shape.MasterUsername;
      this.follow(cluster, () => source.volume, `is a read replica of ${source.identifier}`);
    }
    if (input.GlobalClusterIdentifier) this.account.globalClusters.addSecondary(cluster, input.GlobalClusterIdentifier);
  }

  follow(cluster: Cluster, source: () => Volume | undefined, readOnlyBecause: string): void {
    this.account.catchUpClients();
    cluster.follows = { source, readOnlyBecause };
    this.account.disconnectClients(cluster.volume);
    this.pull(cluster);
  }

  /** From now on it writes for itself, with what it has got by now. */
  stopFollowing(cluster: Cluster): void {
    this.account.catchUpClients();
    this.pull(cluster);
    cluster.follows = undefined;
  }

  requireDeletable(cluster: Cluster): void {
    if (cluster.shape.GlobalClusterIdentifier) {
      throw fault('InvalidDBClusterStateFault', `This cluster is a part of a global cluster, please remove it from globalcluster first: ${cluster.identifier}`);
    }
  }

  requireStoppable(cluster: Cluster): void {
    if (cluster.follows || cluster.shape.GlobalClusterIdentifier) {
      throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} takes part in replication and cannot be stopped.`);
    }
  }

  private pull(cluster: Cluster): void {
    const source = cluster.follows?.source();
    if (source) cluster.volume.catchUpWith(source);
  }
}

export const promoteReadReplicaDBCluster = operation<PromoteReadReplicaDBClusterMessage, PromoteReadReplicaDBClusterResult>(['DBClusterIdentifier'], (account, input) => {
  const cluster = findCluster(account, input.DBClusterIdentifier);
  if (!cluster.shape.ReplicationSourceIdentifier || !cluster.follows) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is not a read replica.`);
  }
  if (cluster.shape.Status !== 'available') throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is not in available state.`);
  const doing = account.begin('promote read replica', cluster.identifier, [cluster.last.birth]);
  cluster.setStatus('promoting');
  account.during(doing, account.draw('promoteReplica', cluster.identifier), () => {
    account.replication.stopFollowing(cluster);
    delete cluster.shape.ReplicationSourceIdentifier;
    cluster.setStatus('available');
  });
  return { DBCluster: cluster.shape };
});
