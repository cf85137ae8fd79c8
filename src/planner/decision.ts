import type { MemberSettings, Origin } from './observation';
import type { ParameterFacts } from './parameter-groups';
import type { CarriedGroup } from './upgrade';
import { CapacityRange } from '../capacity/capacity-range';

/** One change, with every target named. */
export type Action =
  | { readonly kind: 'record-origin'; readonly origin: Origin }
  | { readonly kind: 'create-safety-snapshot'; readonly cluster: string; readonly snapshot: string }
  | { readonly kind: 'convert-engine-mode'; readonly cluster: string; readonly instanceClass: string; readonly attempt: number }
  | { readonly kind: 'create-parameter-group'; readonly group: CarriedGroup }
  | { readonly kind: 'set-parameters'; readonly group: CarriedGroup; readonly parameters: readonly ParameterFacts[] }
  | UpgradeEngine
  | { readonly kind: 'set-capacity-range'; readonly cluster: string; readonly range: CapacityRange }
  | { readonly kind: 'create-member'; readonly cluster: string; readonly engine: string; readonly member: MemberToCreate }
  | { readonly kind: 'set-promotion-tier'; readonly member: string; readonly promotionTier: number }
  | { readonly kind: 'fail-over'; readonly cluster: string; readonly target: string; readonly attempt: number }
  | { readonly kind: 'enable-data-api'; readonly clusterArn: string }
  | ExecuteStatement
  | { readonly kind: 'delete-member'; readonly member: string }
  | { readonly kind: 'abandon'; readonly reason: string }
  | { readonly kind: 'close'; readonly outcome: Outcome };

export interface UpgradeEngine {
  readonly kind: 'upgrade-engine';
  readonly cluster: string;
  readonly to: string;
  readonly isMajor: boolean;
  /** Only where there are custom ones: AWS changes default groups by itself. */
  readonly clusterGroup?: string;
  readonly instanceGroup?: string;
  readonly attempt: number;
}

/** Through the Data API. It changes nothing. */
export interface ExecuteStatement {
  readonly kind: 'execute-statement';
  readonly clusterArn: string;
  readonly secret: string;
  readonly sql: string;
}

export type Outcome = 'migrated' | 'restored';

export interface MemberToCreate {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly settings: MemberSettings;
}

export type Step =
  | 'record' | 'safety snapshot' | 'convert engine mode' | 'parameter groups' | 'upgrade engine' | 'set capacity range' | 'create members'
  | 'warm target' | 'fail over' | 'confirm roles' | 'data api' | 'remove members' | 'finish'
  | 'await window' | 'await approval' | 'verify' | 'keep members';

export type Question = 'approval' | 'verification';

/** The next step of a move. A refusal is a normal answer. */
export type Decision =
  | { readonly kind: 'act'; readonly step: Step; readonly action: Action }
  | { readonly kind: 'wait'; readonly step: Step; readonly seconds: number; readonly reason: string }
  /** Somebody else decides: a person, or a function of the user's. */
  | { readonly kind: 'ask'; readonly step: Step; readonly question: Question; readonly message: string }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'refuse' | 'park'; readonly problems: readonly Problem[] };

/** Why something cannot be done, and what leads on. The code is stable and documented. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export function act(step: Step, action: Action): Decision {
  return { kind: 'act', step, action };
}

export function wait(step: Step, seconds: number, reason: string): Decision {
  return { kind: 'wait', step, seconds, reason };
}

export function park(code: string, message: string, remedy: string): Decision {
  return { kind: 'park', problems: [{ code, message, remedy }] };
}
