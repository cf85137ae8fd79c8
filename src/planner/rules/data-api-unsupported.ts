import { fail, type Rule } from './rule';
import { offersDataApi } from '../../capacity/engine-limits';

export const dataApiUnsupported: Rule = {
  code: 'DATA_API_UNSUPPORTED',
  weight: 'blocker',
  judge({ source: { cluster, engine, engineVersion }, goal }) {
    const version = goal.engineVersion ?? engineVersion;
    return cluster?.dataApi && offersDataApi(engine, version) === false ? fail(
      `The Data API is in use, and ${engine} ${version} does not have it outside Serverless v1.`, 'Choose a version that has it: MySQL 3.07, PostgreSQL 13.11, 14.8, 15.3, 16.1, 17.4 or newer.',
    ) : undefined;
  },
};
