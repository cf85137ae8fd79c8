import { cannotTell, fail, type Rule } from './rule';

export const autoScaling: Rule = {
  code: 'AUTO_SCALING_MEMBERS',
  weight: 'blocker',
  paths: ['in place'],
  judge({ source: { identifier, surroundings: { autoScaling: scaled } } }) {
    if (scaled === undefined) {
      return cannotTell('Whether Application Auto Scaling adds readers is not known.',
        `aws application-autoscaling describe-scalable-targets --service-namespace rds --resource-ids cluster:${identifier}`);
    }
    return scaled ? fail(
      'Application Auto Scaling adds and removes readers of this cluster; it does not know db.serverless and would add provisioned ones during the move.',
      `aws application-autoscaling deregister-scalable-target --service-namespace rds --scalable-dimension rds:cluster:ReadReplicaCount --resource-id cluster:${identifier}`,
    ) : undefined;
  },
};
