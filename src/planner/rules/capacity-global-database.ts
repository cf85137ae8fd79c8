import { fail, type Rule } from './rule';
import { floorsMissed } from '../../capacity/floors';
import { featuresOf } from '../source/source';

export const capacityGlobalDatabase: Rule = {
  code: 'CAPACITY_BELOW_GLOBAL_DATABASE',
  weight: 'warning',
  judge({ source, goal: { capacity: { minAcu } } }) {
    const globalPrimary = featuresOf(source).globalCluster !== undefined && source.surroundings.globalRole !== 'secondary';
    const [floor] = floorsMissed({ minAcu, performanceInsights: false, globalPrimary });
    return floor && fail(`The minimum of ${minAcu} ACUs is below the ${floor.acu} that AWS recommends: ${floor.reason}.`, `Raise the minimum to ${floor.acu} ACUs.`);
  },
};
