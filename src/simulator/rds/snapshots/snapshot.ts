import type { DBClusterSnapshot, DBSnapshot } from '@aws-sdk/client-rds';
import type { Volume } from '../../data/volume';

/** What a describe shows, and the committed writes at the moment at which it was begun. */
export interface ClusterSnapshot {
  readonly shape: DBClusterSnapshot;
  readonly volume: Volume;
}

export interface InstanceSnapshot {
  readonly shape: DBSnapshot;
  readonly volume: Volume;
}
