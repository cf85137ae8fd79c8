import type { Described } from './documents';
import { surroundingsOf } from './surroundings';
import { copiedSettings } from '../../planner/source/copied-settings';
import { clusterFacts, memberFacts } from '../../planner/source/facts';
import { instanceFeatures } from '../../planner/source/read-features';
import { kindOfCluster, type Source, type SourceKind } from '../../planner/source/source';
import { auroraEngine } from '../../planner/versions/engine-version';
import { knownUpgradeTargets } from '../../planner/versions/upgrade-targets';
import { targetsOf } from '../../runtime/aws/engine-upgrades';
import { StateReader } from '../../simulator/state';
import { clusterProblems, type DescribedCluster } from '../state-files';

type Entry = Record<string, any>;
type Plain = Omit<Source, 'surroundings' | 'upgradeTargets' | 'versionsAnswered' | 'members' | 'region'> & Partial<Pick<Source, 'members'>>;

/** Everything in the files that can become a Serverless v2 cluster, with what the files say is around it. */
export async function sourcesIn(described: Described, problems: string[]): Promise<Source[]> {
  const { DBClusters: clusters = [], DBInstances: instances = [] } = described;
  for (const cluster of clusters) problems.push(...clusterProblems(cluster, instances));
  if (problems.length > 0) return [];
  const standalone = instances.filter((instance) => !clusters.some(({ DBClusterIdentifier: name }) => name === instance.DBClusterIdentifier));
  problems.push(...standalone.filter((instance) => instance.DBClusterIdentifier).map(memberWithoutCluster));
  const plain: Plain[] = [
    ...await Promise.all(clusters.map(async (cluster) => clusterSource(await readCluster(cluster, instances)))),
    ...standalone.filter((instance) => !instance.DBClusterIdentifier).map(instanceSource),
    ...(described.DBClusterSnapshots ?? []).map(clusterSnapshotSource),
    ...(described.DBSnapshots ?? []).map(instanceSnapshotSource),
    ...(described.SelfManagedServers ?? []).map(serverSource),
  ];
  problems.push(...plain.flatMap(incomplete));
  if (plain.length === 0) problems.push('The files describe no database. Give the output of `aws rds describe-db-clusters`, for example.');
  return plain.map((source) => ({
    members: [],
    ...source,
    region: source.arn?.split(':')[3],
    surroundings: surroundingsOf(source, described, plain.length === 1),
    ...upgradesFor(auroraEngine(source.engine), described),
  }));
}

async function readCluster(cluster: Entry, instances: readonly Entry[]): Promise<DescribedCluster> {
  const reader = new StateReader();
  const members = instances.filter(({ DBClusterIdentifier: name }) => name === cluster.DBClusterIdentifier);
  return { cluster: await reader.cluster(cluster), instances: await Promise.all(members.map((member) => reader.instance(member as never))) };
}

function clusterSource({ cluster: shape, instances }: DescribedCluster): Plain {
  const cluster = clusterFacts(shape);
  const members = instances.map((instance) => ({ ...memberFacts(instance, shape), capacityAcu: [] }));
  const { identifier, arn, engine, engineVersion } = cluster;
  // Aurora says 1 GiB here, whatever it holds.
  const storageGib = (shape.AllocatedStorage ?? 1) > 1 ? shape.AllocatedStorage : undefined;
  return {
    kind: kindOfCluster(cluster, members),
    identifier,
    arn,
    engine,
    engineVersion,
    cluster,
    members,
    storageGib,
    settings: copiedSettings(shape),
    memberSettings: members.find(({ isWriter }) => isWriter)?.settings,
  };
}

function instanceSource(instance: Entry): Plain {
  return {
    ...common('RDS instance', instance.DBInstanceIdentifier, instance.DBInstanceArn, instance),
    instanceClass: instance.DBInstanceClass,
    features: instanceFeatures(instance),
    status: instance.DBInstanceStatus,
    settings: copiedSettings(instance),
    memberSettings: memberFacts(instance, {}).settings,
  };
}

function clusterSnapshotSource(snapshot: Entry): Plain {
  const kind = snapshot.EngineMode === 'serverless' ? 'Serverless v1 snapshot' : 'cluster snapshot';
  return {
    ...common(kind, snapshot.DBClusterSnapshotIdentifier, snapshot.DBClusterSnapshotArn, snapshot),
    status: snapshot.Status,
    settings: copiedSettings(snapshot),
  };
}

function instanceSnapshotSource(snapshot: Entry): Plain {
  return { ...common('instance snapshot', snapshot.DBSnapshotIdentifier, snapshot.DBSnapshotArn, snapshot), status: snapshot.Status, settings: copiedSettings(snapshot) };
}

function serverSource(server: Entry): Plain {
  return { ...common('self-managed server', server.Identifier, undefined, server), storageGib: server.StorageGiB };
}

function common(kind: SourceKind, identifier: string, arn: string | undefined, { Engine, EngineVersion, AllocatedStorage }: Entry): Plain {
  return { kind, identifier, arn, engine: Engine, engineVersion: EngineVersion, storageGib: AllocatedStorage > 1 ? AllocatedStorage : undefined };
}

function incomplete({ kind, identifier, engine, engineVersion }: Plain): string[] {
  const missing = Object.entries({ identifier, engine, 'engine version': engineVersion }).filter(([, value]) => !value).map(([name]) => name);
  return missing.length === 0 ? [] : [`${kind} ${identifier ?? '(without a name)'} has no ${missing.join(', ')}.`];
}

function memberWithoutCluster({ DBInstanceIdentifier: name, DBClusterIdentifier: cluster }: Entry): string {
  return `${name} is a member of cluster ${cluster}, whose description is missing. Add the output of \`aws rds describe-db-clusters --db-cluster-identifier ${cluster}\`.`;
}

/** What AWS said goes before what we know. */
function upgradesFor(engine: string, { DBEngineVersions: versions = [] }: Described): Pick<Source, 'upgradeTargets' | 'versionsAnswered'> {
  const answered = targetsOf(versions.filter((version) => version.Engine === engine) as never);
  return { upgradeTargets: { ...knownUpgradeTargets(engine), ...answered }, versionsAnswered: Object.keys(answered).length };
}
