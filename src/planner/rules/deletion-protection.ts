import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const deletionProtection: Rule = {
  code: 'DELETION_PROTECTION',
  weight: 'warning',
  paths: ['blue/green', 'snapshot restore'],
  judge: ({ source }) => featuresOf(source).deletionProtection ? fail(
    `${source.identifier} is protected against deletion, and its copy will be, too.`, 'Take the protection away from the side that goes, and only when it goes.',
  ) : undefined,
};
