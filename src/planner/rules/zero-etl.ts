import { cannotTell, fail, type Rule } from './rule';

export const zeroEtl: Rule = {
  code: 'ZERO_ETL_INTEGRATION',
  weight: 'blocker',
  paths: ['blue/green', 'snapshot restore'],
  judge({ source: { surroundings: { zeroEtlIntegrations: integrations } }, path }) {
    if (integrations === undefined) return cannotTell('Whether a zero-ETL integration reads from it is not known.', 'aws rds describe-integrations');
    return integrations.length === 0 ? undefined : fail(
      `Zero-ETL integrations read from it: ${integrations.join(', ')}.`,
      path === 'blue/green' ? 'Delete them before the switchover and create them again behind it.' : 'Create them again for the new cluster.',
    );
  },
};
