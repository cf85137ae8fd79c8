import type { CapacityRange } from '../../capacity/capacity-range';
import type { Parameters } from '../../capacity/replication-parameters';

/** What is known of a cluster at synth, ours or a plain one, read from its template. */
export interface ClusterUnderCheck {
  readonly engine: string;
  /** Undefined where it is a token or left to AWS. */
  readonly version?: string;
  readonly range?: CapacityRange;
  readonly members: readonly MemberUnderCheck[];
  readonly parameters: Parameters;
  readonly proxies: readonly ProxyUnderCheck[];
  readonly globalDatabase: 'primary' | 'secondary' | 'none';
  readonly zeroEtl: boolean;
  readonly performanceInsights: boolean;
  readonly dataApi: boolean;
  readonly extendedSupportRefused: boolean;
  /** Identifiers that are stated, which block a replacement. */
  readonly fixedIdentifiers: readonly string[];
  readonly functionRuntimes: readonly string[];
  /** What synth does not know, in words. */
  readonly unknown: readonly string[];
}

export interface MemberUnderCheck {
  readonly name: string;
  readonly instanceClass: string;
  readonly promotionTier: number;
  readonly publiclyAccessible: boolean;
}

export interface ProxyUnderCheck {
  readonly name: string;
  /** Undefined for subnets whose addresses are not known. */
  readonly subnetCidrs: readonly (string | undefined)[];
}

/** What a rule has found. The id is stable and can be acknowledged. */
export interface Finding {
  readonly id: string;
  readonly message: string;
}
