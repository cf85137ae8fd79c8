import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const replicaPassword: Rule = {
  code: 'READ_REPLICA_MANAGED_PASSWORD',
  weight: 'blocker',
  paths: ['read replica'],
  judge: ({ source }) => source.kind === 'RDS instance' && featuresOf(source).managedPassword ? fail(
    'RDS manages the master password in Secrets Manager; no read replica can be created then.',
    `aws rds modify-db-instance --db-instance-identifier ${source.identifier} --no-manage-master-user-password --master-user-password …, and switch it on for the cluster afterwards.`,
  ) : undefined,
};
