import type { SimulatedAccount } from '../account';
import type { Scope } from './catalog/parameters';
import { fault } from './faults';

/** What an account may have in a Region. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html */
export interface Quotas {
  readonly clusters: number;
  /** Of RDS and Aurora together. */
  readonly instances: number;
  readonly manualClusterSnapshots: number;
  /** Without the default ones. */
  readonly clusterParameterGroups: number;
  readonly parameterGroups: number;
  readonly proxies: number;
  readonly globalClusters: number;
  readonly subnetGroups: number;
  readonly subnetsPerGroup: number;
}

/** Fails unless so many more would fit. */
export function requireQuota(account: SimulatedAccount, kind: Exclude<keyof Quotas, 'subnetsPerGroup'>, more = 1): void {
  const { quotas } = account.profile;
  const manual = () => [...account.clusterSnapshots.values()].filter(({ shape }) => shape.SnapshotType === 'manual').length;
  if (kind === 'clusters' && account.clusters.size + more > quotas.clusters) {
    throw fault('DBClusterQuotaExceededFault', 'The quota of DB clusters in this account and Region has been reached.');
  }
  if (kind === 'instances' && account.instances.size + more > quotas.instances) {
    throw fault('InstanceQuotaExceededFault', 'The quota of DB instances in this account and Region has been reached.');
  }
  const customGroups = (scope: Scope) => [...account.parameterGroups.groups[scope].values()].filter(({ isDefault }) => !isDefault).length;
  if (kind === 'clusterParameterGroups' && customGroups('cluster') + more > quotas.clusterParameterGroups) {
    throw fault('DBParameterGroupQuotaExceededFault', 'The quota of DB cluster parameter groups in this account and Region has been reached.');
  }
  if (kind === 'parameterGroups' && customGroups('instance') + more > quotas.parameterGroups) {
    throw fault('DBParameterGroupQuotaExceededFault', 'The quota of DB parameter groups in this account and Region has been reached.');
  }
  if (kind === 'subnetGroups' && account.subnetGroups.groups.size + more > quotas.subnetGroups) {
    throw fault('DBSubnetGroupQuotaExceededFault', 'The quota of DB subnet groups in this account and Region has been reached.');
  }
  if (kind === 'manualClusterSnapshots' && manual() + more > quotas.manualClusterSnapshots) {
    throw fault('SnapshotQuotaExceededFault', 'Cannot create more than the allowed number of manual snapshots.');
  }
  if (kind === 'globalClusters' && account.globalClusters.all.length + more > quotas.globalClusters) {
    throw fault('GlobalClusterQuotaExceededFault', 'The quota of global clusters in this account has been reached.');
  }
  if (kind === 'proxies' && account.proxies.all.length + more > quotas.proxies) {
    throw fault('DBProxyQuotaExceededFault', 'The quota of proxies in this account and Region has been reached.');
  }
}
