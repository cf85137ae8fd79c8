import type {
  FailoverGlobalClusterMessage, FailoverGlobalClusterResult, FailoverStatus, SwitchoverGlobalClusterMessage, SwitchoverGlobalClusterResult,
} from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Operation } from '../../event-log';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination } from '../faults';
import { requireAvailable } from '../find';
import type { GlobalCluster } from './global-cluster';
import { memberOf, requireAvailableGlobalCluster } from './global-clusters';

interface Change {
  readonly globalCluster: GlobalCluster;
  readonly from: Cluster;
  readonly to: Cluster;
  readonly losesData: boolean;
}

export const switchoverGlobalCluster = operation<SwitchoverGlobalClusterMessage, SwitchoverGlobalClusterResult>(
  ['GlobalClusterIdentifier', 'TargetDbClusterIdentifier'],
  (account, input) => ({ GlobalCluster: promote(account, input, false) }),
);

/** Without AllowDataLoss it is a switchover. */
export const failoverGlobalCluster = operation<FailoverGlobalClusterMessage, FailoverGlobalClusterResult>(
  ['GlobalClusterIdentifier', 'TargetDbClusterIdentifier', 'AllowDataLoss', 'Switchover'],
  (account, input) => {
    if (input.AllowDataLoss && input.Switchover) throw invalidParameterCombination('AllowDataLoss and Switchover cannot be specified together.');
    return { GlobalCluster: promote(account, input, input.AllowDataLoss ?? false) };
  },
);

function promote(account: SimulatedAccount, input: SwitchoverGlobalClusterMessage, losesData: boolean) {
  const globalCluster = account.globalClusters.find(input.GlobalClusterIdentifier);
  requireAvailableGlobalCluster(globalCluster);
  const to = memberOf(account, globalCluster, input.TargetDbClusterIdentifier);
  const from = globalCluster.primary!;
  if (to === from) throw fault('InvalidGlobalClusterStateFault', `DB cluster ${to.identifier} is the primary already.`);
  if (to === globalCluster.resyncing) throw fault('InvalidDBClusterStateFault', `DB cluster ${to.identifier} is not synchronized.`);
  // Who fails over has lost the primary: its state does not matter.
  for (const cluster of losesData ? [to] : [from, to]) requireAvailable(cluster);
  if (!to.writer || !account.instances.get(to.writer)?.isAvailable) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${to.identifier} has no available DB instance.`);
  }
  begin(account, { globalCluster, from, to, losesData });
  return globalCluster.shape;
}

function begin(account: SimulatedAccount, change: Change): void {
  const { globalCluster, from, to, losesData } = change;
  const name = `${from.identifier}/${to.identifier}`;
  const status = losesData ? 'failing-over' : 'switching-over';
  const state = { FromDbClusterArn: from.arn, ToDbClusterArn: to.arn, IsDataLossAllowed: losesData };
  const doing = account.begin(losesData ? 'fail over global cluster' : 'switch over global cluster', globalCluster.identifier, [from.last.birth, to.last.birth]);
  from.last.failover = to.last.failover = doing;
  globalCluster.failoverState = { ...state, Status: 'pending' };
  globalCluster.set({ Status: status });
  const start = account.draw('statusLag', `global/${name}`);
  const outage = account.draw(losesData ? 'globalFailoverOutage' : 'globalSwitchoverOutage', name) + (losesData ? 0 : to.follows!.lagMillis);
  account.clock.schedule(start, () => {
    // The user guide knows one status more than the SDK.
    globalCluster.failoverState = { ...state, Status: status as FailoverStatus };
    for (const cluster of [from, to]) cluster.setStatus('modifying');
    from.stopWrites(doing);
    if (losesData) cutOff(account, to);
  });
  account.during(doing, start + outage, () => complete(account, change, doing));
}

/** What has not arrived by now never will. */
function cutOff(account: SimulatedAccount, to: Cluster): void {
  account.catchUpClients();
  to.follows = { ...to.follows!, source: () => undefined };
}

/** The clusters keep their names and endpoints; only the writer endpoint of the global cluster moves. */
function complete(account: SimulatedAccount, change: Change, doing: Operation): void {
  const { globalCluster, from, to, losesData } = change;
  account.replication.stopFollowing(to, losesData ? 'what has arrived' : 'everything');
  globalCluster.secondaries = [from, ...globalCluster.secondaries.filter((secondary) => secondary !== to)];
  globalCluster.primary = to;
  to.resumeWrites(doing, to.writer!);
  to.publishRoles();
  for (const secondary of globalCluster.secondaries) globalCluster.follow(secondary);
  if (losesData) resynchronize(account, globalCluster, from, to);
  for (const cluster of [from, to]) cluster.setStatus('available');
  globalCluster.failoverState = undefined;
  globalCluster.set({ Status: 'available' });
}

/** Secondaries forget what only they have; the former primary is made anew, which takes a while. */
function resynchronize(account: SimulatedAccount, globalCluster: GlobalCluster, from: Cluster, to: Cluster): void {
  for (const secondary of globalCluster.secondaries) if (secondary !== from) secondary.volume.become(to.volume);
  globalCluster.resyncing = from;
  const following = from.follows!;
  from.follows = { ...following, source: () => undefined };
  const doing = account.begin('resynchronize former primary', from.identifier);
  account.during(doing, account.draw('globalResync', from.identifier), () => {
    account.catchUpClients();
    from.volume.become(to.volume);
    from.follows = following;
    globalCluster.resyncing = undefined;
  });
}
