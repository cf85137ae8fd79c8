import type { SimulatedAccount } from '../account';
import { upgradeTargets } from '../rds/catalog/engine-versions';
import type { Cluster } from '../rds/cluster';
import { upgradeNow } from '../rds/clusters/upgrade';

/** AWS upgrades to the next minor version, in a window of its own choice, whether or not automatic upgrades are on. */
export function upgradeByItself(account: SimulatedAccount): void {
  for (const cluster of account.clusters.values()) {
    if (isBusy(cluster)) continue;
    const next = upgradeTargets(cluster.shape.Engine!, cluster.shape.EngineVersion!).find(({ isMajor }) => !isMajor);
    if (!next) continue;
    upgradeNow(account, cluster, { EngineVersion: next.version });
    cluster.last.upgrade!.isMaintenance = true;
  }
}

/** Maintenance begins on no cluster on which something goes on, even if a describe does not show it yet. */
function isBusy({ shape, last }: Cluster): boolean {
  return shape.Status !== 'available' || [last.upgrade, last.conversion].some((operation) => operation && operation.endedAtMillis === undefined);
}
