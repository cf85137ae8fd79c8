import type { SimulatedAccount } from '../account';
import type { Cluster } from '../rds/cluster';
import type { Instance } from '../rds/instance';
import { notSimulated } from '../wire/aws-error';

export const MINUTE_MILLIS = 60_000;
const MILLIS = 1000;

/** What a metric of one instance was at the end of a minute; nothing where there is no datapoint. */
type Measure = (account: SimulatedAccount, instance: Instance, cluster: Cluster | undefined, atMillis: number) => number | undefined;

/** A paused instance publishes its capacity, its utilization and its CPU, and nothing else. */
function whileAwake(measure: Measure): Measure {
  return (account, instance, cluster, atMillis) => instance.isPaused(atMillis) ? undefined : measure(account, instance, cluster, atMillis);
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.viewing.monitoring */
const METRICS: Readonly<Record<string, Measure>> = {
  ServerlessDatabaseCapacity: (_account, instance, _cluster, at) => instance.capacityAt(at),
  ACUUtilization: (_account, instance, cluster, at) => {
    const capacity = instance.capacityAt(at);
    const maximum = cluster?.shape.ServerlessV2ScalingConfiguration?.MaxCapacity;
    return capacity === undefined || maximum === undefined ? undefined : capacity / maximum * 100;
  },
  AuroraReplicaLag: whileAwake((account, instance, cluster) =>
    cluster && cluster.writer !== instance.identifier && instance.isAvailable ? account.profile.replicaLagMillis : undefined),
  AuroraBinlogReplicaLag: whileAwake((account, instance, cluster) => lagOfReplica('aurora-mysql', account, instance, cluster)),
  RDSToAuroraPostgreSQLReplicaLag: whileAwake((account, instance, cluster) => lagOfReplica('aurora-postgresql', account, instance, cluster)),
  CPUUtilization: (account, instance, _cluster, at) => {
    if (!instance.isAvailable) return undefined;
    return instance.isPaused(at) ? 0 : account.profile.cpuUtilizationPercent;
  },
  DatabaseConnections: whileAwake((account, instance, cluster) =>
    account.clients.filter((client) => client.isConnectedTo(instance.identifier)).length + account.proxies.connectionsTo(cluster ?? instance)),
};

/** In seconds; nothing is behind where nothing was written. Only the writer of a replica of an RDS instance reads its changes. */
function lagOfReplica(engine: string, account: SimulatedAccount, instance: Instance, cluster: Cluster | undefined): number | undefined {
  const source = cluster?.shape.Engine === engine && cluster.shape.ReplicationSourceIdentifier ? cluster.follows?.source() : undefined;
  if (!cluster || !source || cluster.writer !== instance.identifier || !instance.isAvailable) return undefined;
  account.catchUpClients();
  return source.unseenIn(cluster.volume) > 0 ? cluster.follows!.lagMillis / MILLIS : 0;
}

export interface Dimension {
  readonly Name?: string;
  readonly Value?: string;
}

export interface Datapoint {
  readonly atMillis: number;
  readonly value: number;
}

/** RDS publishes one value a minute; the latest one shows the last full minute. A period has the values of its minutes. */
export function datapoints(account: SimulatedAccount, metric: string, dimensions: readonly Dimension[], from: number, to: number): Datapoint[] {
  const measure = METRICS[metric];
  if (!measure) throw notSimulated(`The metric ${metric}`);
  const instances = instancesOf(account, dimensions);
  const points: Datapoint[] = [];
  const last = Math.min(to, account.clock.now);
  for (let end = Math.ceil(from / MINUTE_MILLIS) * MINUTE_MILLIS + MINUTE_MILLIS; end <= last; end += MINUTE_MILLIS) {
    const values = instances
      .map((instance) => measure(account, instance, account.clusters.get(instance.clusterIdentifier), end))
      .filter((value) => value !== undefined);
    // A cluster shows the average over its instances.
    if (values.length > 0) points.push({ atMillis: end - MINUTE_MILLIS, value: values.reduce((sum, value) => sum + value, 0) / values.length });
  }
  return points;
}

function instancesOf(account: SimulatedAccount, dimensions: readonly Dimension[]): Instance[] {
  const [dimension, ...others] = dimensions;
  if (others.length === 0 && dimension?.Name === 'DBInstanceIdentifier') return [account.instances.get(dimension.Value ?? '')].filter((found) => found !== undefined);
  if (others.length === 0 && dimension?.Name === 'DBClusterIdentifier') {
    return [...account.instances.values()].filter((instance) => instance.clusterIdentifier === dimension.Value);
  }
  throw notSimulated(`The dimensions ${JSON.stringify(dimensions)}`);
}
