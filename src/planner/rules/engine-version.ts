import { offersServerless } from '../versions/engine-version';
import type { Rule } from './rule';

export const engineVersion: Rule = ({ cluster, goal }) => offersServerless(cluster.engine, goal.engineVersion ?? cluster.engineVersion) !== false ? undefined : {
  code: 'ENGINE_VERSION_WITHOUT_SERVERLESS_V2',
  message: `${cluster.engine} ${cluster.engineVersion} of cluster ${cluster.identifier} does not offer db.serverless.`,
  remedy: 'Upgrade the engine first: Aurora MySQL to 3.02.0 or newer, Aurora PostgreSQL to 13.6, 14.3, 15.2, 16.1, 17.4, 18.3 or newer.',
};
