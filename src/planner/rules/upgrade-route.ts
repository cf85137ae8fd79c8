import { cannotTell, fail, type Rule } from './rule';
import { ENGINES } from '../versions/engine-version';
import { routeTo } from '../versions/upgrade-route';

export const upgradeRoute: Rule = {
  code: 'NO_UPGRADE_ROUTE',
  weight: 'impossible',
  paths: ['in place', 'blue/green', 'snapshot restore'],
  judge({ source: { engine, engineVersion, upgradeTargets }, goal }) {
    if (goal.engineVersion === undefined || !ENGINES.includes(engine)) return undefined;
    if (routeTo(engine, engineVersion, goal.engineVersion, upgradeTargets)) return undefined;
    if (engineVersion in upgradeTargets) {
      return fail(`AWS offers no upgrade from ${engine} ${engineVersion} to ${goal.engineVersion}, in any number of steps.`, 'Choose another version, or copy the data.');
    }
    return cannotTell(`${engine} ${engineVersion} is not in our table of upgrades.`,
      `aws rds describe-db-engine-versions --engine ${engine} --include-all, and give the output with --state.`);
  },
};
