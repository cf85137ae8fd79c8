import { fail, type Rule } from './rule';

const KNOWN = ['provisioned', 'serverless'];

export const engineMode: Rule = {
  code: 'ENGINE_MODE_UNSUPPORTED',
  weight: 'impossible',
  paths: ['in place', 'blue/green'],
  judge: ({ source: { cluster } }) => !cluster || KNOWN.includes(cluster.engineMode) ? undefined : fail(
    `Cluster ${cluster.identifier} has the engine mode ${cluster.engineMode}; only ${KNOWN.join(' and ')} can be moved in place.`,
    'Restore a snapshot of it as a provisioned cluster.',
  ),
};
