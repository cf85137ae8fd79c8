import type { Problem } from '../decision';
import type { ClusterFacts } from '../observation';
import type { Rule } from './rule';
import { isBroken } from '../source/broken-states';

export const clusterBroken: Rule = {
  code: 'CLUSTER_BROKEN',
  weight: 'blocker',
  judge({ source: { cluster } }) {
    const problem = cluster && brokenCluster(cluster);
    return problem && { kind: 'fail', message: problem.message, remedy: problem.remedy };
  },
};

/** In the middle of a move, too. */
export function brokenCluster({ identifier, status }: ClusterFacts): Problem | undefined {
  if (!isBroken(status)) return undefined;
  return { code: clusterBroken.code, message: `Cluster ${identifier} is ${status}.`, remedy: 'Repair the cluster, or begin at a snapshot of it from before; the move goes on by itself when it is started again.' };
}
