import { readFileSync } from 'node:fs';
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import { InputError } from './input-error';
import { StateReader } from '../simulator/state';

/** One cluster with its members, as AWS described them. */
export interface DescribedCluster {
  readonly cluster: DBCluster;
  readonly instances: readonly DBInstance[];
}

type Described = Record<string, any>;

export interface StateDocument {
  /** Where it comes from. */
  readonly file: string;
  readonly content: Described;
}

/** Reads the output of `aws rds describe-db-clusters` and `describe-db-instances`, from any number of files. */
export async function readStateFiles(files: readonly string[]): Promise<DescribedCluster[]> {
  const problems: string[] = [];
  const documents = files.flatMap((file) => {
    const content = readJson(file, problems);
    return content === undefined ? [] : [{ file, content }];
  });
  return readState(documents, problems);
}

/** @param problems that are known already */
export async function readState(documents: readonly StateDocument[], problems: string[] = []): Promise<DescribedCluster[]> {
  const clusters: Described[] = [];
  const instances: Described[] = [];
  for (const { file, content } of documents) {
    if (Array.isArray(content.DBClusters)) clusters.push(...content.DBClusters);
    else if (Array.isArray(content.DBInstances)) instances.push(...content.DBInstances);
    else problems.push(`${file} is not the output of \`aws rds describe-db-clusters\` or \`aws rds describe-db-instances\`: it has neither DBClusters nor DBInstances.`);
  }
  if (problems.length === 0) problems.push(...problemsOf(clusters, instances));
  if (problems.length > 0) throw new InputError(problems);
  const reader = new StateReader();
  return Promise.all(clusters.map(async (cluster) => ({
    cluster: await reader.cluster(cluster),
    instances: await Promise.all(instances
      .filter((instance) => instance.DBClusterIdentifier === cluster.DBClusterIdentifier)
      .map((instance) => reader.instance(instance as never))),
  })));
}

export function readJson(file: string, problems: string[]): Described | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    problems.push(`Cannot read ${file}: ${code === 'ENOENT' ? 'there is no such file' : code}.`);
    return undefined;
  }
  try {
    const content = JSON.parse(text) as unknown;
    if (typeof content === 'object' && content !== null) return content;
    problems.push(`${file} holds no JSON object.`);
  } catch {
    problems.push(`${file} is not JSON. Save the output with \`--output json\`.`);
  }
  return undefined;
}

function problemsOf(clusters: readonly Described[], instances: readonly Described[]): string[] {
  const problems: string[] = [];
  for (const instance of instances) {
    const name = instance.DBInstanceIdentifier ?? '(without DBInstanceIdentifier)';
    if (!instance.DBClusterIdentifier) {
      problems.push(`${name} is an RDS instance (${instance.Engine}), not a member of an Aurora cluster. Only Aurora clusters can be moved in place.`);
    } else if (!clusters.some((cluster) => cluster.DBClusterIdentifier === instance.DBClusterIdentifier)) {
      problems.push(`${name} is a member of cluster ${instance.DBClusterIdentifier}, whose description is missing. `
        + `Add the output of \`aws rds describe-db-clusters --db-cluster-identifier ${instance.DBClusterIdentifier}\`.`);
    }
  }
  for (const cluster of clusters) problems.push(...clusterProblems(cluster, instances));
  if (problems.length === 0 && clusters.length === 0) problems.push('The state has no clusters. Give the output of `aws rds describe-db-clusters`.');
  return problems;
}

const REQUIRED = ['DBClusterIdentifier', 'Engine', 'EngineVersion', 'DbClusterResourceId', 'DBClusterArn', 'Status'];

export function clusterProblems(cluster: Described, instances: readonly Described[]): string[] {
  const name = cluster.DBClusterIdentifier ?? '(without DBClusterIdentifier)';
  const missing = REQUIRED.filter((field) => !cluster[field]);
  if (missing.length > 0) return [`Cluster ${name} has no ${missing.join(', ')}. Use the output of \`aws rds describe-db-clusters\` as it is.`];
  const undescribed = (cluster.DBClusterMembers as Described[] ?? [])
    .map((member) => member.DBInstanceIdentifier)
    .filter((member) => !instances.some((instance) => instance.DBInstanceIdentifier === member));
  return undescribed.length === 0 ? [] : [`Cluster ${name} has members without a description: ${undescribed.join(', ')}. `
    + `Add the output of \`aws rds describe-db-instances --filters Name=db-cluster-id,Values=${name}\`.`];
}
