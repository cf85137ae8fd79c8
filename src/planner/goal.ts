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
}

export interface GoalMember {
  readonly name: string;
  /** Inherited from the member that it replaces, if absent. */
  readonly promotionTier?: number;
}
