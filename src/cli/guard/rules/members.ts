import { WRITER_HANDOVER_RESOURCE_TYPE } from '../../../contract/writer-handover';
import type { Resource } from '../application';
import type { Change } from '../changes';
import { clusterOf, CLUSTER, INSTANCE, isCalled, isLeaving, isMember } from '../databases';
import { deletionPolicyOf } from './deleted';
import { finding, type Rule } from './rule';

/** The class of an instance is changed in place: it is away for minutes, and it may be the writer. */
export const classChanged: Rule = ({ changes }) => changes.flatMap(({ before, after, properties, replaced }) => {
  const classes = properties.filter(({ name }) => name === 'DBInstanceClass');
  if (before?.type !== INSTANCE || !after || replaced === 'different' || classes.length === 0) return [];
  const certain = classes[0].differs === 'different';
  const who = isMember(before) ? 'After any failover this member may be the writer, and then nobody can write meanwhile.'
    : 'Nobody can read or write meanwhile.';
  return [finding('CLASS_CHANGED_IN_PLACE', before, {
    certain,
    properties: classes,
    message: `${certain ? 'Its class changes' : 'The templates cannot tell whether its class changes'} in place: the instance goes away for minutes. ${who}`,
    remedy: isMember(before) ? 'Add a member with the new class under another logical id, hand the role over (WriterHandover), and remove this one.'
      : 'Deploy it in a maintenance window, or let ApplyImmediately be false.',
  })];
});

/** An upgrade and a handover in one deployment: the engine restarts while the roles move. */
export const versionChanged: Rule = ({ changes }) => changes.flatMap((change) => {
  const { before, after } = change;
  const versions = change.properties.filter(({ name }) => name === 'EngineVersion');
  if (!before || !after || versions.length === 0 || ![CLUSTER, INSTANCE].includes(before.type)) return [];
  const because = whatHandsOver(before, changes);
  if (because === undefined) return [];
  return [finding('VERSION_CHANGED_WITH_HANDOVER', before, {
    certain: versions[0].differs === 'different',
    properties: versions,
    message: `Its engine version changes in the same deployment in which the writer's role moves (${because}). `
      + 'An upgrade restarts every member while the handover waits for them, and CloudFormation does not take an upgrade back when the deployment fails.',
    remedy: 'Make two deployments of it: first the upgrade, then the handover.',
  })];
});

function whatHandsOver(upgraded: Resource, changes: readonly Change[]): string | undefined {
  const isOfIt = (resource: Resource) =>
    upgraded.type === CLUSTER ? isCalled(upgraded, clusterOf(resource)) : clusterOf(upgraded) === clusterOf(resource);
  for (const change of changes) {
    const resource = change.before ?? change.after!;
    if (!isOfIt(resource)) continue;
    if (resource.type === WRITER_HANDOVER_RESOURCE_TYPE && (!change.before || !change.after || change.properties.length > 0)) {
      return `${resource.logicalId} ${!change.before ? 'is added' : !change.after ? 'is removed' : 'changes'}`;
    }
    if (isLeaving(change)) return `${resource.logicalId} leaves`;
  }
  return undefined;
}

/** A leaving member whose deployed policy keeps it: it goes on running, and costing, outside of every stack. */
export const retained: Rule = ({ before: old, after: wanted, changes, isForgotten }) => changes.filter(isLeaving).flatMap(({ before }) => {
  const cluster = old.get(clusterOf(before!) ?? '');
  const leavesToo = cluster !== undefined && !wanted.has(cluster.id);
  if (!deletionPolicyOf(before!).startsWith('Retain') || leavesToo || isForgotten(before!)) return [];
  return [finding('LEAVING_MEMBER_RETAINED', before!, {
    certain: before!.isThere === true,
    message: `It is no longer in the template, and its deployed DeletionPolicy is ${before!.deletionPolicy}: CloudFormation would forget it and let it run. `
      + 'It stays a member of the cluster, may become the writer, and costs as before.',
    remedy: `First deploy ${before!.logicalId} with DeletionPolicy Delete, still in the template; remove it in the deployment after that. `
      + 'A policy in the template that removes it comes too late: the deployed one counts.',
  })];
});
