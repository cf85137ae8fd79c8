import { cannotTell, fail, type Rule } from './rule';
import { parametersIgnored as ignored } from '../../capacity/replication-parameters';
import { hasCustomGroup } from '../source/source';
import { auroraEngine } from '../versions/engine-version';

export const parametersIgnored: Rule = {
  code: 'PARAMETERS_IGNORED',
  weight: 'warning',
  judge({ source }) {
    const { setParameters } = source.surroundings;
    if (!setParameters) {
      return hasCustomGroup(source) ? cannotTell('What is set in its parameter groups is not known.', 'aws rds describe-db-cluster-parameters --source user, and describe-db-parameters --source user.') : undefined;
    }
    const names = ignored(auroraEngine(source.engine), setParameters);
    return names.length === 0 ? undefined : fail(`Serverless v2 sizes these by itself and ignores what is set: ${names.join(', ')}.`, 'Nothing to do; do not rely on them.');
  },
};
