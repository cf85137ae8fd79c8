import { CapacityRange, capacityRangeProblems } from '../../capacity/capacity-range';
import { deriveRange } from '../../capacity/derive-range';
import type { Goal } from '../../planner/goal';
import { InputError } from '../input-error';
import type { DescribedCluster } from '../state-files';

export interface GoalOptions {
  readonly capacity?: CapacityRange;
  readonly readers?: number;
}

export interface ReasonedGoal {
  readonly goal: Goal;
  /** Why this capacity range. */
  readonly reason: string;
}

/** What the cluster is to become: as asked for, or like what it is today. */
export function goalFor({ cluster, instances }: DescribedCluster, options: GoalOptions): ReasonedGoal {
  const { range, reason } = options.capacity ? { range: options.capacity, reason: 'as asked for' } : derive({ cluster, instances });
  const readersToday = (cluster.DBClusterMembers ?? []).filter((member) => !member.IsClusterWriter).length;
  const readers = options.readers ?? Math.max(1, readersToday);
  const members = Array.from({ length: 1 + readers }, (_, index) => ({ name: String(index + 1) }));
  return { reason, goal: { kind: 'serverless-v2', generation: 1, capacity: range, members } };
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

function derive({ cluster, instances }: DescribedCluster) {
  const v1 = cluster.ScalingConfigurationInfo;
  const derived = deriveRange({
    instanceClasses: instances.map((instance) => instance.DBInstanceClass ?? ''),
    serverlessV1: cluster.EngineMode === 'serverless' && v1?.MaxCapacity ? { minAcu: v1.MinCapacity ?? 1, maxAcu: v1.MaxCapacity } : undefined,
    performanceInsights: instances.some((instance) => instance.PerformanceInsightsEnabled),
  });
  if (!derived) throw new InputError([`No capacity range can be derived for cluster ${cluster.DBClusterIdentifier}. Say one: --capacity MIN-MAX.`]);
  return derived;
}
