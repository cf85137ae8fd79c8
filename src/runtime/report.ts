import type { Observed } from './observe';
import type { DatabaseReport, Report } from '../contract/report';
import type { Problem } from '../planner/decision';
import type { ClusterFacts, Mark, MemberFacts, Origin } from '../planner/observation';
import { planFromHere } from '../planner/plan-from-here';

const WHAT: Record<Mark['kind'], (detail: string) => string> = {
  'conversion': (detail) => `asked AWS to convert the engine mode, through ${detail}`,
  'converted': (detail) => `the converted cluster shows ${detail} as its writer`,
  'upgrade': (detail) => `asked AWS to upgrade to ${detail}`,
  'cutover': (detail) => `asked AWS to fail over to ${detail}`,
  'switched': (detail) => `AWS shows ${detail} as the writer`,
  'approved': (detail) => `approved: ${detail}`,
  'rejected': (detail) => `not approved: ${detail}`,
  'verified': (detail) => `verified: ${detail}`,
  'verification-failed': (detail) => `not verified: ${detail}`,
  'answered': (detail) => `the Data API: ${detail}`,
  'abandoned': (detail) => `given up: ${detail}`,
  'reached': (detail) => `ended: ${detail}`,
};

const GAP_METHOD = 'from the look before each interrupting call to the first look that showed the new writer: clients were interrupted for a part of that';

export function reportOf(clusterResourceId: string, { goal, observation }: Observed, status: string, problems: readonly Problem[]): Report {
  const { origin, cluster, members, marks, observedAtSeconds } = observation;
  const ordered = [...marks].sort((a, b) => a.atSeconds - b.atSeconds);
  const startedAtSeconds = origin?.recordedAtSeconds;
  const isOver = ordered.some(({ kind }) => kind === 'reached');
  return {
    cluster: (cluster ?? origin?.cluster)?.identifier ?? 'unknown',
    clusterResourceId,
    status,
    goal: goal?.kind ?? 'none',
    ...(startedAtSeconds === undefined ? {} : { startedAt: iso(startedAtSeconds) }),
    reportedAt: iso(observedAtSeconds),
    elapsedSeconds: observedAtSeconds - (startedAtSeconds ?? observedAtSeconds),
    ...(origin ? { before: describe(origin.cluster, origin.members) } : {}),
    ...(cluster ? { now: describe(cluster, members) } : {}),
    events: ordered.map(({ atSeconds, kind, detail }) => ({ at: iso(atSeconds), what: WHAT[kind](detail) })),
    writeGap: { leastSeconds: 0, mostSeconds: gapSeconds(ordered), method: GAP_METHOD },
    problems,
    plan: goal && cluster && !isOver && problems.length === 0
      ? planFromHere(goal, observation).steps.map(({ step, changes }) => ({ step, changes }))
      : [],
  };
}

/** Each call that interrupts clients, until the writer was shown again. */
function gapSeconds(marks: readonly Mark[]): number {
  const between = (began: Mark['kind'], ended: Mark['kind']) => marks.filter(({ kind }) => kind === began).reduce((sum, begin) => {
    const end = marks.find((mark) => mark.kind === ended && mark.attempt === begin.attempt);
    // AWS's clock comes in whole seconds.
    return sum + (end ? end.atSeconds - begin.atSeconds + 1 : 0);
  }, 0);
  return between('cutover', 'switched') + between('conversion', 'converted');
}

function describe({ engine, engineVersion, engineMode }: ClusterFacts, members: readonly (Origin['members'][number] | MemberFacts)[]): DatabaseReport {
  return {
    engine,
    engineVersion,
    engineMode,
    members: members.map(({ identifier, instanceClass, isWriter }) => ({ identifier, instanceClass, isWriter })),
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
