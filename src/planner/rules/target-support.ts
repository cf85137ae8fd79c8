import { fail, type Rule } from './rule';
import { supportOn } from '../../capacity/lifecycle';
import { auroraEngine } from '../source/source';

export const targetSupport: Rule = {
  code: 'TARGET_SUPPORT_ENDED',
  weight: 'warning',
  judge({ source, goal, today }) {
    if (goal.engineVersion === undefined) return undefined;
    const support = supportOn(today, auroraEngine(source.engine), goal.engineVersion);
    return support && support.daysLeft < 0 ? fail(
      `Standard support of ${goal.engineVersion} ended on ${support.endOfStandardSupport}.`, 'Choose a newer version with --to, or --prefer long-term-support.',
    ) : undefined;
  },
};
