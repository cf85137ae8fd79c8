import type { DeploymentReport } from '../rehearse/deployment-report';
import type { ClusterReport } from '../rehearse/report';
import { clock } from '../terminal';
import { lanesOf } from './lanes';
import type { Lane, Picture, Span } from './picture';
import { engineText, inSeconds } from './words';

type Invariants = ClusterReport['invariants'];

/** The move of one cluster. */
export function pictureOfMove(report: ClusterReport): Picture {
  const { identifier, outcome, from, to, elapsedSeconds, steps } = report;
  const driver: Lane = {
    title: 'steps',
    group: 'Driver',
    marks: [],
    spans: steps.map(({ step, startedAtSeconds, endedAtSeconds }): Span => ({
      fromSeconds: startedAtSeconds,
      toSeconds: endedAtSeconds,
      kind: 'step',
      label: step,
      text: `Step: ${step}, from ${clock(startedAtSeconds)} to ${clock(endedAtSeconds)}`,
    })),
  };
  const lanes = lanesOf(report.timeline, elapsedSeconds);
  return {
    title: `Move of ${identifier} to Serverless v2`,
    outcome: { text: outcome, good: outcome === 'migrated' },
    summary: [`from ${engineText(from)}`, `to ${engineText(to)}`],
    numbers: [
      { label: 'write gap', value: inSeconds(report.writeGapSeconds), note: `of which AWS's own outage ${inSeconds(report.outageSeconds)}` },
      lostWrites(report),
      { label: 'time', value: clock(elapsedSeconds), note: `of which AWS needed at least ${clock(report.criticalPathSeconds)}` },
      { label: 'API calls', value: String(report.apiCalls) },
      invariantNumber(report.invariants),
    ],
    problems: [
      ...report.problems.map(({ code, message, remedy }) => `[${code}] ${message} ${remedy}`),
      ...violations(report.invariants),
    ],
    endsAtSeconds: elapsedSeconds,
    // The steps say what the states of the machine are about.
    lanes: [driver, ...lanes.filter(({ group }) => group !== 'Machine')],
  };
}

/** Deployments, one after the other. */
export function pictureOfDeployment(report: DeploymentReport): Picture {
  const { steps, clusters, drift, endedAtSeconds, timeline } = report;
  const gap = clusters.reduce((sum, { writeGapSeconds }) => sum + writeGapSeconds, 0);
  const [acknowledged, rejected, lost] = (['writesAcknowledged', 'writesRejected', 'writesLost'] as const)
    .map((name) => clusters.reduce((sum, cluster) => sum + cluster[name], 0));
  const deployments: Lane = {
    title: 'deployments',
    group: 'Deployment',
    marks: [],
    spans: steps.map(({ source, outcome, startedAtSeconds, endedAtSeconds: end }): Span => ({
      fromSeconds: startedAtSeconds,
      toSeconds: end,
      kind: outcome === 'completed' ? 'step' : 'bad',
      label: source,
      text: `Deployment of ${source} ${outcome}, from ${clock(startedAtSeconds)} to ${clock(end)}`,
    })),
  };
  return {
    title: `Deployment of ${steps.map(({ source }) => source).join(', ')}`,
    outcome: { text: report.outcome, good: report.outcome === 'completed' },
    summary: clusters.map((cluster) => `${cluster.identifier}${cluster.exists ? `: ${engineText(cluster)}` : ' is gone'}`),
    numbers: [
      { label: 'write gap', value: inSeconds(gap) },
      lostWrites({ writesAcknowledged: acknowledged, writesRejected: rejected, writesLost: lost }),
      { label: 'time', value: clock(endedAtSeconds) },
      { label: 'drift', value: drift.length === 0 ? 'none' : String(drift.length), note: 'resources that differ from their stack', bad: drift.length > 0 },
      invariantNumber(report.invariants),
    ],
    problems: [
      ...steps.flatMap(({ stacks }) => stacks.filter(({ reason }) => reason).map(({ name, status, reason }) => `${name} ${status}: ${reason}`)),
      ...drift.map(({ stack, logicalId, status, properties }) => `${stack}/${logicalId} ${status}: ${properties.map(({ property }) => property).join(', ')}`),
      ...violations(report.invariants),
    ],
    endsAtSeconds: endedAtSeconds,
    lanes: [deployments, ...lanesOf(timeline, endedAtSeconds)],
  };
}

function lostWrites({ writesAcknowledged, writesRejected, writesLost }: Pick<ClusterReport, 'writesAcknowledged' | 'writesRejected' | 'writesLost'>) {
  const note = `${writesAcknowledged} acknowledged, ${writesRejected} rejected`;
  return { label: 'writes lost', value: String(writesLost), note, bad: writesLost > 0 };
}

function invariantNumber({ checked, violated }: Invariants) {
  return { label: 'invariants', value: violated.length === 0 ? 'all kept' : `${violated.length} violated`, note: `${checked.length} checked at every API call`, bad: violated.length > 0 };
}

function violations({ violated }: Invariants): string[] {
  return violated.map(({ code, message, atSeconds }) => `${code} at ${clock(atSeconds)}: ${message}`);
}
