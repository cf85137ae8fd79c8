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

/** What can be counted in an account. */
export type Counted = Exclude<keyof Quotas, 'subnetsPerGroup'>;

interface Limit {
  readonly count: (account: SimulatedAccount) => number;
  readonly code: Parameters<typeof fault>[0];
  readonly message: string;
}

const LIMITS: Readonly<Record<Counted, Limit>> = {
  clusters: {
    count: ({ clusters }) => clusters.size,
    code: 'DBClusterQuotaExceededFault',
    message: 'The quota of DB clusters in this account and Region has been reached.',
  },
  instances: {
    count: ({ instances }) => instances.size,
    code: 'InstanceQuotaExceededFault',
    message: 'The quota of DB instances in this account and Region has been reached.',
  },
  manualClusterSnapshots: {
    count: ({ clusterSnapshots }) => [...clusterSnapshots.values()].filter(({ shape }) => shape.SnapshotType === 'manual').length,
    code: 'SnapshotQuotaExceededFault',
    message: 'Cannot create more than the allowed number of manual snapshots.',
  },
  clusterParameterGroups: {
    count: (account) => customGroups(account, 'cluster'),
    code: 'DBParameterGroupQuotaExceededFault',
    message: 'The quota of DB cluster parameter groups in this account and Region has been reached.',
  },
  parameterGroups: {
    count: (account) => customGroups(account, 'instance'),
    code: 'DBParameterGroupQuotaExceededFault',
    message: 'The quota of DB parameter groups in this account and Region has been reached.',
  },
  subnetGroups: {
    count: ({ subnetGroups }) => subnetGroups.groups.size,
    code: 'DBSubnetGroupQuotaExceededFault',
    message: 'The quota of DB subnet groups in this account and Region has been reached.',
  },
  globalClusters: {
    count: ({ globalClusters }) => globalClusters.all.length,
    code: 'GlobalClusterQuotaExceededFault',
    message: 'The quota of global clusters in this account has been reached.',
  },
  proxies: {
    count: ({ proxies }) => proxies.all.length,
    code: 'DBProxyQuotaExceededFault',
    message: 'The quota of proxies in this account and Region has been reached.',
  },
};

export function used(account: SimulatedAccount, kind: Counted): number {
  return LIMITS[kind].count(account);
}

/** Fails unless so many more would fit. */
export function requireQuota(account: SimulatedAccount, kind: Counted, more = 1): void {
  const { code, message } = LIMITS[kind];
  if (used(account, kind) + more > account.profile.quotas[kind]) throw fault(code, message);
}

function customGroups(account: SimulatedAccount, scope: Scope): number {
  return [...account.parameterGroups.groups[scope].values()].filter(({ isDefault }) => !isDefault).length;
}
