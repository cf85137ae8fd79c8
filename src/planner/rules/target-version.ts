import { fail, type Rule } from './rule';
import { offersServerlessV2 } from '../../capacity/engine-limits';
import { parseEngineVersion } from '../../capacity/engine-version';
import { isUpgraded } from '../source/source';
import { auroraEngine, ENGINES } from '../versions/engine-version';
import { knowsVersion, versionsIn } from '../versions/upgrade-targets';

export const targetVersion: Rule = {
  code: 'TARGET_VERSION_UNKNOWN',
  weight: 'impossible',
  judge({ source, goal: { engineVersion: wanted }, path }) {
    const engine = auroraEngine(source.engine);
    // Whether upgrades lead to it is a question of its own.
    const isReached = isUpgraded(source) && ['in place', 'blue/green', 'snapshot restore'].includes(path);
    if (wanted === undefined || isReached || !ENGINES.includes(engine)) return undefined;
    if (knowsVersion(source.upgradeTargets, wanted)) return undefined;
    const offered = versionsIn(source.upgradeTargets).filter((version) => offersServerlessV2(engine, version) === true);
    const majors = [...new Set(offered.map((version) => parseEngineVersion(engine, version).major))];
    return fail(
      `There is no version ${wanted} of ${engine} in our tables.`,
      `Choose one of ${majors.join(', ')}, or a version of these (--to). If AWS offers it by now, plan with --live, or give the output of aws rds describe-db-engine-versions --engine ${engine} --include-all with --state.`,
    );
  },
};
