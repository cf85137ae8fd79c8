import type { SimulatedAccount } from '../account';
import { failOver, firstChoice } from '../rds/clusters/failover';
import type { Instance } from '../rds/instance';
import { reboot } from '../rds/instances/reboot-instance';

/** A zone fails: its members are away for a while, and a cluster whose writer was there fails over by itself. */
export function failZone(account: SimulatedAccount, name: string | undefined): void {
  const zone = name ?? zoneOfAWriter(account);
  for (const instance of [...account.instances.values()]) if (instance.shape.AvailabilityZone === zone) lose(account, instance, zone);
}

function lose(account: SimulatedAccount, instance: Instance, zone: string | undefined): void {
  const cluster = account.clusters.get(instance.clusterIdentifier);
  const isWriter = cluster?.writer === instance.identifier;
  const others = cluster && account.instancesOf(cluster).filter((other) => other.isAvailable && other.shape.AvailabilityZone !== zone);
  const successor = isWriter ? firstChoice(account, others!) : undefined;
  if (cluster && successor) {
    cluster.setStatus('available');
    failOver(account, cluster, successor);
  }
  if (instance.isAvailable) reboot(account, instance);
}

/** Without a name it is the zone in which it hurts. */
function zoneOfAWriter(account: SimulatedAccount): string | undefined {
  const [cluster] = account.clusters.values();
  return account.instances.get(cluster?.writer ?? '')?.shape.AvailabilityZone;
}
