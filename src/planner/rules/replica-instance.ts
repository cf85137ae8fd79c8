import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const replicaInstance: Rule = {
  code: 'REPLICA_INSTANCE',
  weight: 'blocker',
  judge({ source }) {
    const { replicationSource } = featuresOf(source);
    return source.kind === 'RDS instance' && replicationSource !== undefined ? fail(
      `${source.identifier} is a read replica of ${replicationSource}: who writes, writes there, and no fence around ${source.identifier} stops that.`,
      `Plan the move of ${replicationSource}. Or make it a database of its own first: aws rds promote-read-replica --db-instance-identifier ${source.identifier}`,
    ) : undefined;
  },
};
