import { readJson } from '../state-files';

type Entry = Record<string, any>;

/** The lists in outputs of the AWS CLI that a plan reads, and which command prints each. */
export const LISTS = {
  DBClusters: 'aws rds describe-db-clusters',
  DBInstances: 'aws rds describe-db-instances',
  DBClusterSnapshots: 'aws rds describe-db-cluster-snapshots',
  DBSnapshots: 'aws rds describe-db-snapshots',
  GlobalClusters: 'aws rds describe-global-clusters',
  DBClusterEndpoints: 'aws rds describe-db-cluster-endpoints',
  DBEngineVersions: 'aws rds describe-db-engine-versions',
  PendingMaintenanceActions: 'aws rds describe-pending-maintenance-actions',
  Targets: 'aws rds describe-db-proxy-targets',
  Integrations: 'aws rds describe-integrations',
  AccountQuotas: 'aws rds describe-account-attributes',
  Parameters: 'aws rds describe-db-cluster-parameters',
  ScalableTargets: 'aws application-autoscaling describe-scalable-targets',
  Datapoints: 'aws cloudwatch get-metric-statistics --metric-name DatabaseConnections',
  SelfManagedServers: 'a file of your own (docs/plan.md)',
} as const;

export type ListName = keyof typeof LISTS;

/** Of these each entry is a database to plan for; the others are what is around it. */
export const SOURCE_LISTS: readonly ListName[] = ['DBClusters', 'DBInstances', 'DBClusterSnapshots', 'DBSnapshots', 'SelfManagedServers'];

/** What was said, list by list. A list that nobody gave is absent: that is not the same as empty. */
export type Described = { [Name in ListName]?: Entry[] };

/** Reads any number of files, each the output of one command. */
export function readDocuments(files: readonly string[], problems: string[]): Described {
  const documents = files.flatMap((file) => {
    const content = readJson(file, problems);
    if (content === undefined) return [];
    if (!listIn(content)) {
      problems.push(`${file} is not the output of a command that a plan reads: it has none of ${Object.keys(LISTS).join(', ')}.`);
      return [];
    }
    return [content];
  });
  return merge(documents);
}

export function merge(documents: readonly object[]): Described {
  const described: Described = {};
  for (const document of documents) {
    for (const name of Object.keys(LISTS) as ListName[]) {
      const list = (document as Entry)[name];
      if (Array.isArray(list)) described[name] = [...described[name] ?? [], ...list];
    }
  }
  return described;
}

function listIn(content: Entry): boolean {
  return Object.keys(LISTS).some((name) => Array.isArray(content[name]));
}
