import type { Problem } from '../decision';
import type { Goal } from '../goal';
import type { ClusterFacts, MemberFacts } from '../observation';

export interface Subject {
  readonly cluster: ClusterFacts;
  readonly members: readonly MemberFacts[];
  readonly goal: Goal;
}

/** One reason why a move cannot begin; looked at before the first change. */
export type Rule = (subject: Subject) => Problem | undefined;
