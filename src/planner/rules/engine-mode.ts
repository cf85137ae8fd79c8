import type { Rule } from './rule';

const KNOWN = ['provisioned', 'serverless'];

export const engineMode: Rule = ({ cluster }) => KNOWN.includes(cluster.engineMode) ? undefined : {
  code: 'ENGINE_MODE_UNSUPPORTED',
  message: `Cluster ${cluster.identifier} has the engine mode ${cluster.engineMode}; only ${KNOWN.join(' and ')} can be moved in place.`,
  remedy: 'Restore a snapshot of it as a provisioned cluster.',
};
