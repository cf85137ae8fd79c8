import type { StartDBClusterMessage, StartDBClusterResult, StopDBClusterMessage, StopDBClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault } from '../faults';
import { findCluster, requireAvailable } from '../find';
import { moveToNewestPlatform } from '../maintenance/platform-update';

const DAYS_UNTIL_AWS_STARTS_IT_AGAIN = 7;
const DAY_MILLIS = 86_400_000;

export const stopDBCluster = operation<StopDBClusterMessage, StopDBClusterResult>(['DBClusterIdentifier'], (account, input) => {
  const cluster = findCluster(account, input.DBClusterIdentifier);
  if (cluster.isServerlessV1) throw fault('InvalidDBClusterStateFault', 'A DB cluster with the engine mode serverless cannot be stopped.');
  requireAvailable(cluster);
  account.replication.requireStoppable(cluster);
  const doing = account.begin('stop cluster', cluster.identifier);
  setStatusOfAll(account, cluster, 'stopping');
  cluster.stopWrites(doing);
  account.during(doing, account.draw('stopCluster', cluster.identifier), () => {
    setStatusOfAll(account, cluster, 'stopped');
    account.events.add('clusterStopped', cluster.identifier);
    account.clock.schedule(DAYS_UNTIL_AWS_STARTS_IT_AGAIN * DAY_MILLIS, () => {
      if (cluster.shape.Status !== 'stopped') return;
      account.events.add('clusterStoppedTooLong', cluster.identifier);
      start(account, cluster);
    });
  });
  return { DBCluster: cluster.shape };
});

export const startDBCluster = operation<StartDBClusterMessage, StartDBClusterResult>(['DBClusterIdentifier'], (account, input) => {
  const cluster = findCluster(account, input.DBClusterIdentifier);
  if (cluster.shape.Status !== 'stopped') throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is not in stopped state.`);
  start(account, cluster);
  return { DBCluster: cluster.shape };
});

/** A stopped cluster comes back on the newest platform version. */
function start(account: SimulatedAccount, cluster: Cluster): void {
  const doing = account.begin('start cluster', cluster.identifier);
  setStatusOfAll(account, cluster, 'starting');
  account.during(doing, account.draw('startCluster', cluster.identifier), () => {
    setStatusOfAll(account, cluster, 'available');
    account.events.add('clusterStarted', cluster.identifier);
    moveToNewestPlatform(account, cluster);
    for (const instance of account.instancesOf(cluster)) account.parameterGroups.applyPending(instance);
    if (cluster.writer) cluster.resumeWrites(doing, cluster.writer);
  });
}

export function setStatusOfAll(account: SimulatedAccount, cluster: Cluster, status: string): void {
  cluster.setStatus(status);
  for (const instance of account.instancesOf(cluster)) instance.shape.DBInstanceStatus = status;
}
