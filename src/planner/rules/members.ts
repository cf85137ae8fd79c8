import type { Rule } from './rule';

const MOST_MEMBERS = 16;

/** Old and new members are there side by side for a while. */
export const members: Rule = ({ cluster, members: current, goal }) => {
  const together = current.length + goal.members.length;
  if (goal.members.length === 0) {
    return {
      code: 'NO_TARGET_MEMBERS',
      message: `The goal for cluster ${cluster.identifier} has no members.`,
      remedy: 'Ask for at least one member; with two the cluster can fail over.',
    };
  }
  return together <= MOST_MEMBERS ? undefined : {
    code: 'TOO_MANY_MEMBERS',
    message: `Cluster ${cluster.identifier} would have ${together} members while both kinds are there; Aurora allows ${MOST_MEMBERS}.`,
    remedy: 'Ask for fewer members, or remove readers first.',
  };
};
