import type { RebootDBInstanceMessage, RebootDBInstanceResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination } from '../faults';
import { findInstance } from '../find';
import type { Instance } from '../instance';

export const rebootDBInstance = operation<RebootDBInstanceMessage, RebootDBInstanceResult>(
  ['DBInstanceIdentifier', 'ForceFailover'],
  (account, input) => {
    const instance = findInstance(account, input.DBInstanceIdentifier);
    if (input.ForceFailover && instance.clusterIdentifier) {
      throw invalidParameterCombination('ForceFailover cannot be specified for a DB instance of an Aurora DB cluster.');
    }
    if (!instance.isAvailable) throw fault('InvalidDBInstanceStateFault', `DB instance ${instance.identifier} is not in available state.`);
    reboot(account, instance);
    return { DBInstance: instance.shape };
  },
);

/** The instance is away for a moment; what was pending for a reboot takes effect. Connections to it break. */
export function reboot(account: SimulatedAccount, instance: Instance): void {
  const cluster = account.clusters.get(instance.clusterIdentifier);
  const isWriter = cluster?.writer === instance.identifier;
  const doing = account.begin('reboot instance', instance.identifier);
  account.catchUpClients();
  instance.shape.DBInstanceStatus = 'rebooting';
  account.events.add('instanceShutDown', instance.identifier);
  if (isWriter) cluster.stopWrites(doing);
  if (instance.volume) account.disconnectClients(instance.volume);
  account.during(doing, account.draw('rebootInstance', instance.identifier), () => {
    if (!account.isThere(instance)) return;
    account.catchUpClients();
    instance.shape.DBInstanceStatus = 'available';
    account.events.add('instanceRestarted', instance.identifier);
    account.parameterGroups.applyPending(instance);
    if (isWriter && cluster.writer === instance.identifier) cluster.resumeWrites(doing, instance.identifier);
  });
}

export function rebootAll(account: SimulatedAccount, cluster: Cluster): void {
  for (const instance of account.instancesOf(cluster)) reboot(account, instance);
}
