import type { DescribedCluster } from './state-files';
import type { Observation } from '../planner/observation';
import { clusterFacts, memberFacts } from '../planner/source/facts';
import { knownUpgradeTargets } from '../planner/versions/upgrade-targets';

/** A first look at a cluster that was described in files: nothing has been changed, no metric is known. */
export function observationOf({ cluster, instances }: DescribedCluster): Observation {
  return {
    observedAtSeconds: 0,
    cluster: clusterFacts(cluster),
    members: instances.map((instance) => ({ ...memberFacts(instance, cluster), capacityAcu: [] })),
    upgradeTargets: knownUpgradeTargets(cluster.Engine!),
    marks: [],
    settled: { reads: 0, seconds: 0 },
  };
}
