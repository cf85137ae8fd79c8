import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const replica: Rule = {
  code: 'REPLICA_CLUSTER',
  weight: 'blocker',
  judge({ source }) {
    const { replicationSource } = featuresOf(source);
    return !source.cluster || replicationSource === undefined ? undefined : fail(
      `${source.identifier} replicates from ${replicationSource} and accepts no writes of its own.`,
      `Promote it first, if it is to live on: aws rds promote-read-replica-db-cluster --db-cluster-identifier ${source.identifier}`,
    );
  },
};
