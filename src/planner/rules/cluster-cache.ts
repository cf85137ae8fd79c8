import { cannotTell, fail, type Rule } from './rule';
import { isCustom } from '../upgrade';

export const clusterCache: Rule = {
  code: 'CLUSTER_CACHE_MANAGEMENT',
  weight: 'warning',
  paths: ['in place', 'blue/green'],
  judge({ source: { engine, cluster, surroundings: { parameters } } }) {
    if (engine !== 'aurora-postgresql') return undefined;
    if (['1', 'on'].includes(parameters?.apg_ccm_enabled ?? '')) {
      return fail('Cluster cache management is on (apg_ccm_enabled); db.serverless does not support it.', 'Expect a cold cache after a failover, or raise the minimum of the capacity range.');
    }
    // It is off in every default group.
    return parameters || !isCustom(cluster?.parameterGroup) ? undefined : cannotTell(
      'Whether cluster cache management is on (apg_ccm_enabled) is not known; db.serverless does not support it.',
      `aws rds describe-db-cluster-parameters --db-cluster-parameter-group-name ${cluster!.parameterGroup}`,
    );
  },
};
