import { fail, type Rule } from './rule';
import { auroraEngine, ENGINES, isOlderMajor } from '../versions/engine-version';

export const noDowngrade: Rule = {
  code: 'TARGET_VERSION_OLDER',
  weight: 'impossible',
  paths: ['DMS', 'dump and restore'],
  judge({ source: { engine, engineVersion }, goal: { engineVersion: wanted } }) {
    const aurora = auroraEngine(engine);
    return wanted !== undefined && ENGINES.includes(aurora) && isOlderMajor(aurora, wanted, engineVersion) ? fail(
      `${wanted} is of an older major version than ${engineVersion}; what a newer version has may not exist in it.`, 'Choose the same major version, or a newer one (--to).',
    ) : undefined;
  },
};
