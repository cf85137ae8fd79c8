import { cannotTell, fail, type Rule } from './rule';
import { offersServerlessV2 } from '../../capacity/engine-limits';
import { auroraEngine, ENGINES } from '../versions/engine-version';

export const engineVersion: Rule = {
  code: 'ENGINE_VERSION_WITHOUT_SERVERLESS_V2',
  weight: 'impossible',
  judge({ source, goal }) {
    const [name, version] = [auroraEngine(source.engine), goal.engineVersion ?? source.engineVersion];
    const offered = offersServerlessV2(name, version);
    if (offered === true || !ENGINES.includes(name)) return undefined;
    if (offered === 'unknown') {
      return cannotTell(`Whether ${name} ${version} offers db.serverless is not in our tables.`,
        `aws rds describe-orderable-db-instance-options --engine ${name} --engine-version ${version} --db-instance-class db.serverless`);
    }
    return fail(`${name} ${version} does not offer db.serverless.`,
      'Ask for a version that does (--to): Aurora MySQL to 3.02.0 or newer, Aurora PostgreSQL to 13.6, 14.3, 15.2, 16.1, 17.4, 18.3 or newer.');
  },
};
