import { fail, type Rule } from './rule';
import { isBroken } from '../source/broken-states';

export const brokenMembers: Rule = {
  code: 'MEMBER_BROKEN',
  weight: 'blocker',
  paths: ['in place', 'blue/green'],
  judge({ source: { members } }) {
    const broken = members.filter(({ status }) => isBroken(status));
    return broken.length === 0 ? undefined : fail(
      broken.map(({ identifier, status }) => `${identifier} is ${status}.`).join(' '),
      'Repair or delete it first. A member with incompatible-parameters comes back by itself when it has memory again, or after a reboot.',
    );
  },
};
