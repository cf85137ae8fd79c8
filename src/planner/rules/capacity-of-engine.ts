import { fail, type Rule } from './rule';
import { engineLimitProblems } from '../../capacity/engine-limits';
import { featuresOf } from '../source/source';
import { auroraEngine } from '../versions/engine-version';

/** The effective range is the narrower one of engine version and platform version. */
const PLATFORM_1_ACU = 128;

export const capacityOfEngine: Rule = {
  code: 'CAPACITY_RANGE_UNSUPPORTED',
  weight: 'blocker',
  judge({ source, goal, path }) {
    const problems = engineLimitProblems(auroraEngine(source.engine), goal.engineVersion ?? source.engineVersion, goal.capacity);
    if (path === 'in place' && featuresOf(source).platformVersion === '1' && goal.capacity.maxAcu > PLATFORM_1_ACU) {
      problems.push(`platform version 1 ends at ${PLATFORM_1_ACU} ACUs, got a maximum of ${goal.capacity.maxAcu}`);
    }
    return problems.length === 0 ? undefined : fail(
      `The capacity range is not possible here: ${problems.join('; ')}.`, 'Choose a narrower range, a newer engine version, or a newer platform version (stop and start the cluster).',
    );
  },
};
