import type { Rule } from './rule';

export const writer: Rule = ({ cluster, members }) => cluster.engineMode === 'serverless' || members.some((member) => member.isWriter) ? undefined : {
  code: 'CLUSTER_WITHOUT_WRITER',
  message: `Cluster ${cluster.identifier} has no DB instance that is its writer.`,
  remedy: 'Add a DB instance to the cluster, or move it when AWS shows a writer again.',
};
