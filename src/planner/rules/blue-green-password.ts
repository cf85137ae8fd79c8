import { fail, type Rule } from './rule';

export const blueGreenPassword: Rule = {
  code: 'BLUE_GREEN_MANAGED_PASSWORD',
  weight: 'blocker',
  paths: ['blue/green'],
  judge: ({ source }) => source.cluster?.features?.managedPassword ? fail(
    'RDS manages the master password in Secrets Manager; a blue/green deployment cannot be created then.',
    `aws rds modify-db-cluster --db-cluster-identifier ${source.identifier} --no-manage-master-user-password --master-user-password …, and switch it on again afterwards.`,
  ) : undefined,
};
