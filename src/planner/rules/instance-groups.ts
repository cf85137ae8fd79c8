import { fail, type Rule } from './rule';
import { isMajorMove } from '../paths/subject';
import { isCustom } from '../upgrade';

export const instanceGroups: Rule = {
  code: 'PARAMETER_GROUPS_DIFFER',
  weight: 'warning',
  paths: ['in place'],
  judge(subject) {
    const { members } = subject.source;
    const groups = [...new Set(members.map(({ settings }) => settings.parameterGroup).filter(isCustom))];
    return isMajorMove(subject) && groups.length > 1 ? fail(
      `The members have parameter groups of their own (${groups.join(', ')}); a major upgrade gives all of them one.`, 'The settings of the writer\'s group are carried over. Assign others again after the move.',
    ) : undefined;
  },
};
