import { fail, type Rule } from './rule';
import { isBroken } from '../source/broken-states';

export const clusterBroken: Rule = {
  code: 'CLUSTER_BROKEN',
  weight: 'blocker',
  judge: ({ source: { identifier, cluster } }) => cluster && isBroken(cluster.status) ? fail(
    `Cluster ${identifier} is ${cluster.status}, which it does not leave by itself.`, 'Repair it first, or begin at a snapshot of it from before.',
  ) : undefined,
};
