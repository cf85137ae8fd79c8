import { fail, type Rule } from './rule';
import { featuresOf } from '../source/source';
import { familyOf } from '../versions/engine-version';

export const globalUpgrade: Rule = {
  code: 'GLOBAL_DATABASE_UPGRADE',
  weight: 'blocker',
  paths: ['in place'],
  judge({ source, goal }) {
    const { globalCluster } = featuresOf(source);
    const isMajor = goal.engineVersion !== undefined && familyOf(source.engine, goal.engineVersion) !== familyOf(source.engine, source.engineVersion);
    return globalCluster !== undefined && isMajor ? fail(
      `${source.identifier} belongs to the global database ${globalCluster}, whose members are upgraded to a new major version together.`,
      `aws rds modify-global-cluster --global-cluster-identifier ${globalCluster} --engine-version ${goal.engineVersion} --allow-major-version-upgrade, then plan again.`,
    ) : undefined;
  },
};
