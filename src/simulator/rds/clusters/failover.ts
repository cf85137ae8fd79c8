import type { FailoverDBClusterMessage, FailoverDBClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault, invalidParameterValue } from '../faults';
import { findCluster, identifierIn, requireAvailable } from '../find';
import type { Instance } from '../instance';

export const failoverDBCluster = operation<FailoverDBClusterMessage, FailoverDBClusterResult>(
  ['DBClusterIdentifier', 'TargetDBInstanceIdentifier'],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    requireAvailable(cluster);
    failOver(account, cluster, target(account, cluster, input.TargetDBInstanceIdentifier));
    return { DBCluster: cluster.shape };
  },
);

function target(account: SimulatedAccount, cluster: Cluster, wanted: string | undefined): Instance {
  const candidates = account.instancesOf(cluster).filter((instance) => instance.identifier !== cluster.writer);
  if (candidates.length === 0) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} should have at least two database instances for failover.`);
  }
  if (wanted === undefined) return firstChoice(account, candidates)!;
  if (identifierIn(wanted) === cluster.writer) {
    throw fault('InvalidDBInstanceStateFault', `DB instance ${wanted} is the writer of the DB cluster already.`);
  }
  const instance = candidates.find(({ identifier }) => identifier === identifierIn(wanted));
  if (!instance) throw invalidParameterValue(`Cannot find target instance: ${wanted}`);
  if (instance.shape.DBInstanceStatus !== 'available') {
    throw fault('InvalidDBInstanceStateFault', `DB instance ${wanted} is not in available state.`);
  }
  return instance;
}

/** The lowest tier number, then the largest size, then whichever. */
export function firstChoice(account: SimulatedAccount, candidates: Instance[]): Instance | undefined {
  return [...candidates].sort((a, b) => a.tier - b.tier
    || b.sizeAcu(account.clock.now) - a.sizeAcu(account.clock.now)
    || a.identifier.localeCompare(b.identifier))[0];
}

/** The answer still shows the old roles as `available`; writes stop a little later, descriptions follow last. */
export function failOver(account: SimulatedAccount, cluster: Cluster, to: Instance): void {
  const ordinal = `${cluster.identifier}/${to.identifier}`;
  const begin = account.draw('statusLag', `failover/${ordinal}`);
  const outage = account.draw('failoverOutage', ordinal);
  const roleLag = account.draw('roleLag', `failover/${ordinal}`);
  // The target must be there and warm; a careful driver has all the other members available by then, too.
  const others = account.instancesOf(cluster).map(({ createdBy }) => createdBy);
  const doing = account.begin('fail over', to.identifier, [to.warmedBy, ...others]);
  cluster.last.failover = doing;
  account.autoPause.keepAwake(cluster);
  const isInZone = account.instances.get(cluster.writer ?? '')?.shape.AvailabilityZone === to.shape.AvailabilityZone;
  account.clock.schedule(begin, () => {
    cluster.setStatus('failing-over');
    cluster.stopWrites(doing);
    account.events.add(isInZone ? 'failoverInZoneStarted' : 'failoverAcrossZonesStarted', cluster.identifier, to.identifier);
  });
  account.clock.schedule(begin + outage, () => {
    // A target that is deleted meanwhile takes over nothing.
    const successor = account.isThere(to) ? to : firstChoice(account, account.instancesOf(cluster).filter((instance) => account.isThere(instance)));
    cluster.setStatus('available');
    // The old writer and the new one restart, and nobody else.
    for (const name of [cluster.writer, successor?.identifier]) restarted(account, name);
    if (successor) {
      cluster.resumeWrites(doing, successor.identifier);
      account.events.add('failoverCompleted', cluster.identifier, successor.identifier);
    } else {
      cluster.loseWriter();
      account.events.add('failoverFailed', cluster.identifier);
    }
  });
  account.clock.schedule(begin + outage + roleLag, () => {
    cluster.publishRoles();
    account.end(doing);
  });
}

function restarted(account: SimulatedAccount, name: string | undefined): void {
  const instance = account.instances.get(name ?? '');
  if (!instance) return;
  account.parameterGroups.applyPending(instance);
  account.events.add('instanceRestarted', instance.identifier);
}
