import { fail, type Rule } from './rule';
import { isAuroraCluster } from '../source/source';

export const writer: Rule = {
  code: 'CLUSTER_WITHOUT_WRITER',
  weight: 'blocker',
  paths: ['in place', 'blue/green'],
  judge: ({ source }) => !isAuroraCluster(source) || source.cluster?.engineMode === 'serverless' || source.members.some((member) => member.isWriter)
    ? undefined
    : fail(`Cluster ${source.identifier} has no DB instance that is its writer.`, 'Add a DB instance to the cluster, or move it when AWS shows a writer again.'),
};
