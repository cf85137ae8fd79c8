import { fail, type Rule } from './rule';
import type { PathName } from '../paths/planned-path';
import type { SourceKind } from '../source/source';

const CLUSTERS: readonly SourceKind[] = ['Aurora provisioned', 'Aurora Serverless v1', 'Aurora Serverless v2', 'Aurora mixed'];
const SERVERS: readonly SourceKind[] = ['RDS instance', 'RDS Multi-AZ cluster', 'self-managed server'];

const SOURCES: Record<PathName, readonly SourceKind[]> = {
  'in place': CLUSTERS,
  'blue/green': CLUSTERS,
  'snapshot restore': [...CLUSTERS, 'cluster snapshot', 'Serverless v1 snapshot', 'instance snapshot', 'RDS instance'],
  'read replica': ['RDS instance'],
  'DMS': ['Aurora provisioned', 'Aurora Serverless v2', 'Aurora mixed', ...SERVERS],
  'dump and restore': [...CLUSTERS, ...SERVERS, 'Aurora Serverless v2 preview', 'Aurora Limitless'],
};

const REASONS: Record<PathName, string> = {
  'in place': 'serverless members can be added to an Aurora cluster only',
  'blue/green': 'only an Aurora cluster has a green one that can become serverless',
  'snapshot restore': 'there is nothing of it that can be restored as an Aurora cluster',
  'read replica': 'Aurora replicates from a DB instance of RDS only',
  'DMS': 'there is no running server with a change log to read',
  'dump and restore': 'there is no running server to dump',
};

export const pathForSource: Rule = {
  code: 'PATH_NOT_FOR_SOURCE',
  weight: 'impossible',
  judge: ({ source, path }) => SOURCES[path].includes(source.kind) ? undefined : fail(
    `The path ${path} is not for this source (${source.kind}): ${REASONS[path]}.`,
    'Take another path.',
  ),
};
