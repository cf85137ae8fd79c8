import { fail, type Rule } from './rule';

/** States that AWS does not leave by itself, or only when something else changes. */
const BROKEN = [
  'failed', 'incompatible-create', 'incompatible-network', 'incompatible-option-group', 'incompatible-parameters', 'incompatible-restore',
  'inaccessible-encryption-credentials', 'inaccessible-encryption-credentials-recoverable', 'insufficient-capacity', 'restore-error', 'storage-full', 'upgrade_failed',
];

export const brokenMembers: Rule = {
  code: 'MEMBER_BROKEN',
  weight: 'blocker',
  paths: ['in place', 'blue/green'],
  judge({ source: { members } }) {
    const broken = members.filter(({ status }) => BROKEN.includes(status));
    return broken.length === 0 ? undefined : fail(
      broken.map(({ identifier, status }) => `${identifier} is ${status}.`).join(' '),
      'Repair or delete it first. A member with incompatible-parameters comes back by itself when it has memory again, or after a reboot.',
    );
  },
};
