import { fail, type Rule } from './rule';

const STOPPED = ['stopped', 'stopping'];

export const running: Rule = {
  code: 'CLUSTER_STOPPED',
  weight: 'blocker',
  judge: ({ source: { cluster } }) => cluster && STOPPED.includes(cluster.status) ? fail(
    `Cluster ${cluster.identifier} is ${cluster.status}; AWS changes nothing on a stopped cluster.`,
    `Start it: aws rds start-db-cluster --db-cluster-identifier ${cluster.identifier}`,
  ) : undefined,
};
