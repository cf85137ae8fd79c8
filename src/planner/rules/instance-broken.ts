import { fail, type Rule } from './rule';
import { isBroken } from '../source/broken-states';

export const instanceBroken: Rule = {
  code: 'INSTANCE_BROKEN',
  weight: 'blocker',
  judge: ({ source: { kind, identifier, status = '' } }) => kind === 'RDS instance' && isBroken(status) ? fail(
    `DB instance ${identifier} is ${status}, which it does not leave by itself.`, 'Repair it first, or begin at a snapshot of it from before.',
  ) : undefined,
};
