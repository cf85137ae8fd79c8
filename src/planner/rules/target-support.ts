import { fail, type Rule } from './rule';
import { parseEngineVersion } from '../../capacity/engine-version';
import { supportOn } from '../../capacity/lifecycle';
import { LIFECYCLE } from '../../capacity/lifecycle-data';
import { featuresOf } from '../source/source';
import { auroraEngine } from '../versions/engine-version';

/** Of the version that the cluster will have, also when it stays what it is. */
export const targetSupport: Rule = {
  code: 'TARGET_SUPPORT_ENDED',
  weight: 'warning',
  judge({ source, goal, today }) {
    const [name, version] = [auroraEngine(source.engine), goal.engineVersion ?? source.engineVersion];
    const support = supportOn(today, name, version);
    if (!support || support.daysLeft >= 0) return undefined;
    const end = LIFECYCLE[name][parseEngineVersion(name, version).major].endOfExtendedSupport;
    const upgraded = 'AWS will upgrade the serverless cluster to another major version by itself';
    const consequence = support.phase === 'minor-ended' ? 'AWS may upgrade the serverless cluster to another minor version in a maintenance window'
      : support.phase === 'ended' ? `Extended Support ended on ${end}, too, and ${upgraded}`
        : featuresOf(source).extendedSupport === false ? upgraded
          : `the serverless cluster pays for Extended Support with every ACU-hour, at a price that is not known here, until it ends on ${end}`;
    return fail(`Standard support of ${name} ${version} ended ${support.when}: ${consequence}.`, 'Choose a newer version with --to, or --prefer long-term-support.');
  },
};
