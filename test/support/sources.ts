import { readFileSync } from 'node:fs';
import type { DescribedCluster } from '../../src/cli/state-files';
import { StateReader } from '../../src/simulator/state';

export interface SourceOptions {
  readonly engine: 'aurora-mysql' | 'aurora-postgresql';
  readonly engineVersion: string;
  readonly engineMode?: 'provisioned' | 'serverless';
  /** Of each member, the writer first; a Serverless v1 cluster has none. */
  readonly instanceClasses?: readonly string[];
  readonly clusterGroup?: string;
  readonly instanceGroup?: string;
  readonly more?: Record<string, unknown>;
}

const FOLDER = `${__dirname}/../../examples/first-move/state`;
const example = (file: string) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
const [MYSQL] = example('mysql-80.clusters.json').DBClusters;
const [INSTANCE] = example('mysql-80.instances.json').DBInstances;
const [SERVERLESS_V1] = example('sample-cluster.clusters.json').DBClusters;

/** What `aws rds describe-…` prints of a cluster like those of the example, of any engine, version and shape. */
export function documentsOf(options: SourceOptions): [{ DBClusters: Record<string, unknown>[] }, { DBInstances: Record<string, unknown>[] }] {
  const { engine, engineVersion, engineMode = 'provisioned' } = options;
  const isV1 = engineMode === 'serverless';
  const { instanceClasses = isV1 ? [] : ['db.r6g.large', 'db.r6g.large'] } = options;
  const family = engine + (engine === 'aurora-mysql' ? engineVersion.split('.mysql_aurora.')[0] : engineVersion.split('.')[0]);
  const name = isV1 ? SERVERLESS_V1.DBClusterIdentifier : MYSQL.DBClusterIdentifier;
  const members = instanceClasses.map((instanceClass, index) => ({ identifier: `${name}-${index + 1}`, instanceClass }));
  const cluster = {
    ...(isV1 ? SERVERLESS_V1 : MYSQL),
    Engine: engine,
    EngineVersion: engineVersion,
    EngineMode: engineMode,
    Port: engine === 'aurora-mysql' ? 3306 : 5432,
    DBClusterParameterGroup: options.clusterGroup ?? `default.${family}`,
    DBClusterMembers: members.map(({ identifier }, index) => ({
      DBInstanceIdentifier: identifier, IsClusterWriter: index === 0, DBClusterParameterGroupStatus: 'in-sync', PromotionTier: 1,
    })),
    ...options.more,
  };
  const instances = members.map(({ identifier, instanceClass }) => ({
    ...INSTANCE,
    DBInstanceIdentifier: identifier,
    DBInstanceClass: instanceClass,
    DBClusterIdentifier: name,
    Engine: engine,
    EngineVersion: engineVersion,
    DBParameterGroups: [{ DBParameterGroupName: options.instanceGroup ?? `default.${family}`, ParameterApplyStatus: 'in-sync' }],
  }));
  return [{ DBClusters: [cluster] }, { DBInstances: instances }];
}

export async function described(options: SourceOptions): Promise<DescribedCluster> {
  const [{ DBClusters: [cluster] }, { DBInstances: instances }] = documentsOf(options);
  const reader = new StateReader();
  return {
    cluster: await reader.cluster(cluster as never), instances: await Promise.all(instances.map((instance) => reader.instance(instance as never))),
  };
}
