import { fail, type Rule } from './rule';
import { floorsMissed } from '../../capacity/floors';

export const capacityPerformanceInsights: Rule = {
  code: 'CAPACITY_BELOW_PERFORMANCE_INSIGHTS',
  weight: 'warning',
  judge({ source, goal: { capacity: { minAcu } } }) {
    const performanceInsights = source.members.some(({ settings }) => settings.performanceInsights);
    const [floor] = floorsMissed({ minAcu, performanceInsights, globalPrimary: false });
    return floor && fail(`The minimum of ${minAcu} ACUs is below the ${floor.acu} that AWS recommends: ${floor.reason}.`, `Raise the minimum to ${floor.acu} ACUs, or switch Performance Insights off.`);
  },
};
