import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const pendingChanges: Rule = {
  code: 'PENDING_CHANGES',
  weight: 'blocker',
  paths: ['in place', 'blue/green', 'read replica', 'DMS'],
  judge({ source }) {
    const pending = [
      ...(featuresOf(source).pending ?? []).map((name) => `${name} of ${source.identifier}`),
      ...source.members.flatMap((member) => member.pending.map((name) => `${name} of ${member.identifier}`)),
    ];
    return pending.length === 0 ? undefined : fail(
      `AWS is about to change ${pending.join(', ')} in the maintenance window: in the middle of the move, for all we know.`,
      'Apply these changes now (--apply-immediately), or take them back.',
    );
  },
};
