import { fail, type Rule } from './rule';
import { isCustom } from '../upgrade';
import { familyOf } from '../versions/engine-version';

export const instanceGroups: Rule = {
  code: 'PARAMETER_GROUPS_DIFFER',
  weight: 'warning',
  paths: ['in place'],
  judge({ source: { engine, engineVersion, members }, goal }) {
    const isMajor = goal.engineVersion !== undefined && familyOf(engine, goal.engineVersion) !== familyOf(engine, engineVersion);
    const groups = [...new Set(members.map(({ settings }) => settings.parameterGroup).filter(isCustom))];
    return isMajor && groups.length > 1 ? fail(
      `The members have parameter groups of their own (${groups.join(', ')}); a major upgrade gives all of them one.`, 'The settings of the writer\'s group are carried over. Assign others again after the move.',
    ) : undefined;
  },
};
