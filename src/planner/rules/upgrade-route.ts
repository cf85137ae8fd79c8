import { cannotTell, fail, type Rule } from './rule';
import { isUpgraded } from '../source/source';
import { auroraEngine } from '../versions/engine-version';
import { wayTo } from '../versions/upgrade-route';

export const upgradeRoute: Rule = {
  code: 'NO_UPGRADE_ROUTE',
  weight: 'impossible',
  paths: ['in place', 'blue/green', 'snapshot restore'],
  mustBeTold: true,
  judge({ source, goal: { engineVersion: wanted } }) {
    if (wanted === undefined || !isUpgraded(source)) return undefined;
    const { engineVersion, upgradeTargets } = source;
    const engine = auroraEngine(source.engine);
    const way = wayTo(engine, engineVersion, wanted, upgradeTargets);
    switch (way.kind) {
      case 'route': return undefined;
      case 'none': return fail(`AWS offers no upgrade from ${engine} ${engineVersion} to ${wanted}, in any number of steps.`, 'Choose another version, or copy the data.');
      case 'unknown': return cannotTell(
        `Whether upgrades lead from ${engine} ${engineVersion} to ${wanted} is not known: our tables do not say where ${way.from.join(', ')} can be upgraded to.`,
        `Plan with --live, or give the output of aws rds describe-db-engine-versions --engine ${engine} --include-all with --state.`,
      );
    }
  },
};
