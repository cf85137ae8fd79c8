import { fail, type Rule } from './rule';
import { hasFeature, type LowestVersions } from '../../capacity/engine-version';

const LOWEST: LowestVersions = { 'aurora-postgresql': { 13: 'never', 14: 'never', 15: [7], 16: [3], 17: [4] } };

export const babelfish: Rule = {
  code: 'BABELFISH_VERSION',
  weight: 'blocker',
  paths: ['blue/green'],
  judge: ({ source: { engine, engineVersion, surroundings: { parameters } } }) =>
    parameters?.['rds.babelfish_status'] === 'on' && hasFeature(LOWEST, engine, engineVersion) === false
      ? fail(`Babelfish is on, and ${engineVersion} has no blue/green deployments with Babelfish.`, 'Upgrade to 15.7, 16.3 or newer first.')
      : undefined,
};
