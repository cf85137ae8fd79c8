import type { ServerlessV2ScalingConfiguration, ServerlessV2ScalingConfigurationInfo } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { parseVersion } from '../catalog/engine-versions';
import { Cluster } from '../cluster';
import { invalidParameterCombination, invalidParameterValue } from '../faults';
import { requireAvailable } from '../find';

const DEFAULT_AUTO_PAUSE_SECONDS = 300;

/** Lowest minor versions with a maximum of 256 ACUs and with a minimum of 0. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html */
const WIDER_RANGES: Record<string, { readonly to256: number; readonly from0: number }> = {
  'aurora-postgresql13': { to256: 13, from0: 15 },
  'aurora-postgresql14': { to256: 10, from0: 12 },
  'aurora-postgresql15': { to256: 5, from0: 7 },
  'aurora-postgresql16': { to256: 1, from0: 3 },
  'aurora-mysql8.0': { to256: 306, from0: 308 },
};

/** Sets the capacity range: visible at once, whatever ApplyImmediately says; the cluster is busy with it a little later. */
export function setCapacityRange(account: SimulatedAccount, cluster: Cluster, input: ServerlessV2ScalingConfiguration): void {
  if (cluster.isServerlessV1) {
    throw invalidParameterCombination('ServerlessV2ScalingConfiguration is not valid for a DB cluster with the engine mode serverless.');
  }
  requireAvailable(cluster);
  const range = completeRange(cluster, input);
  const before = cluster.shape.ServerlessV2ScalingConfiguration;
  cluster.shape.ServerlessV2ScalingConfiguration = range;
  if (before?.MinCapacity === range.MinCapacity && before?.MaxCapacity === range.MaxCapacity) return;
  const operation = account.begin('set capacity range', cluster.identifier, [cluster.last.conversion]);
  cluster.last.capacityRange = operation;
  const begin = account.draw('statusLag', `range/${cluster.identifier}`);
  account.clock.schedule(begin, () => cluster.setStatus('modifying'));
  account.settle(operation, begin + account.draw('capacityRange', cluster.identifier), 'rds:ModifyDBCluster', (status) => cluster.setStatus(status));
}

/** The range with what the call leaves as it is, if AWS would take it. */
export function completeRange(cluster: Cluster, input: ServerlessV2ScalingConfiguration): ServerlessV2ScalingConfigurationInfo {
  const before = cluster.shape.ServerlessV2ScalingConfiguration;
  const MinCapacity = input.MinCapacity ?? before?.MinCapacity;
  const MaxCapacity = input.MaxCapacity ?? before?.MaxCapacity;
  if (MinCapacity === undefined || MaxCapacity === undefined) {
    throw invalidParameterValue('Both the minimum and the maximum capacity of the Serverless v2 scaling configuration are required.');
  }
  const { lowest, highest } = limits(cluster.shape.Engine!, cluster.shape.EngineVersion!);
  for (const [name, value, least] of [['minimum', MinCapacity, lowest], ['maximum', MaxCapacity, 1]] as const) {
    if (value * 2 % 1 !== 0 || value < least || value > highest) {
      throw invalidParameterValue(`Serverless v2 ${name} capacity ${value} is not valid. `
        + `The ${name} must be from ${least} to ${highest} in steps of 0.5 for ${cluster.shape.Engine} ${cluster.shape.EngineVersion}.`);
    }
  }
  if (MinCapacity > MaxCapacity) {
    throw invalidParameterValue(`Serverless v2 maximum capacity ${MaxCapacity} isn't valid. It must be at least the minimum capacity ${MinCapacity}.`);
  }
  if (MinCapacity > 0) return { MinCapacity, MaxCapacity };
  const SecondsUntilAutoPause = input.SecondsUntilAutoPause ?? before?.SecondsUntilAutoPause ?? DEFAULT_AUTO_PAUSE_SECONDS;
  return { MinCapacity, MaxCapacity, SecondsUntilAutoPause };
}

function limits(engine: string, version: string): { lowest: number; highest: number } {
  const { family, minor } = parseVersion(engine, version);
  const wider = WIDER_RANGES[family];
  // Majors that are newer than this table have the widest range.
  return { lowest: wider && minor < wider.from0 ? 0.5 : 0, highest: wider && minor < wider.to256 ? 128 : 256 };
}
