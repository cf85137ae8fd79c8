import type { CreateDBClusterMessage } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Volume } from '../../data/volume';
import { defaultVersion } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination, required } from '../faults';
import { findCluster, identifierIn, requireAvailable } from '../find';
import type { GlobalCluster } from './global-cluster';

/** What a secondary has from its primary. */
const OF_THE_PRIMARY = ['MasterUsername', 'MasterUserPassword', 'ManageMasterUserPassword', 'DatabaseName', 'ReplicationSourceIdentifier'] as const;

/** The global clusters of the account. Its one Region stands for all. */
export class GlobalClusters {
  private readonly byIdentifier = new Map<string, GlobalCluster>();

  get all(): GlobalCluster[] {
    return [...this.byIdentifier.values()];
  }

  find(identifier: string | undefined): GlobalCluster {
    const found = this.byIdentifier.get(identifierIn(required(identifier, 'GlobalClusterIdentifier')));
    if (!found) throw fault('GlobalClusterNotFoundFault', `Global cluster ${identifier} not found.`);
    return found;
  }

  requireFreeName(identifier: string): void {
    if (this.byIdentifier.has(identifier)) throw fault('GlobalClusterAlreadyExistsFault', `Global cluster already exists: ${identifier}`);
  }

  add(globalCluster: GlobalCluster): void {
    this.byIdentifier.set(globalCluster.identifier, globalCluster);
  }

  remove(globalCluster: GlobalCluster): void {
    this.byIdentifier.delete(globalCluster.identifier);
  }

  /** The cluster behind the writer endpoint of a global cluster. */
  primaryOf(identifier: string): Cluster | undefined {
    return this.byIdentifier.get(identifier)?.primary;
  }

  /** The data with which a new member begins: nothing for a primary, a copy for a secondary. */
  volumeFor(identifier: string, input: CreateDBClusterMessage): Volume | undefined {
    const globalCluster = this.find(identifier);
    requireAvailableGlobalCluster(globalCluster);
    const { primary } = globalCluster;
    if (input.Engine !== globalCluster.engine) {
      throw invalidParameterCombination(`The engine ${input.Engine} is not the engine ${globalCluster.engine} of the global cluster ${identifier}.`);
    }
    if (!primary) {
      if (input.MasterUsername && input.MasterUserPassword) return undefined;
      throw invalidParameterCombination('MasterUsername and MasterUserPassword are required for the primary DB cluster of a global cluster.');
    }
    const own = OF_THE_PRIMARY.filter((name) => input[name] !== undefined);
    if (own.length > 0) throw invalidParameterCombination(`${own.join(', ')} cannot be specified for a secondary DB cluster of a global cluster.`);
    requireAvailable(primary);
    const version = input.EngineVersion ?? defaultVersion(input.Engine!);
    if (version !== primary.shape.EngineVersion) {
      throw invalidParameterCombination(`The engine version ${version} is not the engine version ${primary.shape.EngineVersion} of the primary DB cluster.`);
    }
    return primary.volume.copy();
  }

  /** A cluster that was created with the name of a global cluster becomes a member of it. */
  join(cluster: Cluster, identifier: string): void {
    const globalCluster = this.find(identifier);
    cluster.shape.GlobalClusterIdentifier = globalCluster.identifier;
    if (!globalCluster.primary) {
      globalCluster.primary = cluster;
      return;
    }
    cluster.shape.MasterUsername = globalCluster.primary.shape.MasterUsername;
    globalCluster.secondaries.push(cluster);
    globalCluster.follow(cluster);
  }
}

export function requireAvailableGlobalCluster(globalCluster: GlobalCluster): void {
  if (globalCluster.isAvailable) return;
  throw fault('InvalidGlobalClusterStateFault', `Global cluster ${globalCluster.identifier} is not in available state, it is ${globalCluster.shape.Status}.`);
}

export function memberOf(account: SimulatedAccount, globalCluster: GlobalCluster, identifier: string | undefined): Cluster {
  const cluster = findCluster(account, identifier);
  if (globalCluster.members.includes(cluster)) return cluster;
  throw fault('DBClusterNotFoundFault', `DB cluster ${cluster.identifier} is not a part of the global cluster ${globalCluster.identifier}.`);
}

/** A global cluster belongs to no Region. */
export function globalClusterArn(account: SimulatedAccount, identifier: string): string {
  return `arn:aws:rds::${account.accountId}:global-cluster:${identifier}`;
}
