import { clusterOf, type Invariant } from './invariant';
import { LatestLooks } from './latest-looks';

const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;

/** A target takes over only when it is available and has the size of the writer, as far as the range allows. */
export function targetIsReady(): Invariant {
  const looks = new LatestLooks();
  return {
    code: 'TARGET_IS_READY',
    onlyDrivers: true,
    beforeCall(account, call) {
      looks.note(account, call);
      const cluster = clusterOf(account, call);
      if (call.operation !== 'FailoverDBCluster' || !cluster) return undefined;
      const target = account.instances.get(String(call.input.TargetDBInstanceIdentifier ?? '').toLowerCase());
      const writer = account.instances.get(cluster.writer ?? '');
      if (!target) return undefined;
      const status = looks.statusOf(target, account, call);
      if (status !== 'available') return `${target.identifier} is ${status} at the failover`;
      if (!target.isServerless || !writer) return undefined;
      if (target.tier > LAST_TIER_THAT_FOLLOWS_THE_WRITER) return `${target.identifier} is in tier ${target.tier} at the failover`;
      const now = account.clock.now;
      const needed = Math.min(writer.sizeAcu(now), cluster.shape.ServerlessV2ScalingConfiguration?.MaxCapacity ?? 0);
      return target.sizeAcu(now) < needed ? `${target.identifier} has ${target.sizeAcu(now)} of ${needed} ACUs at the failover` : undefined;
    },
  };
}
