import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import type { Cluster } from '../cluster';

/** The global clusters of the account. */
export class GlobalClusters {
  constructor(protected readonly account: SimulatedAccount) {}

  /** A cluster that was created with the name of a global cluster becomes a member of it. */
  addSecondary(_cluster: Cluster, _globalCluster: string): void {
    throw notSimulated('rds:CreateDBCluster with GlobalClusterIdentifier');
  }
}
