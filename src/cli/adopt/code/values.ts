import type { Properties } from '../../../simulator/cloudformation/resource';
import { isSame } from '../../../simulator/cloudformation/update-behaviour';
import type { Adoption } from '../adoption';

/** What the construct is told by its own properties; everything else is set on the resources as it is. */
export interface ClusterCode {
  readonly engine: 'auroraMysql' | 'auroraPostgres';
  readonly fullVersion: string;
  readonly majorVersion: string;
  readonly capacity?: { readonly min: number; readonly max: number };
  readonly clusterId: string;
  readonly members: readonly MemberCode[];
  /** The exact properties, which the construct might put into other words. */
  readonly cluster: Properties;
}

export interface MemberCode {
  readonly id: string;
  readonly logicalId: string;
  readonly promotionTier: number;
  /** Nothing for a serverless one. */
  readonly instanceType?: string;
  readonly properties: Properties;
}

export function clusterCode({ match: { clusterId, members }, adopted }: Adoption): ClusterCode {
  const properties = adopted[clusterId].Properties!;
  const isMysql = properties.Engine === 'aurora-mysql';
  const version = String(properties.EngineVersion);
  const range = properties.ServerlessV2ScalingConfiguration as { MinCapacity: number; MaxCapacity: number } | undefined;
  return {
    engine: isMysql ? 'auroraMysql' : 'auroraPostgres',
    fullVersion: version,
    majorVersion: isMysql ? version.split('.').slice(0, 2).join('.') : version.split('.')[0],
    ...(range && range.MinCapacity > 0 ? { capacity: { min: range.MinCapacity, max: range.MaxCapacity } } : {}),
    clusterId,
    cluster: properties,
    members: members.map(({ logicalId }, index) => {
      const own = adopted[logicalId].Properties!;
      const isServerless = isSame(own.DBInstanceClass, 'db.serverless');
      return {
        id: `Member${index + 1}`,
        logicalId,
        promotionTier: Number(own.PromotionTier ?? 1),
        properties: own,
        ...(isServerless ? {} : { instanceType: String(own.DBInstanceClass).replace('db.', '') }),
      };
    }),
  };
}
