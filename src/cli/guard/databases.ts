import type { Application, Resource } from './application';
import type { Change } from './changes';
import { Reference, referencesIn } from './values';
import { WRITER_HANDOVER_RESOURCE_TYPE } from '../../contract/writer-handover';

export const CLUSTER = 'AWS::RDS::DBCluster';
export const INSTANCE = 'AWS::RDS::DBInstance';
const ALWAYS = [CLUSTER, INSTANCE, 'AWS::RDS::GlobalCluster', 'AWS::RDS::DBShardGroup'];
/** Without them the data, or the way to it, is lost as well. */
const KEPT_FOR_A_DATABASE = ['AWS::SecretsManager::Secret', 'AWS::KMS::Key'];

/** A member of an Aurora cluster: its data is the cluster's. */
export function isMember({ type, properties }: Resource): boolean {
  return type === INSTANCE && properties.DBClusterIdentifier !== undefined;
}

/** Does a resource of this application hold data, or what a database needs to be reached and read? */
export function holdsData(resource: Resource, application: Application): boolean {
  if (ALWAYS.includes(resource.type)) return !isMember(resource);
  return KEPT_FOR_A_DATABASE.includes(resource.type) && [...application.values()].some((other) => needs(other, resource));
}

/** A database needs its key and its user's secret; an attachment says that a secret is that of a database. */
function needs({ type, properties }: Resource, { id }: Resource): boolean {
  const named = type === CLUSTER || type === INSTANCE
    ? [properties.KmsKeyId, properties.MasterUsername, properties.MasterUserPassword]
    : type === 'AWS::SecretsManager::SecretTargetAttachment' ? [properties.SecretId] : [];
  return named.flatMap(referencesIn).some(({ resource }) => resource === id);
}

/** The cluster of a member, a handover or any other resource that names one: its id, or the name as it is written. */
export function clusterOf({ properties }: Resource): string | undefined {
  const named = properties.DBClusterIdentifier ?? properties.ClusterIdentifier;
  if (named instanceof Reference) return named.resource;
  return named === undefined || named === null ? undefined : String(named);
}

/** Is this the cluster that others call so? */
export function isCalled(cluster: Resource, name: string | undefined): boolean {
  return name === cluster.id || (name !== undefined && name === cluster.properties.DBClusterIdentifier);
}

/** The handover for this cluster in the new application. */
export function handoverOf(cluster: string | undefined, after: Application): Resource | undefined {
  return [...after.values()].find((resource) => resource.type === WRITER_HANDOVER_RESOURCE_TYPE && clusterOf(resource) === cluster);
}

/** Members that are in the old application and not in the new one. */
export function isLeaving({ before, after }: Change): boolean {
  return before !== undefined && after === undefined && isMember(before);
}
