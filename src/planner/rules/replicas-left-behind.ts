import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const replicasLeftBehind: Rule = {
  code: 'REPLICAS_LEFT_BEHIND',
  weight: 'warning',
  paths: ['snapshot restore', 'read replica', 'DMS', 'dump and restore'],
  judge({ source }) {
    const { replicas = [] } = featuresOf(source);
    return replicas.length === 0 ? undefined : fail(
      `These replicate from ${source.identifier} and go on doing so, from a side that nobody writes to any more: ${replicas.join(', ')}.`,
      'Let those who read from them read from the new cluster, with readers of its own, and delete them then.',
    );
  },
};
