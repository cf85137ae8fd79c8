import type { Problem } from '../decision';
import { type Duration, type SecondsRange, total } from '../durations';
import type { Finding } from '../rules';

/** The ways to Serverless v2. */
export const PATH_NAMES = ['in place', 'blue/green', 'snapshot restore', 'read replica', 'DMS', 'dump and restore'] as const;

export type PathName = typeof PATH_NAMES[number];

/** One way, as it would be walked from one source. */
export interface PlannedPath {
  readonly path: PathName;
  /** Our own loop makes the changes, or a person does by a runbook. */
  readonly madeBy: 'the loop' | 'a person';
  readonly steps: readonly PlannedStep[];
  readonly takes: SecondsRange;
  readonly writeGap: SecondsRange;
  readonly pointOfNoReturn?: string;
  /** In which the database may stay for months. */
  readonly restStates: readonly string[];
  readonly wayBack: string;
  readonly keepsEndpoint: boolean;
  /** Or only the rows of its tables. */
  readonly copiesEverything: boolean;
  /** How the old side is kept from writes while both exist; nothing where there is only ever one. */
  readonly fence?: string;
  readonly clients: readonly string[];
  readonly cost: string;
  readonly findings: readonly Finding[];
}

export interface PlannedStep {
  readonly step: string;
  readonly changes: readonly string[];
  /** Exact commands, where a person makes the changes. */
  readonly commands?: readonly string[];
  readonly takes: Duration;
  /** How long nobody accepts writes. */
  readonly writeGap?: Duration;
  readonly reversible: boolean;
  /** From what we know how long it takes. */
  readonly source: string;
}

export interface PathDescription extends Omit<PlannedPath, 'findings' | 'takes' | 'writeGap' | 'pointOfNoReturn'> {
  /** Why the loop would not arrive. */
  readonly inTheWay?: readonly Problem[];
}

/** Adds up what the steps say. */
export function summarize(description: Omit<PathDescription, 'inTheWay'>, findings: readonly Finding[]): PlannedPath {
  const { steps } = description;
  const pointOfNoReturn = steps.find(({ reversible }) => !reversible)?.step;
  return {
    ...description,
    takes: total(steps.map(({ takes }) => takes)),
    writeGap: total(steps.flatMap(({ writeGap }) => writeGap ?? [])),
    ...(pointOfNoReturn ? { pointOfNoReturn } : {}),
    findings,
  };
}
