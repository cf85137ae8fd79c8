import type { Resource } from '../application';
import { clusterOf, CLUSTER, handoverOf, holdsData, INSTANCE, isLeaving, isMember } from '../databases';
import { finding, type Rule } from './rule';

/** What CloudFormation does when a template says nothing. */
export function deletionPolicyOf(resource: Resource): string {
  const isDatabase = resource.type === CLUSTER || (resource.type === INSTANCE && !isMember(resource));
  return resource.deletionPolicy ?? (isDatabase ? 'Snapshot' : 'Delete');
}

/** A database that holds data would be deleted: the deployed DeletionPolicy counts. */
export const deletedData: Rule = ({ before: old, changes, isForgotten }) => changes.flatMap(({ before, after }) => {
  const conditional = before?.isThere && after && after.isThere === undefined;
  if (!before || (after && !conditional) || !holdsData(before, old) || isForgotten(before)) return [];
  const policy = deletionPolicyOf(before);
  if (policy.startsWith('Retain')) return [];
  const certain = !conditional && before.isThere === true;
  const protection = String(before.properties.DeletionProtection) === 'true' ? ' Its DeletionProtection would refuse that, and the stack would roll back.' : '';
  return [finding('DATA_DELETED', before, {
    certain,
    message: `${certain ? 'It is no longer in the template' : 'Its condition may no longer hold'}, and its deployed DeletionPolicy is ${policy}: `
      + `CloudFormation would delete it${policy === 'Snapshot' ? ' after a last snapshot' : ''}.${protection}`,
    remedy: 'Keep it. To take it out of the stack: first deploy DeletionPolicy Retain, then remove it.',
  })];
});

/** A member leaves that may be the writer, and nobody hands the role over before. */
export const deletedMembers: Rule = ({ after: wanted, changes, isForgotten }) => changes.filter(isLeaving).flatMap(({ before }) => {
  const cluster = clusterOf(before!);
  if (isForgotten(before!) || deletionPolicyOf(before!).startsWith('Retain') || handoverOf(cluster, wanted)) return [];
  if (![...wanted.values()].some(({ id, properties }) => id === cluster || properties.DBClusterIdentifier === cluster)) return [];
  const staying = [...wanted.values()].filter((member) => isMember(member) && clusterOf(member) === cluster);
  return [finding('MEMBER_DELETED', before!, {
    certain: before!.isThere === true,
    message: staying.length === 0
      ? 'It is no longer in the template, and the cluster has no other member: nobody can read or write any more.'
      : 'It is no longer in the template. After any failover it may be the writer: deleting it cuts clients off until another member takes over, whichever that is.',
    remedy: staying.length === 0 ? 'Keep a member.' : 'Add a WriterHandover to a member that stays, in the same deployment.',
  })];
});
