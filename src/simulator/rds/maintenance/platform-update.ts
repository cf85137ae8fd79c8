import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';
import type { Instance } from '../instance';
import { reboot } from '../instances/reboot-instance';

export function isOnOldPlatform(account: SimulatedAccount, { shape }: Cluster): boolean {
  const version = shape.ServerlessV2PlatformVersion;
  return version !== undefined && Number(version) < Number(account.profile.newestPlatformVersion);
}

export function moveToNewestPlatform(account: SimulatedAccount, cluster: Cluster): void {
  if (isOnOldPlatform(account, cluster)) cluster.shape.ServerlessV2PlatformVersion = account.profile.newestPlatformVersion;
}

/** Rolling: the serverless members restart one after the other, the writer last. */
export function updatePlatform(account: SimulatedAccount, cluster: Cluster): void {
  const doing = account.begin('update platform version', cluster.identifier, [cluster.last.conversion, cluster.last.upgrade]);
  cluster.last.maintenance = doing;
  cluster.setStatus('maintenance');
  account.autoPause.keepAwake(cluster);
  const isWriter = ({ identifier }: Instance) => identifier === cluster.writer;
  const serverless = account.instancesOf(cluster).filter((instance) => instance.isServerless);
  const restart = ([instance, ...others]: Instance[]): void => {
    if (!instance) {
      moveToNewestPlatform(account, cluster);
      cluster.setStatus('available');
      account.end(doing);
      return;
    }
    if (instance.isAvailable) reboot(account, instance);
    account.clock.schedule(account.draw('rebootInstance', instance.identifier), () => restart(others));
  };
  restart([...serverless.filter((instance) => !isWriter(instance)), ...serverless.filter(isWriter)]);
}
