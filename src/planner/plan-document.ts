import { proposeBestGoal, type WishesOfSeveral } from './allowed-versions';
import { type Carried, carriedInPlace } from './carried';
import { type Choice, choose, type Limits } from './choose';
import type { Pace } from './durations';
import type { Goal } from './goal';
import { planPaths } from './paths';
import type { PathName, PlannedPath } from './paths/planned-path';
import { hopsOf, namesOf, type PathSubject } from './paths/subject';
import { supposedWriter } from './paths/supposed-writer';
import { ASSUMED_STORAGE_GIB } from './paths/timings';
import { type Finding, standsInTheWay } from './rules';
import type { Source, SourceKind } from './source/source';
import { type SqlCheck, sqlChecks } from './sql-checks';
import { TABLES_AS_OF } from './versions/upgrade-targets';
import type { CapacityRange } from '../capacity/capacity-range';
import { LIFECYCLE_AS_OF } from '../capacity/lifecycle-data';
import { type Prices, PRICES } from '../capacity/prices';

/** A plan that a reviewer can approve. `schema/plan.json` describes what `plan --json` prints of it. */
export interface PlanDocument {
  readonly identifier: string;
  readonly source: {
    readonly kind: SourceKind;
    readonly engine: string;
    readonly engineVersion: string;
    readonly members: readonly { readonly identifier: string; readonly instanceClass: string; readonly writer: boolean }[];
  };
  readonly goal: {
    readonly engine: string;
    readonly engineVersion: string;
    /** The direct upgrades that lead there. */
    readonly upgrades: readonly string[];
    readonly capacity: CapacityRange;
    readonly capacityReason: string;
    readonly members: number;
  };
  readonly choice: Choice;
  /** What has to be done before the picked path is taken. */
  readonly first: readonly Finding[];
  /** What only SQL can tell, before the picked path is taken. */
  readonly checks: readonly SqlCheck[];
  /** In place only: on other paths the runbook says what to take over. */
  readonly carried?: Carried;
  readonly paths: readonly PlannedPath[];
  readonly assumptions: readonly string[];
}

export interface PlanOptions extends WishesOfSeveral, Limits {
  readonly pace?: Pace;
  /** Ours, if absent. */
  readonly prices?: Prices;
  /** `2026-11-21`: where the dates of support are seen from; the day of our tables, if absent. */
  readonly today?: string;
}

const USUAL_RANGE: CapacityRange = { minAcu: 0.5, maxAcu: 16 };

/** Pure: the same input gives the same plan, whoever asks and when. */
export function planDocument(source: Source, options: PlanOptions): PlanDocument {
  const { pace = 'typical', today = TABLES_AS_OF, prices = PRICES } = options;
  const { goal, capacityReason } = proposeBestGoal(source, options)
    ?? { ...proposeBestGoal(source, { ...options, capacity: USUAL_RANGE })!, capacityReason: 'assumed: nothing tells how large it is' };
  const subject: PathSubject = { source, goal, pace, prices };
  const paths = planPaths(subject, today);
  const choice = choose(paths, options, isThere(source, goal, options));
  const picked = paths.find(({ path }) => path === choice.picked);
  const { engine, version } = namesOf(subject);
  return {
    identifier: source.identifier,
    source: {
      kind: source.kind,
      engine: source.engine,
      engineVersion: source.engineVersion,
      members: source.members.map(({ identifier, instanceClass, isWriter }) => ({ identifier, instanceClass, writer: isWriter })),
    },
    goal: {
      engine,
      engineVersion: version,
      upgrades: hopsOf(subject),
      capacity: goal.capacity,
      capacityReason,
      members: goal.members.length,
    },
    choice,
    first: picked?.findings.filter(standsInTheWay) ?? [],
    checks: picked ? sqlChecks(subject, picked.path) : [],
    ...(picked?.path === 'in place' ? { carried: carriedInPlace(subject) } : {}),
    paths,
    assumptions: assumptions(subject, picked?.path, today),
  };
}

/** Serverless v2 already, with the wanted version and range, and with the wanted members: no path deletes a serverless one. */
function isThere({ kind, cluster, members, engineVersion }: Source, goal: Goal, { capacity, readers, to }: PlanOptions): boolean {
  if (kind !== 'Aurora Serverless v2') return false;
  const range = cluster?.capacityRange;
  const sameCapacity = capacity === undefined || (range?.minAcu === capacity.minAcu && range.maxAcu === capacity.maxAcu);
  const sameVersion = to === undefined || goal.engineVersion === engineVersion;
  return sameCapacity && sameVersion && (readers === undefined || members.length >= 1 + readers);
}

function assumptions({ source, goal, pace, prices = PRICES }: PathSubject, picked: PathName | undefined, today: string): string[] {
  const copies = picked !== undefined && !['in place', 'blue/green'].includes(picked);
  return [
    versionsFrom(source),
    `Dates of support are those that AWS had published on ${LIFECYCLE_AS_OF}, seen from ${today}.`,
    `Prices are those of ${prices.region} on ${prices.asOf}, without storage and traffic.`,
    { typical: 'AWS is as fast as it says.', fast: 'AWS is up to twice as fast as it says.', slow: 'AWS is up to twice as slow as it says.' }[pace],
    ...(source.kind === 'Aurora Serverless v1' ? ['The engine mode conversion keeps the engine version; AWS may choose the default minor version.'] : []),
    ...(source.kind === 'Aurora Serverless v1' && source.cluster?.dataApi ? ['The engine mode conversion switches the Data API off.'] : []),
    ...(copies ? [] : ['Clients look the name of the endpoint up anew within its 5 seconds; a longer cache adds to what they do not write.']),
    ...(goal.engineVersion === undefined ? [] : ['AWS still offers these upgrades when the move comes to them; it is asked again before each.']),
    ...(source.cluster && picked === 'in place' ? supposedWriter(source.cluster, source.members) : []),
    ...(source.storageGib === undefined && copies ? [`The data is ${ASSUMED_STORAGE_GIB} GiB.`] : []),
    'Nobody changes the cluster by hand meanwhile.',
  ];
}

function versionsFrom({ versionsAnswered = 0 }: Source): string {
  return versionsAnswered === 0 ? `Versions and upgrades are those of our table of ${TABLES_AS_OF}.`
    : `Versions and upgrades are what AWS answered for ${versionsAnswered} of them, else those of our table of ${TABLES_AS_OF}.`;
}
