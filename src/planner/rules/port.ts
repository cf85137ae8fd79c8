import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';

export const port: Rule = {
  code: 'PORT_NOT_STANDARD',
  weight: 'warning',
  judge({ source }) {
    const { port: actual } = featuresOf(source);
    const usual = /postgres/.test(source.engine) ? 5432 : 3306;
    return actual === undefined || actual === usual ? undefined : fail(
      `${source.identifier} listens on port ${actual}.`, `Say so in every template: CloudFormation takes 3306 where nothing is said. An RDS Proxy listens on ${usual} all the same.`,
    );
  },
};
