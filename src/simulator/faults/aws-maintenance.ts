import type { SimulatedAccount } from '../account';
import { upgradeTargets } from '../rds/catalog/engine-versions';
import { upgradeNow } from '../rds/clusters/upgrade';

/** AWS upgrades to the next minor version, in a window of its own choice, whether or not automatic upgrades are on. */
export function upgradeByItself(account: SimulatedAccount): void {
  for (const cluster of account.clusters.values()) {
    const next = upgradeTargets(cluster.shape.Engine!, cluster.shape.EngineVersion!).find(({ isMajor }) => !isMajor);
    if (next) upgradeNow(account, cluster, { EngineVersion: next.version });
  }
}
