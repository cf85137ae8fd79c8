import type { DeleteDBInstanceMessage, DeleteDBInstanceResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import type { Cluster } from './cluster';
import { failOver, firstChoice } from './failover';
import { fault } from './faults';
import { findInstance } from './find';
import type { Instance } from './instance';
import { operation } from '../wire/service';

export const deleteDBInstance = operation<DeleteDBInstanceMessage, DeleteDBInstanceResult>(
  ['DBInstanceIdentifier', 'SkipFinalSnapshot'],
  (account, input) => {
    const instance = findInstance(account, input.DBInstanceIdentifier);
    if (instance.shape.DBInstanceStatus === 'deleting') {
      throw fault('InvalidDBInstanceStateFault', `Instance ${instance.identifier} is already being deleted.`);
    }
    const cluster = account.clusters.get(instance.clusterIdentifier)!;
    instance.shape.DBInstanceStatus = 'deleting';
    const doing = account.begin('delete instance', instance.identifier, [cluster.last.failover, instance.createdBy]);
    account.clock.schedule(account.draw('deleteInstance', instance.identifier), () => {
      account.instances.delete(instance.identifier);
      cluster.removeMember(instance.identifier);
      account.end(doing);
    });
    if (cluster.writer === instance.identifier) replaceWriter(account, cluster, instance);
    return { DBInstance: instance.shape };
  },
);

/** A cluster that loses its writer promotes a reader, or accepts no writes until it has a member again. */
function replaceWriter(account: SimulatedAccount, cluster: Cluster, leaving: Instance): void {
  const candidates = account.instancesOf(cluster)
    .filter((instance) => instance !== leaving && instance.shape.DBInstanceStatus === 'available');
  if (candidates.length > 0) failOver(account, cluster, firstChoice(account, candidates));
  else cluster.stopWrites(account.begin('lose the writer', cluster.identifier));
}
