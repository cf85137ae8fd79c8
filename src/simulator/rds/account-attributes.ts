import type { AccountAttributesMessage, DescribeAccountAttributesMessage } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import { type Counted, used } from './quotas';
import { operation } from '../wire/service';

const NAMES = {
  DBInstances: 'instances',
  DBParameterGroups: 'parameterGroups',
  DBSubnetGroups: 'subnetGroups',
  DBClusters: 'clusters',
  DBClusterParameterGroups: 'clusterParameterGroups',
  ManualClusterSnapshots: 'manualClusterSnapshots',
} as const satisfies Record<string, Counted>;

/** The quotas that are simulated and that AWS lists here; proxies and global clusters are not among them. */
export const describeAccountAttributes = operation<DescribeAccountAttributesMessage, AccountAttributesMessage>([], (account: SimulatedAccount) => ({
  AccountQuotas: Object.entries(NAMES).map(([AccountQuotaName, kind]) => ({
    AccountQuotaName, Used: used(account, kind), Max: account.profile.quotas[kind],
  })),
}));
