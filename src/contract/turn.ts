import type { Problem, Step } from '../planner/decision';
import type { LastChange, Refusal } from '../planner/observation';
import type { UpgradeTargets } from '../planner/versions/upgrade-targets';

/** What one turn of the loop takes in. The machine hands a turn's result to the next turn as it is. */
export interface TurnRequest {
  readonly clusterResourceId: string;
  readonly memory?: Memory;
}

/** What a driver remembers from turn to turn. Losing it costs some confirmations, nothing else. */
export interface Memory {
  readonly look?: { readonly fingerprint: string; readonly reads: number; readonly sinceSeconds: number };
  readonly lastChange?: LastChange;
  readonly refusal?: Refusal;
  /** The last look that AWS refused, until a look succeeds. */
  readonly blind?: Refusal;
  /** What AWS answered when it was asked for upgrades from this version to that. */
  readonly upgrades?: { readonly from: string; readonly wanted: string; readonly targets: UpgradeTargets };
}

export type TurnStatus = 'running' | 'migrated' | 'restored' | 'refused' | 'parked';

export interface TurnResult extends TurnRequest {
  readonly status: TurnStatus;
  readonly step: Step | 'observe';
  /** One sentence for people. */
  readonly message: string;
  /** Only while running. */
  readonly waitSeconds: number;
  readonly problems: readonly Problem[];
  /** AWS's clock at the look that this turn is based on. */
  readonly atSeconds: number;
}
