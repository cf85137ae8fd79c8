import { cannotTell, fail, type Rule } from './rule';
import { offersZeroEtl } from '../../capacity/engine-limits';
import { ZERO_ETL_PARAMETERS } from '../../capacity/replication-parameters';

export const zeroEtl: Rule = {
  code: 'ZERO_ETL_INTEGRATION',
  weight: 'blocker',
  paths: ['blue/green', 'snapshot restore'],
  judge({ source: { engine, engineVersion, surroundings: { zeroEtlIntegrations: integrations } }, goal, path }) {
    const version = goal.engineVersion ?? engineVersion;
    if (integrations === undefined) return cannotTell('Whether a zero-ETL integration reads from it is not known.', 'aws rds describe-integrations');
    if (integrations.length === 0) return undefined;
    const wanted = Object.entries(ZERO_ETL_PARAMETERS[engine] ?? {}).map(([name, value]) => `${name} = ${value}`).join(', ');
    const again = offersZeroEtl(engine, version) === false ? `${engine} ${version} has none: choose a newer version.` : `Its parameter group needs ${wanted} for that.`;
    return fail(
      `Zero-ETL integrations read from it: ${integrations.join(', ')}.`,
      `${path === 'blue/green' ? 'Delete them before the switchover and create them again behind it.' : 'Create them again for the new cluster.'} ${again}`,
    );
  },
};
