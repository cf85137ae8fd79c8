import { cannotTell, fail, type Rule } from './rule';

export const pendingMaintenance: Rule = {
  code: 'PENDING_MAINTENANCE',
  weight: 'warning',
  paths: ['in place', 'blue/green', 'read replica', 'DMS'],
  judge({ source: { kind, arn, surroundings: { pendingMaintenance: actions } } }) {
    if (kind === 'self-managed server') return undefined;
    if (actions === undefined) return cannotTell('Whether maintenance is pending is not known.', `aws rds describe-pending-maintenance-actions --resource-identifier ${arn}`);
    return actions.length === 0 ? undefined : fail(`Maintenance is pending: ${actions.join(', ')}.`, 'Apply it before the move, or begin well before the maintenance window.');
  },
};
