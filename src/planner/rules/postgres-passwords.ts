import { fail, type Rule } from './rule';
import { parseEngineVersion } from '../../capacity/engine-version';

const SCRAM_SINCE = 14;

export const postgresPasswords: Rule = {
  code: 'POSTGRES_PASSWORD_HASHING',
  weight: 'warning',
  judge({ source: { engine, engineVersion }, goal }) {
    if (!/postgres/.test(engine) || goal.engineVersion === undefined) return undefined;
    const [from, to] = [engineVersion, goal.engineVersion].map((version) => Number(parseEngineVersion('aurora-postgresql', version).major));
    return from < SCRAM_SINCE && to >= SCRAM_SINCE ? fail(
      `PostgreSQL ${to} hashes new passwords with SCRAM; drivers that know MD5 only cannot log in, and the Data API takes SCRAM only.`,
      'Check the drivers, then set the passwords of the roles again after the upgrade.',
    ) : undefined;
  },
};
