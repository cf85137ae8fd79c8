import { ENGINES } from '../versions/engine-version';
import type { Rule } from './rule';

export const engine: Rule = ({ cluster }) => ENGINES.includes(cluster.engine) ? undefined : {
  code: 'ENGINE_UNSUPPORTED',
  message: `Cluster ${cluster.identifier} has the engine ${cluster.engine}; Serverless v2 exists for ${ENGINES.join(' and ')}.`,
  remedy: 'Migrate the data to Aurora first.',
};
