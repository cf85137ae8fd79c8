import { fail, type Rule } from './rule';
import { isMajorMove } from '../paths/subject';
import { featuresOf } from '../source/source';

export const globalUpgrade: Rule = {
  code: 'GLOBAL_DATABASE_UPGRADE',
  weight: 'blocker',
  paths: ['in place'],
  judge({ source, goal }) {
    const { globalCluster } = featuresOf(source);
    return globalCluster !== undefined && isMajorMove({ source, goal }) ? fail(
      `${source.identifier} belongs to the global database ${globalCluster}, whose members are upgraded to a new major version together.`,
      `aws rds modify-global-cluster --global-cluster-identifier ${globalCluster} --engine-version ${goal.engineVersion} --allow-major-version-upgrade, then plan again.`,
    ) : undefined;
  },
};
