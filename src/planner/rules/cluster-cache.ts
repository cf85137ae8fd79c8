import { fail, type Rule } from './rule';

export const clusterCache: Rule = {
  code: 'CLUSTER_CACHE_MANAGEMENT',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge: ({ source: { surroundings: { parameters } } }) => ['1', 'on'].includes(parameters?.apg_ccm_enabled ?? '') ? fail(
    'Cluster cache management is on (apg_ccm_enabled); db.serverless does not support it.',
    'Expect a cold cache after a failover, or raise the minimum of the capacity range.',
  ) : undefined,
};
