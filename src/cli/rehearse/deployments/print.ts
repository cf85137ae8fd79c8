import colors from 'picocolors';
import { pictureOfDeployment } from '../../report/pictures';
import { drawLanes } from '../../report/terminal';
import { clock, columns } from '../../terminal';
import type { DeployedCluster, DeployedResource, DeployedStack, DeploymentReport, DeploymentStep } from '../deployment-report';

const COLORS: Partial<Record<DeployedResource['action'], (text: string) => string>> = {
  created: colors.green,
  imported: colors.green,
  updated: colors.cyan,
  replaced: colors.red,
  deleted: colors.red,
  failed: colors.red,
  skipped: colors.yellow,
  retained: colors.yellow,
};

/** The report for people. */
export function printDeployments(report: DeploymentReport): string {
  const { steps, clusters, drift, invariants: { checked, violated } } = report;
  return [
    ...steps.flatMap((step, index) => printStep(step, index + 1)),
    '',
    drawLanes(pictureOfDeployment(report)),
    '',
    ...clusters.map(printCluster),
    '',
    ...drift.flatMap(({ stack, logicalId, physicalId, status, properties }) => [
      colors.yellow(`  drift: ${stack}.${logicalId} (${physicalId}) ${status}`),
      ...properties.map(({ property, expected, actual }) => colors.yellow(`    ${property}: the template says ${JSON.stringify(expected)}, there is ${JSON.stringify(actual)}`)),
    ]),
    ...(drift.length === 0 ? [colors.green('  ✔ every stack agrees with what is there')] : []),
    ...(violated.length === 0 ? [colors.green(`  ✔ ${checked.length} invariants checked at every API call, none violated`)]
      : violated.map(({ code, message, atSeconds }) => colors.red(`  ✘ ${code} at ${clock(atSeconds)}: ${message}`))),
    `  ${report.outcome === 'completed' ? colors.green('completed') : colors.red('failed')} after ${clock(report.endedAtSeconds)}`,
  ].join('\n');
}

function printStep(step: DeploymentStep, number: number): string[] {
  const { source, outcome, stacks, executions, startedAtSeconds, endedAtSeconds, writeGapSeconds } = step;
  const color = outcome === 'completed' ? colors.green : colors.red;
  return [
    '',
    `${colors.bold(`${number}. ${source}`)}  ${color(outcome)}, ${clock(startedAtSeconds)} to ${clock(endedAtSeconds)}, write gap ${writeGapSeconds.toFixed(1)} s`,
    ...stacks.flatMap(printStack),
    ...executions.map(({ machine, status, startedAtSeconds: from, endedAtSeconds: to, error, cause }) =>
      `  machine ${machine} ${(status === 'SUCCEEDED' ? colors.green : colors.red)(status)}, ${clock(from)} to ${clock(to)}${error === undefined ? '' : `: ${error}: ${cause}`}`),
  ];
}

function printStack({ name, status, operation, reason, resources }: DeployedStack): string[] {
  if (operation === 'none') return [`  ${colors.bold(name)}  nothing to do`];
  const shown = resources.filter(({ action, holdsData, invocations }) => action !== 'unchanged' && (action !== 'created' || holdsData || invocations));
  const others = resources.filter((resource) => resource.action === 'created' && !shown.includes(resource)).length;
  const rows = shown.map(({ logicalId, type, action, properties, reason: why, invocations }) => [
    `    ${(COLORS[action] ?? ((text: string) => text))(action)}`, logicalId, type,
    [properties.join(', '), why, invocations && `${invocations} invocations`].filter(Boolean).join('; '),
  ]);
  return [
    `  ${colors.bold(name)}  ${status}${status.includes('ROLLBACK') || status.endsWith('FAILED') ? colors.red(`  ${reason ?? ''}`) : ''}`,
    ...(rows.length > 0 ? [columns(rows)] : []),
    ...(others > 0 ? [`    ${others} other resources created`] : []),
  ];
}

function printCluster(cluster: DeployedCluster): string {
  const { identifier, exists, engine, engineVersion, engineMode, members, writeGapSeconds, writeGaps, writesLost } = cluster;
  const list = members.map((member) => `${member.identifier} (${member.instanceClass}${member.writer ? ', writer' : ''})`).join(', ') || 'no DB instances';
  const lost = writesLost > 0 ? colors.red(`writesLost: ${writesLost}`) : 'writesLost: 0';
  return [
    `  ${colors.bold(identifier)}  ${exists ? `${engine} ${engineVersion}, ${engineMode}: ${list}` : colors.red('gone')}`,
    `    write gap ${writeGapSeconds.toFixed(1)} s, ${lost}`,
    ...writeGaps.map(({ fromSeconds, seconds, cause }) =>
      colors.red(`    no writes from ${clock(fromSeconds)} for ${seconds.toFixed(1)} s${cause ? `: ${cause.call} by ${cause.by}` : ''}`)),
  ].join('\n');
}
