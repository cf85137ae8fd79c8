import type { SimulatedAccount } from '../account';
import { refused } from './refusals';
import type { Cluster } from '../rds/cluster';
import { notSimulated } from '../wire/aws-error';

/**
 * The Data API connects to the writer of a cluster, as the user in the secret.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
 */
export function logIn(account: SimulatedAccount, resourceArn: string, secretArn: string): Cluster {
  const cluster = [...account.clusters.values()].find(({ arn }) => arn === resourceArn);
  if (!cluster) throw refused('BadRequestException', `The DB cluster ${resourceArn} is not found.`);
  if (!cluster.shape.HttpEndpointEnabled) throw refused('HttpEndpointNotEnabledException', `HttpEndpoint is not enabled for resource ${resourceArn}`);
  if (cluster.follows) throw notSimulated(`The Data API of ${cluster.identifier}, which follows another cluster,`);
  requireWriter(account, cluster);
  requireSecret(account, cluster, secretArn);
  return cluster;
}

const RESTING = ['stopping', 'stopped', 'starting', 'deleting'];

function requireWriter(account: SimulatedAccount, cluster: Cluster): void {
  const { identifier, isServerlessV1, shape } = cluster;
  if (isServerlessV1 && shape.Capacity === 0) throw notSimulated(`The Data API of ${identifier}, a paused Serverless v1 cluster,`);
  if (RESTING.includes(shape.Status ?? '')) throw refused('InvalidResourceStateException', `DB cluster ${identifier} is ${shape.Status}.`);
  if (!isServerlessV1 && account.instancesOf(cluster).length === 0) throw refused('DatabaseNotFoundException', `DB cluster ${identifier} doesn't have a DB instance.`);
  const writer = account.instances.get(cluster.writer ?? '');
  if (writer?.isPaused(account.clock.now)) {
    account.autoPause.wake(writer);
    throw refused('DatabaseResumingException', `The Aurora DB instance ${writer.shape.DbiResourceId ?? writer.identifier} is resuming after being auto-paused. Please wait a few seconds and try again.`);
  }
  if (!cluster.acceptsWrites) throw refused('DatabaseUnavailableException', `The writer instance in the DB cluster ${identifier} isn't available.`);
  if (writer) account.autoPause.connected(writer);
}

function requireSecret(account: SimulatedAccount, { identifier, shape }: Cluster, secretArn: string): void {
  if (shape.MasterUserSecret?.SecretArn === secretArn) return;
  const managedFor = [...account.clusters.values()].find((other) => other.shape.MasterUserSecret?.SecretArn === secretArn)?.identifier;
  const owner = managedFor ?? account.databaseSecrets.get(secretArn);
  if (owner === identifier) return;
  if (owner !== undefined) throw refused('DatabaseErrorException', `Password authentication failed: ${secretArn} is the secret of another database.`);
  if (account.cloudFormation.secrets.has(secretArn)) throw notSimulated(`Whether ${secretArn} opens ${identifier}, to which no stack attaches it,`);
  throw refused('SecretsErrorException', `The secret ${secretArn} wasn't found.`);
}
