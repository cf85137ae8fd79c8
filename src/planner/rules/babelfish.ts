import { cannotTell, fail, type Rule } from './rule';
import { hasFeature, type LowestVersions } from '../../capacity/engine-version';
import { isCustom } from '../upgrade';

const LOWEST: LowestVersions = { 'aurora-postgresql': { 13: 'never', 14: 'never', 15: [7], 16: [3], 17: [4] } };

export const babelfish: Rule = {
  code: 'BABELFISH_VERSION',
  weight: 'blocker',
  paths: ['blue/green'],
  judge({ source: { engine, engineVersion, cluster, surroundings: { parameters } } }) {
    if (hasFeature(LOWEST, engine, engineVersion) !== false) return undefined;
    if (parameters?.['rds.babelfish_status'] === 'on') {
      return fail(`Babelfish is on, and ${engineVersion} has no blue/green deployments with Babelfish.`, 'Upgrade to 15.7, 16.3 or newer first.');
    }
    // It is off in every default group.
    return parameters || !isCustom(cluster?.parameterGroup) ? undefined : cannotTell(
      `Whether Babelfish is on is not known: only the parameter rds.babelfish_status says so. ${engineVersion} has no blue/green deployments with it.`,
      `aws rds describe-db-cluster-parameters --db-cluster-parameter-group-name ${cluster!.parameterGroup}`,
    );
  },
};
