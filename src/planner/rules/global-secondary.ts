import { cannotTell, fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const globalSecondary: Rule = {
  code: 'GLOBAL_DATABASE_SECONDARY',
  weight: 'impossible',
  judge({ source }) {
    const { globalCluster } = featuresOf(source);
    const role = source.surroundings.globalRole;
    if (role === 'secondary') {
      return fail(`${source.identifier} is a secondary of the global database ${globalCluster}: it accepts no writes, so nothing can be handed over.`,
        'Move the primary; add serverless members to the secondary by hand, and delete its provisioned ones.');
    }
    return globalCluster !== undefined && role === undefined
      ? cannotTell(`${source.identifier} belongs to the global database ${globalCluster}; whether it is the primary is not known.`,
        `aws rds describe-global-clusters --global-cluster-identifier ${globalCluster}`)
      : undefined;
  },
};
