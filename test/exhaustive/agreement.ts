import { rehearse } from './rehearsal';
import { describedSource, type ExhaustiveSource } from './sources';
import { observationOf } from '../../src/cli/observation-of';
import { goalFor } from '../../src/cli/rehearse/goal';
import type { Pace, SecondsRange } from '../../src/planner/durations';
import { plan } from '../../src/planner/plan';
import type { ProfileName } from '../../src/simulator/profiles';

export interface Agreement {
  readonly source: string;
  readonly profile: ProfileName;
  readonly duration: Compared;
  readonly writeGap: Compared;
  /** Exactly the changes that were planned, in the same order. */
  readonly sameOrder: boolean;
  readonly notMigrated: number;
}

export interface Compared {
  readonly predicted: SecondsRange;
  readonly measured: SecondsRange;
  readonly contains: boolean;
  /** How many times as wide as what the seeds spread. */
  readonly width: number;
}

const PACE_OF: Partial<Record<ProfileName, Pace>> = { fast: 'fast', slow: 'slow' };

/** Plans the source, rehearses it with many seeds, and compares. */
export async function agreement(source: ExhaustiveSource, profile: ProfileName, seeds: number): Promise<Agreement> {
  const cluster = await describedSource(source);
  const planned = plan(goalFor(cluster, source.wishes).goal, observationOf(cluster), PACE_OF[profile]);
  const runs = [];
  for (let seed = 1; seed <= seeds; seed++) runs.push(await rehearse(cluster, source.wishes, { seed, profile }));
  const order = planned.steps.flatMap(({ changes }) => changes).slice(0, -1).join();
  return {
    source: source.name,
    profile,
    duration: compare(planned.takes, runs.map(({ measured }) => measured.elapsedSeconds)),
    writeGap: compare(planned.writeGap, runs.map(({ measured }) => measured.writeGapSeconds)),
    sameOrder: runs.every(({ made }) => made.join() === order),
    notMigrated: runs.filter(({ outcome, violated }) => outcome !== 'migrated' || violated.length > 0).length,
  };
}

function compare(predicted: SecondsRange, values: readonly number[]): Compared {
  const measured = { leastSeconds: Math.min(...values), mostSeconds: Math.max(...values) };
  return {
    predicted,
    measured,
    contains: predicted.leastSeconds <= measured.leastSeconds && measured.mostSeconds <= predicted.mostSeconds,
    width: (predicted.mostSeconds - predicted.leastSeconds) / (measured.mostSeconds - measured.leastSeconds),
  };
}
