import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const blueGreenReplicas: Rule = {
  code: 'BLUE_GREEN_REPLICAS',
  weight: 'blocker',
  paths: ['blue/green'],
  judge({ source }) {
    const { replicas = [] } = featuresOf(source);
    return replicas.length === 0 ? undefined : fail(
      `Clusters in other Regions replicate from ${source.identifier} (${replicas.join(', ')}); a blue/green deployment cannot be created then.`,
      'Delete them or promote them before, and create them again behind the switchover.',
    );
  },
};
