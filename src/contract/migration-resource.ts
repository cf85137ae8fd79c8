import type { Received } from './custom-resource';
import type { Goal } from '../planner/goal';

/** The custom resource that gives a cluster its goal. */
export const MIGRATION_RESOURCE_TYPE = 'Custom::ServerlessV2Migration';

/** The properties of the custom resource: only what the user wants, so a new release of the library changes none of them. */
export interface MigrationProperties {
  readonly SourceClusterIdentifier: string;
  readonly Generation: number;
  readonly Capacity: { readonly MinAcu: number; readonly MaxAcu: number; readonly AutoPauseSeconds?: number };
  readonly Members: readonly { readonly Name: string; readonly PromotionTier?: number }[];
  readonly EngineVersion?: string;
}

export type ReceivedMigrationProperties = Received<MigrationProperties>;

export function goalOf({ Generation, Capacity, Members, EngineVersion }: ReceivedMigrationProperties): Goal {
  return {
    kind: 'serverless-v2',
    generation: Number(Generation),
    capacity: {
      minAcu: Number(Capacity.MinAcu),
      maxAcu: Number(Capacity.MaxAcu),
      ...(Capacity.AutoPauseSeconds !== undefined ? { autoPauseSeconds: Number(Capacity.AutoPauseSeconds) } : {}),
    },
    members: Members.map(({ Name, PromotionTier }) => ({
      name: Name, ...(PromotionTier !== undefined ? { promotionTier: Number(PromotionTier) } : {}),
    })),
    ...(EngineVersion !== undefined ? { engineVersion: EngineVersion } : {}),
  };
}
