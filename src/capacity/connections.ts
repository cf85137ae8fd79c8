import type { CapacityRange } from './capacity-range';

/** Default `max_connections` by maximum ACUs. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const CONNECTIONS: Record<string, readonly (readonly [acu: number, connections: number])[]> = {
  'aurora-mysql': [[1, 90], [4, 135], [8, 1000], [16, 2000], [32, 3000], [64, 4000], [128, 5000], [192, 6000], [256, 6000]],
  'aurora-postgresql': [[1, 189], [4, 823], [8, 1669], [16, 3360], [32, 5000], [64, 5000], [128, 5000], [192, 5000], [256, 5000]],
};

const POSTGRES_CAP_OF_LOW_MINIMA = 2000;
const LOW_MINIMUM_ACU = 0.5;

/**
 * The default of `max_connections`: it follows the maximum, not the current capacity, and changes with the next reboot.
 * Between two rows of AWS's table the lower one, so that never more is promised than there is.
 */
export function predictedMaxConnections(engine: string, { minAcu, maxAcu }: CapacityRange): number | undefined {
  const row = CONNECTIONS[engine]?.filter(([acu]) => acu <= maxAcu).at(-1);
  if (!row) return undefined;
  const capped = engine === 'aurora-postgresql' && minAcu <= LOW_MINIMUM_ACU;
  return capped ? Math.min(row[1], POSTGRES_CAP_OF_LOW_MINIMA) : row[1];
}

/** Does a change of the range change `max_connections`, once the members are rebooted? */
export function connectionsNeedReboot(engine: string, before: CapacityRange, after: CapacityRange): boolean {
  return predictedMaxConnections(engine, before) !== predictedMaxConnections(engine, after);
}
