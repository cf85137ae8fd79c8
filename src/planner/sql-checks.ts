import type { PathName } from './paths/planned-path';
import { isMajorMove, type PathSubject } from './paths/subject';
import { majorVersionOf } from './source/source';
import { type Occasion, ROWS } from './sql-check-rows';
import { auroraEngine } from './versions/engine-version';

/** A fact that only SQL can tell. */
export interface SqlCheck {
  readonly code: string;
  readonly why: string;
  readonly query: string;
  /** What the query has to answer. */
  readonly expected: string;
}

/** The engine itself upgrades what is there; DMS and a dump carry the rows into a new cluster. */
const UPGRADING: readonly PathName[] = ['in place', 'blue/green', 'snapshot restore'];

/** The queries to run before this path is taken. */
export function sqlChecks(subject: PathSubject, path: PathName): SqlCheck[] {
  const engine = /postgres/.test(subject.source.engine) ? 'postgres' : 'mysql';
  const isMajor = isMajorMove(subject);
  const crosses = (major: number) => engine === 'mysql' && isMajor && Number(majorVersionOf(subject.source)) < major && targetMajor(subject) >= major;
  const applies: Record<Occasion, boolean> = {
    'major upgrade': isMajor && UPGRADING.includes(path),
    'another major version': isMajor,
    'to MySQL 8.0 or newer': crosses(8.0),
    'to MySQL 8.4': crosses(8.4),
    // A replica of RDS for PostgreSQL is physical: everything arrives.
    'replication of rows': path === 'blue/green' || path === 'DMS' || (path === 'read replica' && engine === 'mysql'),
    'blue/green': path === 'blue/green',
    'DMS': path === 'DMS',
  };
  return ROWS.filter((row) => row.engine === engine && applies[row.when]).map(({ code, why, query, expected }) => ({ code, why, query, expected }));
}

function targetMajor({ source: { engine }, goal: { engineVersion = '' } }: PathSubject): number {
  return Number(majorVersionOf({ engine: auroraEngine(engine), engineVersion }));
}
