import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';
import { fault, required } from '../faults';
import type { Deployment } from './deployment';

/** The blue/green deployments of the account. */
export class BlueGreenDeployments {
  private readonly byIdentifier = new Map<string, Deployment>();

  constructor(private readonly account: SimulatedAccount) {}

  get all(): Deployment[] {
    return [...this.byIdentifier.values()];
  }

  find(identifier: string | undefined): Deployment {
    const deployment = this.byIdentifier.get(required(identifier, 'BlueGreenDeploymentIdentifier').toLowerCase());
    if (!deployment) throw fault('BlueGreenDeploymentNotFoundFault', `Blue Green Deployment ${identifier} not found.`);
    return deployment;
  }

  add(deployment: Deployment): void {
    this.byIdentifier.set(deployment.identifier, deployment);
  }

  /** The record goes, and with it the protection of an old side that is still read-only. */
  remove(deployment: Deployment): void {
    this.byIdentifier.delete(deployment.identifier);
  }

  /** The deployment that is not switched over yet and has this cluster on either side. */
  binding(cluster: Cluster): Deployment | undefined {
    return this.all.find((deployment) => deployment.binds(cluster));
  }

  requireUnbound(cluster: Cluster, what: string): void {
    const deployment = this.binding(cluster);
    if (!deployment) return;
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is part of the blue/green deployment ${deployment.identifier} and cannot be ${what}.`);
  }

  /** Something was done on the blue side that replication does not carry. */
  degrade(reason: string): void {
    for (const deployment of this.all) {
      if (deployment.hasSwitched) continue;
      this.account.catchUpClients();
      deployment.invalidBecause = `Replication degraded: ${reason}`;
      const { follows } = deployment.green;
      if (follows) deployment.green.follows = { ...follows, source: () => undefined };
    }
  }
}
