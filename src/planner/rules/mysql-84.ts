import { fail, type Rule } from './rule';
import { parseEngineVersion } from '../../capacity/engine-version';
import { majorVersionOf } from '../source/source';

export const mysql84: Rule = {
  code: 'MYSQL_84_CLIENTS',
  weight: 'warning',
  judge({ source: { engine, engineVersion }, goal }) {
    if (!/mysql/.test(engine) || goal.engineVersion === undefined) return undefined;
    const to = parseEngineVersion('aurora-mysql', goal.engineVersion).major;
    return majorVersionOf({ engine, engineVersion }) !== '8.4' && to === '8.4' ? fail(
      'MySQL 8.4 requires TLS 1.2 or 1.3 (require_secure_transport is ON by default) and hashes new passwords with caching_sha2_password.',
      'Check that every client speaks TLS and knows the plugin before the upgrade.',
    ) : undefined;
  },
};
