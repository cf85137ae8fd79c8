import { fail, type Rule } from './rule';
import { capacityRangeProblems } from '../../capacity/capacity-range';

export const capacityRange: Rule = {
  code: 'CAPACITY_RANGE_INVALID',
  weight: 'blocker',
  judge({ goal }) {
    const problems = capacityRangeProblems(goal.capacity);
    return problems.length === 0 ? undefined : fail(
      `The capacity range is not possible: ${problems.join('; ')}.`, 'Choose a minimum from 0 and a maximum from 1 to 256 ACUs, both in steps of 0.5.',
    );
  },
};
