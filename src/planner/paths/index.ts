import { blueGreen } from './blue-green';
import { dms } from './dms';
import { dumpAndRestore } from './dump-and-restore';
import { inPlace } from './in-place';
import { type PathDescription, type PathName, type PlannedPath, PATH_NAMES, summarize } from './planned-path';
import { readReplica } from './read-replica';
import { snapshotRestore } from './snapshot-restore';
import type { PathSubject } from './subject';
import { findingsOf, isUntold, sectionOf, standsInTheWay } from '../rules';

const PATHS: Readonly<Record<PathName, (subject: PathSubject) => PathDescription>> = {
  'in place': inPlace,
  'blue/green': blueGreen,
  'snapshot restore': snapshotRestore,
  'read replica': readReplica,
  'DMS': dms,
  'dump and restore': dumpAndRestore,
};

/** Every path, with what is found against it. A path has no steps that can never be taken, or of which nobody can tell how. */
export function planPaths(subject: PathSubject, today: string): PlannedPath[] {
  return PATH_NAMES.map((path) => {
    const found = findingsOf({ source: subject.source, goal: subject.goal, path, today, prices: subject.prices });
    const { inTheWay = [], ...description } = PATHS[path](subject);
    // What the loop refuses is found by the same rules: whatever else it says is told, too.
    const untold = found.some(standsInTheWay) ? [] : inTheWay.map((problem) => ({ ...problem, section: sectionOf(problem.code), kind: 'fail' as const, weight: 'blocker' as const }));
    const findings = [...found, ...untold];
    return summarize(isImpossible(findings) || findings.some(isUntold) ? { ...description, steps: [] } : description, findings);
  });
}

export function isImpossible(findings: PlannedPath['findings']): boolean {
  return findings.some(({ kind, weight }) => kind === 'fail' && weight === 'impossible');
}
