import type { ServerlessV2ScalingConfiguration, ServerlessV2ScalingConfigurationInfo } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { type CapacityLimits, engineLimits } from '../catalog/capacity-limits';
import { platformLimits } from '../catalog/platform-versions';
import { Cluster } from '../cluster';
import { invalidParameterCombination, invalidParameterValue } from '../faults';
import { requireAvailable } from '../find';

const DEFAULT_AUTO_PAUSE_SECONDS = 300;

/** Sets the capacity range: visible at once, whatever ApplyImmediately says; the cluster is busy with it a little later. */
export function setCapacityRange(account: SimulatedAccount, cluster: Cluster, input: ServerlessV2ScalingConfiguration): void {
  if (cluster.isServerlessV1) {
    throw invalidParameterCombination('ServerlessV2ScalingConfiguration is not valid for a DB cluster with the engine mode serverless.');
  }
  requireAvailable(cluster);
  const range = completeRange(cluster, input);
  const before = cluster.shape.ServerlessV2ScalingConfiguration;
  cluster.shape.ServerlessV2ScalingConfiguration = range;
  if (!before) cluster.shape.ServerlessV2PlatformVersion ??= account.profile.newestPlatformVersion;
  if (before && before.MaxCapacity !== range.MaxCapacity) waitForReboot(account, cluster);
  account.autoPause.keepAwake(cluster);
  account.autoPause.watch(cluster);
  if (before?.MinCapacity === range.MinCapacity && before?.MaxCapacity === range.MaxCapacity) return;
  const operation = account.begin('set capacity range', cluster.identifier, [cluster.last.conversion]);
  cluster.last.capacityRange = operation;
  const begin = account.draw('statusLag', `range/${cluster.identifier}`);
  account.clock.schedule(begin, () => cluster.setStatus('modifying'));
  account.settle(operation, begin + account.draw('capacityRange', cluster.identifier), 'rds:ModifyDBCluster', (status) => cluster.setStatus(status));
}

/** Static parameters such as max_connections follow the maximum capacity from the next reboot on. */
function waitForReboot(account: SimulatedAccount, cluster: Cluster): void {
  for (const instance of account.instancesOf(cluster)) if (instance.isServerless) account.parameterGroups.waitForReboot(instance);
}

/** The weaker of engine and platform decides. */
function effectiveLimits({ shape }: Cluster): CapacityLimits {
  const engine = engineLimits(shape.Engine!, shape.EngineVersion!);
  const platform = platformLimits(shape.ServerlessV2PlatformVersion);
  return { lowest: Math.max(engine.lowest, platform.lowest), highest: Math.min(engine.highest, platform.highest) };
}

/** The range with what the call leaves as it is, if AWS would take it. */
export function completeRange(cluster: Cluster, input: ServerlessV2ScalingConfiguration): ServerlessV2ScalingConfigurationInfo {
  const before = cluster.shape.ServerlessV2ScalingConfiguration;
  const MinCapacity = input.MinCapacity ?? before?.MinCapacity;
  const MaxCapacity = input.MaxCapacity ?? before?.MaxCapacity;
  if (MinCapacity === undefined || MaxCapacity === undefined) {
    throw invalidParameterValue('Both the minimum and the maximum capacity of the Serverless v2 scaling configuration are required.');
  }
  const { lowest, highest } = effectiveLimits(cluster);
  for (const [name, value, least] of [['minimum', MinCapacity, lowest], ['maximum', MaxCapacity, 1]] as const) {
    if (value * 2 % 1 !== 0 || value < least || value > highest) {
      throw invalidParameterValue(`Serverless v2 ${name} capacity ${value} is not valid. `
        + `The ${name} must be from ${least} to ${highest} in steps of 0.5 for ${cluster.shape.Engine} ${cluster.shape.EngineVersion}`
        + `${cluster.shape.ServerlessV2PlatformVersion ? ` on platform version ${cluster.shape.ServerlessV2PlatformVersion}` : ''}.`);
    }
  }
  if (MinCapacity > MaxCapacity) {
    throw invalidParameterValue(`Serverless v2 maximum capacity ${MaxCapacity} isn't valid. It must be at least the minimum capacity ${MinCapacity}.`);
  }
  if (MinCapacity > 0) return { MinCapacity, MaxCapacity };
  const SecondsUntilAutoPause = input.SecondsUntilAutoPause ?? before?.SecondsUntilAutoPause ?? DEFAULT_AUTO_PAUSE_SECONDS;
  return { MinCapacity, MaxCapacity, SecondsUntilAutoPause };
}
