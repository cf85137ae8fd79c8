import { cannotTell, fail, type Rule } from './rule';
import { changedParameters } from '../../capacity/changed-parameters';
import { hasCustomGroup, majorVersionOf } from '../source/source';
import { auroraEngine } from '../versions/engine-version';

export const parametersChanged: Rule = {
  code: 'PARAMETERS_CHANGED',
  weight: 'warning',
  judge({ source, goal: { engineVersion = source.engineVersion } }) {
    const engine = auroraEngine(source.engine);
    const { setParameters } = source.surroundings;
    if (!setParameters) {
      return hasCustomGroup(source) ? cannotTell('Whether a parameter is set that means something else afterwards is not known.',
        'aws rds describe-db-cluster-parameters --source user, and describe-db-parameters --source user.') : undefined;
    }
    const after = majorVersionOf({ engine, engineVersion });
    const changed = changedParameters(engine, [majorVersionOf(source), after], setParameters);
    return changed.length === 0 ? undefined : fail(`Parameters that are set mean something else afterwards: ${changed.join('; ')}.`, 'Decide for each what you want, and set it in the parameter group that the cluster will have.');
  },
};
