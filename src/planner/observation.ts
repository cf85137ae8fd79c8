import type { OldestTransaction } from './handover/oldest-transaction';
import type { GroupFacts } from './parameter-groups';
import { CapacityRange } from '../capacity/capacity-range';
import type { Features } from './source/features';
import type { UpgradeTargets } from './versions/upgrade-targets';

/** A database as AWS describes it at one moment, and what the record says about the move. */
export interface Observation {
  /** Seconds since the epoch by AWS's own clock, so that several drivers agree. */
  readonly observedAtSeconds: number;
  /** Absent when AWS does not know the cluster. */
  readonly cluster?: ClusterFacts;
  readonly members: readonly MemberFacts[];
  /** The safety snapshot before the next step that cannot be undone, if it was begun. */
  readonly safetySnapshot?: { readonly status: string };
  /** Where versions of the engine can be upgraded to; looked at while the version is not the wanted one. */
  readonly upgradeTargets?: UpgradeTargets;
  /** The custom parameter groups that the next upgrade carries along; looked at until it has begun. */
  readonly parameterGroups?: readonly GroupFacts[];
  /** Only in a handover that has a limit for it. */
  readonly oldestTransaction?: OldestTransaction;
  readonly origin?: Origin;
  readonly marks: readonly Mark[];
  readonly settled: Settled;
  /** The last call that AWS refused, until a call succeeds. */
  readonly refusal?: Refusal;
  /** This driver's last change; absent after a restart. */
  readonly lastChange?: LastChange;
}

export interface ClusterFacts {
  readonly identifier: string;
  readonly arn: string;
  /** Stays the same when the cluster is renamed. */
  readonly resourceId: string;
  readonly status: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode: string;
  readonly capacityRange?: CapacityRange;
  readonly serverlessV1?: { readonly minAcu: number; readonly maxAcu: number };
  readonly dataApi: boolean;
  readonly parameterGroup?: string;
  readonly securityGroups: readonly string[];
  readonly availabilityZones: readonly string[];
  readonly features?: Features;
}

/** What a member hands on to the one that replaces it. */
export interface MemberSettings {
  readonly promotionTier: number;
  readonly availabilityZone?: string;
  readonly parameterGroup?: string;
  readonly monitoringIntervalSeconds: number;
  readonly monitoringRole?: string;
  readonly performanceInsights: boolean;
  readonly performanceInsightsKey?: string;
  readonly performanceInsightsRetentionDays?: number;
  readonly certificateAuthority?: string;
  readonly publiclyAccessible: boolean;
  readonly autoMinorVersionUpgrade: boolean;
  readonly maintenanceWindow?: string;
  readonly tags: readonly Tag[];
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface MemberFacts {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly isWriter: boolean;
  readonly status: string;
  /** Names of the settings that AWS will change later. */
  readonly pending: readonly string[];
  readonly settings: MemberSettings;
  readonly engineVersion?: string;
  /** False while a parameter group waits for a reboot. */
  readonly parametersInSync?: boolean;
  /** The CloudFormation stack to which it belongs. */
  readonly stack?: string;
  /** ACUs in use, oldest first, one value a minute; empty where nothing is known. */
  readonly capacityAcu: readonly number[];
  readonly replicaLagMillis?: number;
  /** Nobody shows them. */
  readonly metricsMissing?: boolean;
}

/** What was there before the first change. Written once. */
export interface Origin {
  readonly recordedAtSeconds: number;
  readonly cluster: ClusterFacts;
  readonly members: readonly OriginMember[];
}

export interface OriginMember {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly isWriter: boolean;
  readonly settings: MemberSettings;
}

export function memberRecord({ identifier, instanceClass, isWriter, settings }: MemberFacts): OriginMember {
  return { identifier, instanceClass, isWriter, settings };
}

/** Something that happened to the goal and must survive whoever drives. */
export interface Mark {
  readonly kind: 'conversion' | 'upgrade' | 'cutover' | 'abandoned' | 'reached'
    | 'converted' | 'switched' | 'approved' | 'rejected' | 'verified' | 'verification-failed' | 'answered';
  readonly attempt: number;
  readonly atSeconds: number;
  /** The version to which is upgraded, the member that takes over, why the move was given up, or the outcome that was reached. */
  readonly detail: string;
}

/** How often in a row, and for how long, the cluster has looked the same. */
export interface Settled {
  readonly reads: number;
  readonly seconds: number;
}

export interface LastChange {
  readonly kind: string;
  readonly atSeconds: number;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly times: number;
}
