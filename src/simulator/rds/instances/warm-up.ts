import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';
import type { Instance } from '../instance';

/** Whoever is not paused has at least this much. */
export const SMALLEST_AWAKE_ACU = 0.5;

/** Readers in the tiers 0 and 1 follow the capacity of the writer; the others scale alone. */
export const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;

export function followsTheWriter({ tier }: Instance): boolean {
  return tier <= LAST_TIER_THAT_FOLLOWS_THE_WRITER;
}

/** A new serverless member starts at the minimum; one that follows the writer grows to its size. */
export function warmUp(account: SimulatedAccount, cluster: Cluster, instance: Instance): void {
  const { MinCapacity = 0, MaxCapacity = 0 } = cluster.shape.ServerlessV2ScalingConfiguration ?? {};
  const smallest = Math.max(MinCapacity, SMALLEST_AWAKE_ACU);
  if (instance.capacityAt(account.clock.now) === undefined) instance.setCapacity(account.clock.now, smallest);
  if (!followsTheWriter(instance) || cluster.writer === instance.identifier) return;
  const operation = account.begin('warm up instance', instance.identifier, [instance.createdBy]);
  instance.warmedBy = operation;
  account.during(operation, account.draw('warmUp', instance.identifier), () => {
    const writer = account.instances.get(cluster.writer ?? '');
    const wanted = writer?.sizeAcu(account.clock.now) ?? smallest;
    instance.setCapacity(account.clock.now, Math.min(MaxCapacity, Math.max(smallest, wanted)));
  });
}
