import { cannotTell, fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

/** RDS for MySQL writes a binary log, and RDS makes replicas, only of instances with automated backups. */
export const backupsOff: Rule = {
  code: 'BACKUPS_OFF',
  weight: 'blocker',
  paths: ['read replica', 'DMS'],
  judge({ source, path }) {
    if (source.kind !== 'RDS instance' || (path === 'DMS' && source.engine !== 'mysql')) return undefined;
    const { backupRetentionDays: days } = featuresOf(source);
    if (days === undefined) return cannotTell(`Whether ${source.identifier} has automated backups is not known.`, `aws rds describe-db-instances --db-instance-identifier ${source.identifier}`);
    return days > 0 ? undefined : fail(
      `${source.identifier} has no automated backups (a retention of 0 days); ${path === 'DMS' ? 'without them it has no binary log' : 'without them nothing can replicate from it'}.`,
      `aws rds modify-db-instance --db-instance-identifier ${source.identifier} --backup-retention-period 1 --apply-immediately, which interrupts it shortly.`,
    );
  },
};
