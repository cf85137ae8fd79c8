import { fail, type Rule } from './rule';

export const instanceStopped: Rule = {
  code: 'INSTANCE_STOPPED',
  weight: 'blocker',
  judge: ({ source: { kind, identifier, status = '' } }) => kind === 'RDS instance' && ['stopped', 'stopping'].includes(status) ? fail(
    `DB instance ${identifier} is ${status}; nothing replicates from it or dumps it until it runs.`,
    `Start it: aws rds start-db-instance --db-instance-identifier ${identifier}`,
  ) : undefined,
};
