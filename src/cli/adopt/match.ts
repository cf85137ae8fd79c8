import type { DBInstance } from '@aws-sdk/client-rds';
import { clusterConstruct, isOfTheCdk, logicalIdOf, pathOf } from './construct-ids';
import type { Situation } from './situation';
import { InputError } from '../input-error';
import type { DescribedCluster } from '../state-files';

/** The resources of the template, and what there is for them. */
export interface Match {
  readonly live: DescribedCluster;
  readonly clusterId: string;
  /** The id of the cluster's construct in the generated code. */
  readonly construct: string;
  /** Is the cluster in the deployed template? */
  readonly isDeployed: boolean;
  readonly members: readonly MatchedMember[];
  /** The cluster's and the members' logical ids that leave the stack before the import. */
  readonly released: readonly string[];
}

export interface MatchedMember {
  readonly logicalId: string;
  /** The id of its construct. */
  readonly construct: string;
  readonly instance: DBInstance;
}

/** A construct that no stack has yet. */
const NEW = 'Db';
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
  const isOfCdk = isOfTheCdk(template);
  const clusterId = chosen ?? (isOfCdk ? logicalIdOf([NEW]) : NEW);
  const construct = chosen === undefined ? NEW : clusterConstruct(template, chosen);
  const ofCluster = Object.entries(template.Resources)
    .filter(([, { Type, Properties = {} }]) => Type === INSTANCE && (Properties.DBClusterIdentifier as { Ref?: string } | undefined)?.Ref === chosen)
    .map(([id]) => id);
  const known = live.instances.map(({ DBInstanceIdentifier }) => ofCluster.find((id) => physicalIds.get(id) === DBInstanceIdentifier));
  const free = ofCluster.filter((id) => !known.includes(id));
  const next = ordinals(Object.keys(template.Resources), (id) => isOfCdk ? logicalIdOf([construct, id]) : `${clusterId}${id}`);
  const declaredMember = (logicalId: string) => ({ logicalId, construct: pathOf(template.Resources[logicalId]).at(-1) ?? logicalId });
  const members = [...live.instances]
    .sort((a, b) => (a.PromotionTier ?? 1) - (b.PromotionTier ?? 1) || a.DBInstanceIdentifier!.localeCompare(b.DBInstanceIdentifier!))
    .map((instance): MatchedMember => {
      // Who came takes the place of who is gone.
      const logicalId = known[live.instances.indexOf(instance)] ?? free.shift();
      return { instance, ...(logicalId === undefined ? next() : declaredMember(logicalId)) };
    });
  const isDeployed = chosen !== undefined;
  return { live, clusterId, construct, isDeployed, members, released: isDeployed ? [chosen, ...ofCluster] : [] };
}

/** `Member1`, `Member2`, … and logical ids for them that nobody has yet. */
function ordinals(taken: readonly string[], logicalIdFor: (construct: string) => string): () => Omit<MatchedMember, 'instance'> {
  let next = 0;
  return () => {
    do next++; while (taken.includes(logicalIdFor(`Member${next}`)));
    return { construct: `Member${next}`, logicalId: logicalIdFor(`Member${next}`) };
  };
}
