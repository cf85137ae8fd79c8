import type { Expected } from './expected';
import { CapacityRange } from '../capacity/capacity-range';

/** What a move is to reach. Undoing is just another goal. */
export interface Goal {
  readonly kind: 'serverless-v2' | 'restore';
  /** Raised to ask again for something that was reached before. */
  readonly generation: number;
  readonly capacity: CapacityRange;
  readonly members: readonly GoalMember[];
  /** The engine version to reach first, by as many upgrades as it takes; the version stays, if absent. */
  readonly engineVersion?: string;
  /** At once, if absent. */
  readonly start?: { readonly window: string };
  /** What has to come about before clients are interrupted; nothing, if absent. Windows as in `sun:03:00-sun:03:30`, in UTC. */
  readonly cutover?: { readonly window?: string; readonly approval?: boolean };
  /** For how many days after the cutover they stay, or for good. Removed when they are not needed any more, if absent. */
  readonly oldMembers?: { readonly keptDays?: number };
  /** A Lambda function that is asked before the old members go. */
  readonly verifier?: string;
  /** The secret with which a statement is made through the Data API before the old members go; the one that RDS manages, if absent. */
  readonly dataApiSecret?: string;
  /** Does a stack wait for a signal at the end? */
  readonly holdsStack?: boolean;
  /** What the plan was made from. A difference stops the move before its first change. */
  readonly expected?: Expected;
}

/** The way back from a goal, with marks of its own: no number that a user raises is between two whole ones. */
export function restoringGoal(goal: Goal): Goal {
  return goal.kind === 'restore' ? goal : { ...goal, kind: 'restore', generation: goal.generation + 0.5 };
}

export interface GoalMember {
  readonly name: string;
  /** Inherited from the member that it replaces, if absent. */
  readonly promotionTier?: number;
}
