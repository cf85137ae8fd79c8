import { rehearse, type Rehearsed } from './rehearsal';
import { describedSource, type ExhaustiveSource } from './sources';
import { observationOf } from '../../src/cli/observation-of';
import { goalFor } from '../../src/cli/rehearse/goal';
import type { Pace, SecondsRange } from '../../src/planner/durations';
import { plan } from '../../src/planner/plan';
import type { ProfileName } from '../../src/simulator/profiles';
import { planFor } from '../planner/documents/plan-for';

export interface Agreement {
  readonly source: string;
  readonly profile: ProfileName;
  readonly duration: Compared;
  readonly writeGap: Compared;
  /** In which the rehearsals were not as planned. */
  readonly disagreements: readonly string[];
  /** What the plan says that it supposes, and this profile makes otherwise. */
  readonly contradicted?: string;
}

export interface Compared {
  readonly predicted: SecondsRange;
  readonly measured: SecondsRange;
  readonly contains: boolean;
  /** How many times as wide as what the seeds spread. */
  readonly width: number;
}

/** Times as wide as what the seeds spread. */
const WIDEST = 3;

const PACE_OF: Partial<Record<ProfileName, Pace>> = { fast: 'fast', slow: 'slow' };

/** What is different where AWS or clients do not do what a plan says that it supposes. */
interface Otherwise {
  readonly supposed: string;
  /** For so long clients do not see that the writer is there again. */
  readonly longerGapSeconds?: number;
  readonly needlessChange?: string;
  /** Nothing leads from another version to the wanted one: the loop stops in a rest state. */
  readonly stops?: boolean;
}

const OTHERWISE: Partial<Record<ProfileName, Otherwise>> = {
  'clients-cache-dns': { supposed: 'Clients look the name of the endpoint up anew within its 5 seconds', longerGapSeconds: 60 },
  'data-api-survives-conversion': { supposed: 'The engine mode conversion switches the Data API off', needlessChange: 'switch the Data API on again' },
  'conversion-moves-minor-version': { supposed: 'The engine mode conversion keeps the engine version', stops: true },
};

/** Plans the source, rehearses it with many seeds, and compares. */
export async function agreement(source: ExhaustiveSource, profile: ProfileName, seeds: number): Promise<Agreement> {
  const cluster = await describedSource(source);
  const planned = plan(goalFor(cluster, source.wishes).goal, observationOf(cluster), PACE_OF[profile]);
  const { assumptions } = await planFor(source.options, source.wishes);
  const runs: Rehearsed[] = [];
  for (let seed = 1; seed <= seeds; seed++) runs.push(await rehearse(cluster, source.wishes, { seed, profile }));
  const contradicted = assumptions.find((assumption) => OTHERWISE[profile] && assumption.startsWith(OTHERWISE[profile].supposed));
  const duration = compare(planned.takes, runs.map(({ measured }) => measured.elapsedSeconds));
  const writeGap = compare(planned.writeGap, runs.map(({ measured }) => measured.writeGapSeconds));
  const order = planned.steps.flatMap(({ changes }) => changes).slice(0, -1);
  const otherwise = contradicted === undefined ? {} : OTHERWISE[profile];
  const found = disagreements({ duration, writeGap, order, runs }, otherwise);
  return { source: source.name, profile, duration, writeGap, contradicted, disagreements: found };
}

interface Seen extends Pick<Agreement, 'duration' | 'writeGap'> {
  readonly order: readonly string[];
  readonly runs: readonly Rehearsed[];
}

function disagreements(
  { duration, writeGap, order, runs }: Seen, { longerGapSeconds = 0, needlessChange, stops }: Partial<Otherwise> = {},
): string[] {
  const violated = runs.filter((run) => run.violated.length > 0).length;
  if (stops && violated === 0 && runs.every(({ outcome }) => outcome === 'restored')) return [];
  const expected = order.filter((change) => change !== needlessChange).join();
  const notMigrated = runs.filter(({ outcome }) => outcome !== 'migrated').length;
  return [
    ...(violated > 0 ? [`${violated} violate an invariant`] : []),
    ...(notMigrated > 0 ? [`${notMigrated} are not migrated`] : []),
    ...(duration.contains ? [] : ['another duration']),
    ...(duration.width > WIDEST ? ['too wide a duration'] : []),
    ...(writeGap.contains || writeGap.measured.mostSeconds <= writeGap.predicted.mostSeconds + longerGapSeconds ? [] : ['another write gap']),
    ...(writeGap.width > WIDEST ? ['too wide a write gap'] : []),
    ...(runs.every(({ made }) => made.join() === expected) ? [] : ['another order']),
  ];
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
