import type { SimulatedAccount } from '../account';
import { fault } from './faults';

/** What an account may have in a Region. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html */
export interface Quotas {
  readonly clusters: number;
  /** Of RDS and Aurora together. */
  readonly instances: number;
  readonly manualClusterSnapshots: number;
  readonly proxies: number;
}

/** Fails unless so many more would fit. */
export function requireQuota(account: SimulatedAccount, kind: keyof Quotas, more = 1): void {
  const { quotas } = account.profile;
  const manual = () => [...account.clusterSnapshots.values()].filter(({ shape }) => shape.SnapshotType === 'manual').length;
  if (kind === 'clusters' && account.clusters.size + more > quotas.clusters) {
    throw fault('DBClusterQuotaExceededFault', 'The quota of DB clusters in this account and Region has been reached.');
  }
  if (kind === 'instances' && account.instances.size + more > quotas.instances) {
    throw fault('InstanceQuotaExceededFault', 'The quota of DB instances in this account and Region has been reached.');
  }
  if (kind === 'manualClusterSnapshots' && manual() + more > quotas.manualClusterSnapshots) {
    throw fault('SnapshotQuotaExceededFault', 'Cannot create more than the allowed number of manual snapshots.');
  }
  if (kind === 'proxies' && account.proxies.all.length + more > quotas.proxies) {
    throw fault('DBProxyQuotaExceededFault', 'The quota of proxies in this account and Region has been reached.');
  }
}
