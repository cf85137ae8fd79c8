import { cannotTell, fail, type Rule } from './rule';
import { autoPauseBlockers } from '../../capacity/auto-pause';
import { featuresOf } from '../source/source';
import { auroraEngine } from '../versions/engine-version';

export const autoPause: Rule = {
  code: 'AUTO_PAUSE_CANCELLED',
  weight: 'warning',
  judge({ source, goal: { capacity } }) {
    if (capacity.minAcu !== 0) return undefined;
    const { proxies, zeroEtlIntegrations, parameters, globalRole } = source.surroundings;
    const blockers = autoPauseBlockers({
      engine: auroraEngine(source.engine),
      parameters,
      proxies: proxies?.length,
      zeroEtl: zeroEtlIntegrations && zeroEtlIntegrations.length > 0,
      globalDatabase: featuresOf(source).globalCluster === undefined ? 'none' : globalRole ?? 'member',
    });
    if (blockers.length > 0) {
      return fail(`The cluster will not pause, and AWS does not say so: ${blockers.map(({ message }) => message).join('; ')}.`, 'Remove the cause, or pay for the minimum that you mean.');
    }
    return proxies && zeroEtlIntegrations && parameters ? undefined
      : cannotTell('Proxies, zero-ETL integrations or parameters that keep the cluster awake are not known.', 'Plan with --live, or add the output of aws rds describe-db-proxy-targets, describe-integrations and describe-db-cluster-parameters.');
  },
};
