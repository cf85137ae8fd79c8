import type { Problem } from '../decision';
import type { ClusterFacts } from '../observation';
import type { Rule } from './rule';

/** States that AWS does not leave by itself. */
const BROKEN = [
  'cloning-failed', 'migration-failed', 'upgrade_failed', 'restore-failed', 'failed', 'incompatible-network', 'incompatible-restore',
  'incompatible-parameters', 'inaccessible-encryption-credentials', 'inaccessible-encryption-credentials-recoverable',
];

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
  if (!BROKEN.includes(status)) return undefined;
  return { code: clusterBroken.code, message: `Cluster ${identifier} is ${status}.`, remedy: 'Repair the cluster; the move goes on by itself when it is started again.' };
}
