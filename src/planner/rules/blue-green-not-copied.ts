import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const blueGreenNotCopied: Rule = {
  code: 'BLUE_GREEN_NOT_COPIED',
  weight: 'warning',
  paths: ['blue/green'],
  judge({ source }) {
    const { associatedRoles, backtrack } = featuresOf(source);
    const lost = [associatedRoles && `${associatedRoles} associated IAM roles`, backtrack && 'backtracking', source.surroundings.autoScaling && 'Auto Scaling policies'].filter(Boolean);
    return lost.length === 0 ? undefined : fail(`The green cluster does not get: ${lost.join(', ')}.`, 'Set them up on the green cluster before the switchover.');
  },
};
