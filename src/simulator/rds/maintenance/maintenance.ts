import type { PendingMaintenanceAction } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { automaticMinorVersion } from '../catalog/describe-engine-versions';
import { AURORA_POSTGRESQL, upgradeTargets } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { isOnOldPlatform, updatePlatform } from './platform-update';
import { upgradeNow } from '../clusters/upgrade';
import { untilWindow } from '../clusters/window';
import { invalidParameterCombination } from '../faults';
import { requireAvailable } from '../find';

const NEXT_MAINTENANCE = 'next-maintenance';
const IMMEDIATE = 'immediate';

interface Action {
  readonly name: string;
  readonly description: string;
  readonly run: () => void;
}

interface OptIn {
  readonly status: string;
  readonly at: Date;
}

/** What AWS would like to do to a cluster: it waits until somebody opts in, and is gone when it has been done. */
export class Maintenance {
  private readonly optIns = new WeakMap<Cluster, Map<string, OptIn>>();

  constructor(private readonly account: SimulatedAccount) {}

  pending(cluster: Cluster): PendingMaintenanceAction[] {
    return this.actions(cluster).map(({ name, description }) => {
      const optIn = this.optInsOf(cluster).get(name);
      return { Action: name, Description: description, ...(optIn ? { OptInStatus: optIn.status, CurrentApplyDate: optIn.at } : {}) };
    });
  }

  isPending(cluster: Cluster, name: string): boolean {
    return this.actions(cluster).some((action) => action.name === name);
  }

  applyNow(cluster: Cluster, name: string): void {
    requireAvailable(cluster);
    this.optInsOf(cluster).set(name, { status: IMMEDIATE, at: new Date(this.account.clock.now) });
    this.run(cluster, name);
  }

  applyInWindow(cluster: Cluster, name: string): void {
    this.requireNotBegun(cluster, name);
    const millis = untilWindow(this.account.clock.now, cluster.shape.PreferredMaintenanceWindow);
    const optIn = { status: NEXT_MAINTENANCE, at: new Date(this.account.clock.now + millis) };
    this.optInsOf(cluster).set(name, optIn);
    this.account.clock.schedule(millis, () => {
      if (this.optInsOf(cluster).get(name) !== optIn) return;
      if (cluster.shape.Status === 'available' && !cluster.isBusy) this.run(cluster, name);
      // A cluster that is stopped or busy has its window a week later.
      else if (this.account.clusters.get(cluster.identifier) === cluster) this.applyInWindow(cluster, name);
    });
  }

  undo(cluster: Cluster, name: string): void {
    this.requireNotBegun(cluster, name);
    this.optInsOf(cluster).delete(name);
  }

  private requireNotBegun(cluster: Cluster, name: string): void {
    if (this.optInsOf(cluster).get(name)?.status === IMMEDIATE) {
      throw invalidParameterCombination(`The opt-in request of type immediate for ${name} can't be undone.`);
    }
  }

  private run(cluster: Cluster, name: string): void {
    this.actions(cluster).find((action) => action.name === name)?.run();
  }

  /** Whether automatic minor upgrades are on or not, nothing of this happens by itself. */
  private actions(cluster: Cluster): Action[] {
    const actions: Action[] = [];
    const { Engine: engine = '', EngineVersion: version = '' } = cluster.shape;
    if (isOnOldPlatform(this.account, cluster) && this.account.instancesOf(cluster).some((instance) => instance.isServerless)) {
      actions.push({
        name: 'serverless-platform-version-update',
        description: `Upgrade to serverless platform version ${this.account.profile.newestPlatformVersion}`,
        run: () => updatePlatform(this.account, cluster),
      });
    }
    const target = automaticMinorVersion(this.account.profile, engine, version);
    const isOffered = upgradeTargets(engine, version).some((candidate) => candidate.version === target);
    if (engine === AURORA_POSTGRESQL && !cluster.isServerlessV1 && isOffered) {
      actions.push({
        name: 'system-update',
        description: `Upgrade to Aurora PostgreSQL ${target}`,
        run: () => upgradeNow(this.account, cluster, { EngineVersion: target }),
      });
    }
    return actions;
  }

  private optInsOf(cluster: Cluster): Map<string, OptIn> {
    const known = this.optIns.get(cluster) ?? new Map<string, OptIn>();
    this.optIns.set(cluster, known);
    return known;
  }
}
