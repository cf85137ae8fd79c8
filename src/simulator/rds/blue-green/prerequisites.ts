import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import { AURORA_MYSQL, parseVersion } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { fault } from '../faults';
import { requireAvailable } from '../find';

/** The lowest minor versions of Aurora PostgreSQL, by family. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.BlueGreenDeployments.html */
const LOWEST_POSTGRES_MINOR: Record<string, number> = {
  'aurora-postgresql11': 21,
  'aurora-postgresql12': 16,
  'aurora-postgresql13': 12,
  'aurora-postgresql14': 9,
  'aurora-postgresql15': 4,
  'aurora-postgresql16': 1,
  'aurora-postgresql17': 4,
};

/** Fails unless AWS would make a blue/green deployment of this cluster. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html */
export function requirePrerequisites(account: SimulatedAccount, cluster: Cluster): void {
  const { identifier, shape } = cluster;
  const unsupported = (why: string) => fault('SourceClusterNotSupportedFault', `The source DB cluster ${identifier} is not supported for a blue/green deployment: ${why}`);
  if (cluster.isServerlessV1) throw unsupported('it has the engine mode serverless.');
  requireAvailable(cluster);
  if (account.blueGreenDeployments.binding(cluster)) throw unsupported('it is part of another blue/green deployment.');
  if (cluster.follows) throw unsupported('it is a copy of another database.');
  if (cluster.members.length === 0 || !cluster.writer) throw unsupported('it has no writer.');
  const hasCustomEndpoints = [...account.customEndpoints.values()].some((endpoint) => endpoint.cluster === cluster);
  if (hasCustomEndpoints) throw notSimulated(`A blue/green deployment of ${identifier}, which has custom endpoints,`);
  if (shape.MasterUserSecret) throw unsupported('its master password is managed by RDS in AWS Secrets Manager.');
  const { family, minor } = parseVersion(shape.Engine!, shape.EngineVersion!);
  if (minor < (LOWEST_POSTGRES_MINOR[family] ?? 0)) throw unsupported(`the engine version ${shape.EngineVersion} is too old.`);
  requireReplication(account, cluster, unsupported);
}

/** A custom DB cluster parameter group that switches replication on, and a writer that runs with it. */
function requireReplication(account: SimulatedAccount, cluster: Cluster, unsupported: (why: string) => Error): void {
  const { DBClusterParameterGroup: group = '', Engine } = cluster.shape;
  const name = Engine === AURORA_MYSQL ? 'binlog_format' : 'rds.logical_replication';
  const member = cluster.members.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === cluster.writer);
  const writer = account.instances.get(cluster.writer!)!;
  if (group.startsWith('default.')) throw unsupported(`it has the default DB cluster parameter group, in which ${name} cannot be switched on.`);
  if (member?.DBClusterParameterGroupStatus !== 'in-sync') {
    throw unsupported(`its writer ${cluster.writer} is not in sync with the DB cluster parameter group ${group}. Reboot it.`);
  }
  if (!account.parameterGroups.replicates(writer)) throw unsupported(`${name} is off in its DB cluster parameter group ${group}.`);
}
