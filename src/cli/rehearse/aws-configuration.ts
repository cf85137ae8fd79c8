import type { DescribedCluster } from '../state-files';

export function regionOf({ cluster }: DescribedCluster): string {
  return cluster.DBClusterArn!.split(':')[3];
}

/** Nobody checks signatures here, but the SDK does not call without credentials. */
export const SIMULATED_CREDENTIALS = { accessKeyId: 'SIMULATED', secretAccessKey: 'SIMULATED' };
