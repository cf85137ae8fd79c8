import { fail, type Rule } from './rule';
import { auroraEngine, ENGINES } from '../versions/engine-version';

export const engine: Rule = {
  code: 'ENGINE_UNSUPPORTED',
  weight: 'impossible',
  judge: ({ source }) => ENGINES.includes(auroraEngine(source.engine)) ? undefined : fail(
    `${source.identifier} has the engine ${source.engine}; Serverless v2 exists for ${ENGINES.join(' and ')}.`,
    'Migrate the data to MySQL or PostgreSQL first.',
  ),
};
