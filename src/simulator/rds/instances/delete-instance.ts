import type { DeleteDBInstanceMessage, DeleteDBInstanceResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { failOver, firstChoice } from '../clusters/failover';
import { fault, invalidParameterCombination } from '../faults';
import { findInstance } from '../find';
import type { Instance } from '../instance';

/** A member of a cluster goes and the data stays; an RDS instance goes with its data. */
export const deleteDBInstance = operation<DeleteDBInstanceMessage, DeleteDBInstanceResult>(
  ['DBInstanceIdentifier', 'SkipFinalSnapshot', 'DeleteAutomatedBackups'],
  (account, input) => {
    const instance = findInstance(account, input.DBInstanceIdentifier);
    const cluster = account.clusters.get(instance.clusterIdentifier);
    validate(account, instance, cluster, input);
    account.catchUpClients();
    instance.shape.DBInstanceStatus = 'deleting';
    if (instance.createdBy && instance.createdBy.endedAtMillis === undefined) account.end(instance.createdBy);
    const doing = account.begin('delete instance', instance.identifier, [cluster?.last.failover, instance.createdBy]);
    const millis = account.draw('deleteInstance', instance.identifier);
    instance.goneAtMillis = account.clock.now + millis;
    account.during(doing, millis, () => {
      account.catchUpClients();
      account.instances.delete(instance.identifier);
      cluster?.removeMember(instance.identifier);
      if (cluster?.writer === instance.identifier) replaceWriter(account, cluster, instance);
      account.events.add('instanceDeleted', instance.identifier);
    });
    if (cluster?.writer === instance.identifier) replaceWriter(account, cluster, instance);
    return { DBInstance: instance.shape };
  },
);

function validate(account: SimulatedAccount, instance: Instance, cluster: Cluster | undefined, input: DeleteDBInstanceMessage): void {
  if (instance.shape.DBInstanceStatus === 'deleting') {
    throw fault('InvalidDBInstanceStateFault', `Instance ${instance.identifier} is already being deleted.`);
  }
  if (cluster?.isBusy) throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is being modified.`);
  if (!cluster && !input.SkipFinalSnapshot) throw invalidParameterCombination('FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.');
  if (!cluster && instance.shape.DeletionProtection) {
    throw invalidParameterCombination('Cannot delete protected DB Instance, please disable deletion protection and try again.');
  }
  const isLastOfReplica = cluster?.shape.ReplicationSourceIdentifier && cluster.shape.Engine === 'aurora-mysql' && account.instancesOf(cluster).length === 1;
  if (isLastOfReplica) throw fault('InvalidDBClusterStateFault', `Cannot delete the last instance of the read replica DB cluster. Promote the DB cluster ${cluster.identifier} first.`);
}

/** A cluster that loses its writer promotes a reader, or accepts no writes until it has a member again. */
function replaceWriter(account: SimulatedAccount, cluster: Cluster, leaving: Instance): void {
  const candidates = account.instancesOf(cluster).filter((instance) => instance !== leaving && instance.isAvailable);
  if (candidates.length > 0) {
    failOver(account, cluster, firstChoice(account, candidates)!);
    return;
  }
  cluster.stopWrites(account.begin('lose the writer', cluster.identifier));
  cluster.loseWriter();
}
