import { cannotTell, fail, type Rule } from './rule';
import { floorsMissed } from '../../capacity/floors';
import { featuresOf } from '../source/source';

export const capacityGlobalDatabase: Rule = {
  code: 'CAPACITY_BELOW_GLOBAL_DATABASE',
  weight: 'warning',
  judge({ source, goal: { capacity: { minAcu } } }) {
    const { globalCluster } = featuresOf(source);
    const { globalRole } = source.surroundings;
    const [floor] = floorsMissed({ minAcu, performanceInsights: false, globalPrimary: globalCluster !== undefined && globalRole !== 'secondary' });
    if (!floor) return undefined;
    return globalRole === 'primary'
      ? fail(`The minimum of ${minAcu} ACUs is below the ${floor.acu} that AWS recommends: ${floor.reason}.`, `Raise the minimum to ${floor.acu} ACUs.`)
      : cannotTell(`Whether ${source.identifier} is the primary of ${globalCluster} is not known; AWS recommends a minimum of ${floor.acu} ACUs for a primary.`,
        `aws rds describe-global-clusters --global-cluster-identifier ${globalCluster}`);
  },
};
