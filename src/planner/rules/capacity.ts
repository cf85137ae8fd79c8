import type { Rule } from './rule';
import { capacityRangeProblems } from '../../capacity/capacity-range';

export const capacity: Rule = ({ goal }) => {
  const problems = capacityRangeProblems(goal.capacity);
  return problems.length === 0 ? undefined : {
    code: 'CAPACITY_RANGE_INVALID',
    message: `The capacity range is not possible: ${problems.join('; ')}.`,
    remedy: 'Choose a minimum from 0 and a maximum from 1 to 256 ACUs, both in steps of 0.5.',
  };
};
