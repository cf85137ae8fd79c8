import { CapacityRange } from '../capacity/capacity-range';

/** What a move is to reach. Undoing is just another goal. */
export interface Goal {
  readonly kind: 'serverless-v2' | 'restore';
  /** Raised to ask again for something that was reached before. */
  readonly generation: number;
  readonly capacity: CapacityRange;
  readonly members: readonly GoalMember[];
}

export interface GoalMember {
  readonly name: string;
  /** Inherited from the member that it replaces, if absent. */
  readonly promotionTier?: number;
}
