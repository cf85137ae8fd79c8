import type { CreateDBClusterMessage } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Volume } from '../../data/volume';
import { notSimulated } from '../../wire/aws-error';
import type { Cluster } from '../cluster';

/** The global clusters of the account. */
export class GlobalClusters {
  constructor(protected readonly account: SimulatedAccount) {}

  /** The data with which a new member begins. */
  volumeFor(_globalCluster: string, _input: CreateDBClusterMessage): Volume | undefined {
    throw notSimulated('rds:CreateDBCluster with GlobalClusterIdentifier');
  }

  /** A cluster that was created with the name of a global cluster becomes a member of it. */
  join(_cluster: Cluster, _globalCluster: string): void {}
}
