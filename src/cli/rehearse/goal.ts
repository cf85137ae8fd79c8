import { type CapacityRange, capacityRangeProblems } from '../../capacity/capacity-range';
import type { Goal } from '../../planner/goal';
import { proposeGoal, type Wishes } from '../../planner/propose-goal';
import { observedSource } from '../../planner/source/observed-source';
import { InputError } from '../input-error';
import { observationOf } from '../observation-of';
import type { DescribedCluster } from '../state-files';

export interface ReasonedGoal {
  readonly goal: Goal;
  /** Why this capacity range. */
  readonly reason: string;
}

/** What the cluster is to become: as asked for, or like what it is today, as `plan` proposes it. */
export function goalFor(described: DescribedCluster, wishes: Wishes): ReasonedGoal {
  const proposed = proposeGoal(observedSource(observationOf(described)), wishes);
  if (!proposed) throw new InputError([`No capacity range can be derived for cluster ${described.cluster.DBClusterIdentifier}. Say one: --capacity MIN-MAX.`]);
  return { goal: proposed.goal, reason: proposed.capacityReason };
}

/** `0.5-16` */
export function parseCapacity(text: string): CapacityRange {
  const match = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
  if (!match) throw new InputError([`--capacity takes MIN-MAX in ACUs, such as 0.5-16, got ${text}.`]);
  const range = { minAcu: Number(match[1]), maxAcu: Number(match[2]) };
  const problems = capacityRangeProblems(range);
  if (problems.length > 0) throw new InputError(problems.map((problem) => `--capacity ${text} is not possible: ${problem}.`));
  return range;
}
