import type { Goal } from './goal';
import { goalVersion } from './goal-version';
import type { CapacityRange } from '../capacity/capacity-range';
import { deriveRange, type DerivedRange } from '../capacity/derive-range';
import { instanceClassesOf, type Source } from './source/source';
import type { VersionPreference } from './versions/upgrade-route';

export interface Wishes {
  readonly capacity?: CapacityRange;
  /** Beside the writer. */
  readonly readers?: number;
  /** A version, or the beginning of one: `16`, `8.0`, `3.10`. */
  readonly to?: string;
  readonly prefer?: VersionPreference;
}

export interface ProposedGoal {
  readonly goal: Goal;
  readonly capacityReason: string;
}

/** What to reach, where nobody said: no smaller than today, with as few upgrades as it takes. */
export function proposeGoal(source: Source, wishes: Wishes): ProposedGoal | undefined {
  const derived = wishes.capacity ? { range: wishes.capacity, reason: 'as asked for' } : rangeOf(source);
  if (!derived) return undefined;
  const readers = wishes.readers ?? Math.max(1, source.members.filter(({ isWriter }) => !isWriter).length);
  const engineVersion = goalVersion(source, wishes.to, wishes.prefer ?? 'newest');
  return {
    capacityReason: derived.reason,
    goal: {
      kind: 'serverless-v2',
      generation: 1,
      capacity: derived.range,
      members: Array.from({ length: 1 + readers }, (_, index) => ({ name: String(index + 1) })),
      ...(engineVersion === undefined ? {} : { engineVersion }),
    },
  };
}

function rangeOf(source: Source): DerivedRange | undefined {
  const { cluster, members } = source;
  const derived = deriveRange({
    instanceClasses: instanceClassesOf(source),
    serverlessV1: cluster?.engineMode === 'serverless' ? cluster.serverlessV1 : undefined,
    performanceInsights: members.some(({ settings }) => settings.performanceInsights),
  });
  return cluster?.capacityRange ? { range: cluster.capacityRange, reason: 'the range that the cluster has' } : derived;
}
