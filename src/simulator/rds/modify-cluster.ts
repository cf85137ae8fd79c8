import type { ModifyDBClusterMessage, ModifyDBClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import { setCapacityRange } from './capacity-range';
import type { Cluster } from './cluster';
import { convertEngineMode } from './engine-mode-conversion';
import { invalidParameterCombination, invalidParameterValue, required } from './faults';
import { findCluster, requireAvailable } from './find';
import { memoryGib } from './instance-classes';
import { operation } from '../wire/service';

/** What may ride in the call that converts the engine mode. */
const CONVERSION_PARAMETERS = ['DBClusterIdentifier', 'EngineMode', 'AllowEngineModeChange', 'DBClusterInstanceClass', 'ApplyImmediately'];

export const modifyDBCluster = operation<ModifyDBClusterMessage, ModifyDBClusterResult>(
  [...CONVERSION_PARAMETERS as (keyof ModifyDBClusterMessage)[], 'ServerlessV2ScalingConfiguration'],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    if (input.EngineMode !== undefined || input.AllowEngineModeChange !== undefined) convert(account, cluster, input);
    if (input.ServerlessV2ScalingConfiguration) setCapacityRange(account, cluster, input.ServerlessV2ScalingConfiguration);
    return { DBCluster: cluster.shape };
  },
);

function convert(account: SimulatedAccount, cluster: Cluster, input: ModifyDBClusterMessage): void {
  const others = Object.keys(input).filter((name) => !CONVERSION_PARAMETERS.includes(name));
  if (others.length > 0) throw invalidParameterCombination(`${others.join(', ')} cannot be changed together with the engine mode.`);
  if (!cluster.isServerlessV1 || input.EngineMode !== 'provisioned') {
    throw invalidParameterCombination('The engine mode can be changed only from serverless to provisioned.');
  }
  if (!input.AllowEngineModeChange) throw invalidParameterCombination('The engine mode can be changed only with AllowEngineModeChange.');
  const instanceClass = required(input.DBClusterInstanceClass, 'DBClusterInstanceClass');
  if (memoryGib(instanceClass) === undefined) throw invalidParameterValue(`Invalid DB Instance class: ${instanceClass}`);
  requireAvailable(cluster);
  convertEngineMode(account, cluster, instanceClass);
}
