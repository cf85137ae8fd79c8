import { fail, type Rule } from './rule';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';

/** A writer and fifteen readers. */
const MOST_MEMBERS = 16;

/** Old and new members are there side by side for a while. */
export const membersTogether: Rule = {
  code: 'TOO_MANY_MEMBERS',
  weight: 'blocker',
  paths: ['in place'],
  judge({ source: { identifier, members }, goal }) {
    const staying = members.filter(({ instanceClass }) => instanceClass === SERVERLESS_CLASS).length;
    const together = members.length + Math.max(0, goal.members.length - staying);
    return together <= MOST_MEMBERS ? undefined : fail(
      `Cluster ${identifier} would have ${together} members while both kinds are there; Aurora allows ${MOST_MEMBERS}.`, 'Ask for fewer members, or remove readers first.',
    );
  },
};
