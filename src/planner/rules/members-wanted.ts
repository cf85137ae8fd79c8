import { fail, type Rule } from './rule';

export const membersWanted: Rule = {
  code: 'NO_TARGET_MEMBERS',
  weight: 'blocker',
  judge: ({ source, goal }) => goal.members.length > 0 ? undefined : fail(
    `The goal for ${source.identifier} has no members.`, 'Ask for at least one member; with two the cluster can fail over.',
  ),
};
