import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const auroraReplicaExists: Rule = {
  code: 'AURORA_REPLICA_EXISTS',
  weight: 'blocker',
  paths: ['read replica'],
  judge({ source }) {
    const { auroraReplicas = [] } = featuresOf(source);
    return source.engine === 'mysql' && auroraReplicas.length > 0 ? fail(
      `${source.identifier} has the Aurora read replica ${auroraReplicas.join(', ')} already; RDS for MySQL has one at most.`,
      'Go on with that one: add db.serverless members to it, and promote it. Or delete it first.',
    ) : undefined;
  },
};
