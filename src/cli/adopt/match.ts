import type { DBInstance } from '@aws-sdk/client-rds';
import type { Situation } from './situation';
import { InputError } from '../input-error';
import type { DescribedCluster } from '../state-files';

/** The resources of the template, and what there is for them. */
export interface Match {
  readonly live: DescribedCluster;
  readonly clusterId: string;
  /** Is the cluster in the deployed template? */
  readonly isDeployed: boolean;
  readonly members: readonly { readonly logicalId: string; readonly instance: DBInstance }[];
  /** The cluster's and the members' logical ids that leave the stack before the import. */
  readonly released: readonly string[];
}

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';

/** @param wanted the identifier of the cluster to adopt, where the physical id of the stack does not tell */
export function match({ source: { template }, physicalIds, clusters }: Situation, wanted?: string): Match {
  const declared = Object.entries(template.Resources).filter(([, { Type }]) => Type === CLUSTER).map(([id]) => id);
  const describedAs = (identifier?: string) => clusters.find(({ cluster }) => cluster.DBClusterIdentifier === identifier);
  const chosen = declared.find((id) => wanted !== undefined && physicalIds.get(id) === wanted)
    ?? declared.find((id) => describedAs(physicalIds.get(id))) ?? declared[0];
  const only = wanted === undefined && clusters.length === 1 ? clusters[0] : undefined;
  const live = describedAs(wanted ?? physicalIds.get(chosen)) ?? only;
  if (!live) {
    const names = clusters.map(({ cluster }) => cluster.DBClusterIdentifier).join(', ');
    throw new InputError([`Which cluster is to be adopted? The stack has ${wanted ?? physicalIds.get(chosen) ?? 'none'}, the state describes ${names}. Say it with --cluster.`]);
  }
  const clusterId = chosen ?? 'Db';
  const ofCluster = Object.entries(template.Resources)
    .filter(([, { Type, Properties = {} }]) => Type === INSTANCE && (Properties.DBClusterIdentifier as { Ref?: string } | undefined)?.Ref === chosen)
    .map(([id]) => id);
  const unused = ordinals(Object.keys(template.Resources), clusterId);
  const members = [...live.instances]
    .sort((a, b) => (a.PromotionTier ?? 1) - (b.PromotionTier ?? 1) || a.DBInstanceIdentifier!.localeCompare(b.DBInstanceIdentifier!))
    .map((instance) => ({ logicalId: ofCluster.find((id) => physicalIds.get(id) === instance.DBInstanceIdentifier) ?? unused(), instance }));
  const isDeployed = chosen !== undefined;
  return { live, clusterId, isDeployed, members, released: isDeployed ? [chosen, ...ofCluster] : [] };
}

/** `DbMember1`, `DbMember2`: names that nobody has yet. */
function ordinals(taken: readonly string[], prefix: string): () => string {
  let next = 0;
  return () => {
    do next++; while (taken.includes(`${prefix}Member${next}`));
    return `${prefix}Member${next}`;
  };
}
