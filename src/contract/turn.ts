import type { Report } from './report';
import type { Problem, Question, Step } from '../planner/decision';
import type { LastChange, Refusal } from '../planner/observation';
import type { UpgradeTargets } from '../planner/versions/upgrade-targets';

/** What one turn of the loop takes in. The machine hands a turn's result to the next turn as it is. */
export interface TurnRequest {
  readonly clusterResourceId: string;
  readonly memory?: Memory;
  /** What somebody said to the question of the turn before. */
  readonly answer?: Answer;
  /** Only in the machine. */
  readonly run?: Run;
}

/** Which execution of the machine, and how far it is from the limit of its history. */
export interface Run {
  /** Of the first execution; successors add their number. */
  readonly name: string;
  readonly number: number;
  readonly turns: number;
}

export interface Answer {
  readonly question: Question;
  readonly accepted: boolean;
  readonly detail: string;
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

export type FinalStatus = 'migrated' | 'restored' | 'refused' | 'parked';
export type TurnStatus = 'running' | 'waiting for approval' | 'waiting for verification' | FinalStatus;

export interface TurnResult extends Omit<TurnRequest, 'answer'> {
  readonly status: TurnStatus;
  readonly step: Step | 'observe';
  /** One sentence for people. */
  readonly message: string;
  /** Only while running. */
  readonly waitSeconds: number;
  readonly problems: readonly Problem[];
  /** AWS's clock at the look that this turn is based on. */
  readonly atSeconds: number;
  /** How long the cluster has looked the same. */
  readonly unchangedSeconds: number;
  /** While somebody is asked, and at the end. */
  readonly report?: Report;
  /** The function that is asked to verify. */
  readonly verifier?: string;
  readonly holdsStack?: boolean;
  /** In the machine, at the end: the report for people. */
  readonly reportPage?: string;
}
