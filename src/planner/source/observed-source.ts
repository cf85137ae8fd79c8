import type { ClusterFacts, Observation } from '../observation';
import { kindOfCluster, type Source } from './source';

/** The source of a move that is looked at by the loop: what is around it nobody has described. */
export function observedSource({ cluster, members, upgradeTargets = {} }: Observation & { readonly cluster?: ClusterFacts }): Source {
  if (!cluster) throw new Error('there is no cluster to move');
  const { identifier, arn, engine, engineVersion } = cluster;
  return { kind: kindOfCluster(cluster, members), identifier, arn, engine, engineVersion, cluster, members, surroundings: {}, upgradeTargets };
}

/** `2026-11-21` */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
