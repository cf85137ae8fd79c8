import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const restorePassword: Rule = {
  code: 'RESTORE_MANAGED_PASSWORD',
  weight: 'warning',
  paths: ['snapshot restore'],
  judge: ({ source }) => featuresOf(source).managedPassword ? fail(
    'RDS manages the master password; a restore cannot ask for that.', 'Switch it on afterwards: aws rds modify-db-cluster --manage-master-user-password.',
  ) : undefined,
};
