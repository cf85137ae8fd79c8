import { fail, type Rule } from './rule';
import { parseEngineVersion } from '../../capacity/engine-version';

export const mysql84: Rule = {
  code: 'MYSQL_84_CLIENTS',
  weight: 'warning',
  judge({ source: { engine, engineVersion }, goal }) {
    if (!/mysql/.test(engine) || goal.engineVersion === undefined) return undefined;
    const [from, to] = [engineVersion, goal.engineVersion].map((version) => parseEngineVersion('aurora-mysql', version).major);
    return from !== '8.4' && to === '8.4' ? fail(
      'MySQL 8.4 requires TLS 1.2 or 1.3 (require_secure_transport is ON by default) and hashes new passwords with caching_sha2_password.',
      'Check that every client speaks TLS and knows the plugin before the upgrade.',
    ) : undefined;
  },
};
