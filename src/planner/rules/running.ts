import type { Rule } from './rule';

const STOPPED = ['stopped', 'stopping'];

export const running: Rule = ({ cluster }) => STOPPED.includes(cluster.status) ? {
  code: 'CLUSTER_STOPPED',
  message: `Cluster ${cluster.identifier} is ${cluster.status}; AWS changes nothing on a stopped cluster.`,
  remedy: `Start it: aws rds start-db-cluster --db-cluster-identifier ${cluster.identifier}`,
} : undefined;
