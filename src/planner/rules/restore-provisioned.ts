import { fail, type Rule } from './rule';
import { isMajorMove } from '../paths/subject';

export const restoreProvisioned: Rule = {
  code: 'RESTORE_STARTS_PROVISIONED',
  weight: 'warning',
  paths: ['snapshot restore'],
  judge: (subject) => isMajorMove(subject) ? fail(
    'A restore that upgrades to another major version ends with the first DB instance, which must be provisioned.', 'Create a provisioned writer first, then the serverless member, then fail over: the runbook does so.',
  ) : undefined,
};
