import { fail, type Rule } from './rule';
import { isBroken } from '../source/broken-states';
import { statusOf } from '../source/source';

export const sourceBroken: Rule = {
  code: 'SOURCE_BROKEN',
  weight: 'blocker',
  judge({ source }) {
    const status = statusOf(source);
    return status !== undefined && isBroken(status) && !source.kind.endsWith('snapshot') ? fail(
      `${source.identifier} is ${status}, which it does not leave by itself.`,
      'Repair it first, or begin at a snapshot of it from before.',
    ) : undefined;
  },
};
