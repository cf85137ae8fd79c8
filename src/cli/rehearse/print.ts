import colors from 'picocolors';
import { gapsOf } from '../report/picture';
import { pictureOfMove } from '../report/pictures';
import { drawLanes } from '../report/terminal';
import { engineText } from '../report/words';
import { clock, columns } from '../terminal';
import { printPlan } from './print-plan';
import type { ClusterReport, Outcome } from './report';

const WIDTH = 44;

const COLOR: Record<Outcome, (text: string) => string> = {
  migrated: colors.green, restored: colors.yellow, refused: colors.yellow, parked: colors.red, failed: colors.red,
};

/** The report of one cluster for people. */
export function printReport(report: ClusterReport): string {
  const picture = pictureOfMove(report);
  return [
    '',
    `${colors.bold(report.identifier)}  ${COLOR[report.outcome](report.outcome)}`,
    `  ${engineText(report.from)}`,
    `  → ${engineText(report.to)}`,
    `  capacity ${report.capacity.minAcu} to ${report.capacity.maxAcu} ACUs: ${report.capacity.reason}`,
    ...report.problems.map(({ code, message, remedy }) => colors.red(`  [${code}] ${message} ${remedy}`)),
    '',
    printPlan(report.plan),
    '',
    timeline(report),
    '',
    drawLanes({ ...picture, lanes: picture.lanes.filter(({ group }) => group !== 'Driver') }),
    '',
    ...gapsOf(picture).map(({ gap }) => colors.red(`  ${gap.text}`)),
    numbers(report),
    '',
    ...invariants(report),
  ].join('\n');
}

/** One bar a step over the whole time; the widths say where the time went. */
function timeline({ steps, elapsedSeconds }: ClusterReport): string {
  const at = (moment: number) => Math.round(moment / Math.max(1, elapsedSeconds) * WIDTH);
  const rows = steps.map(({ step, startedAtSeconds, endedAtSeconds }) => {
    const bar = '█'.repeat(Math.max(1, at(endedAtSeconds) - at(startedAtSeconds)));
    const color = step === 'fail over' ? colors.red : colors.cyan;
    return [step, clock(startedAtSeconds), clock(endedAtSeconds), ' '.repeat(at(startedAtSeconds)) + color(bar)];
  });
  return columns(rows, { head: ['rehearsed', 'from', 'to', ''], colAligns: ['left', 'right', 'right', 'left'] });
}

function numbers(report: ClusterReport): string {
  return columns([
    ['write gap', `${seconds(report.writeGapSeconds)}, of which AWS's own outage ${seconds(report.outageSeconds)}`],
    ['writes', `${report.writesAcknowledged} acknowledged, ${report.writesRejected} rejected, writesLost: ${report.writesLost}`],
    ['time', `${clock(report.elapsedSeconds)}, of which AWS needed at least ${clock(report.criticalPathSeconds)}`],
    ['API calls', String(report.apiCalls)],
  ]);
}

function invariants({ invariants: { checked, violated } }: ClusterReport): string[] {
  if (violated.length === 0) return [colors.green(`  ✔ ${checked.length} invariants checked at every API call, none violated`)];
  return violated.map(({ code, message, atSeconds }) => colors.red(`  ✘ ${code} at ${clock(atSeconds)}: ${message}`));
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
