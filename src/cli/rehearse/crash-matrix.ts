import Table from 'cli-table3';
import colors from 'picocolors';
import { clock } from '../terminal';
import type { Crash } from './crash';
import type { ClusterReport } from './report';

export interface CrashRow extends Crash {
  readonly report: ClusterReport;
}

const TOGETHER = 2;

/** Kills the driver after every API call of the undisturbed run, once before and once after the answer reaches it. */
export async function crashEach(calls: number, rehearse: (crash: Crash) => Promise<ClusterReport>): Promise<CrashRow[]> {
  const crashes: Crash[] = Array.from({ length: calls }, (_, index) => index + 1)
    .flatMap((call) => [{ call, when: 'before the answer' as const }, { call, when: 'after the answer' as const }]);
  const rows: CrashRow[] = [];
  const next = async (): Promise<void> => {
    for (let crash = crashes.shift(); crash; crash = crashes.shift()) {
      rows.push({ ...crash, report: await rehearse(crash) });
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, next));
  return rows.sort((a, b) => a.call - b.call || b.when.localeCompare(a.when));
}

/** One row per API call. */
export function printCrashRows(undisturbed: ClusterReport, rows: readonly CrashRow[]): string {
  const table = new Table({ head: ['killed after call', '', 'outcome', 'write gap', 'lost', 'failovers', 'time', 'violated'], style: { head: [], border: [] } });
  for (const { call, when, report } of rows) {
    const good = report.outcome === undisturbed.outcome && report.writesLost === 0 && report.invariants.violated.length === 0;
    table.push([
      call, when, (good ? colors.green : colors.red)(report.outcome), `${report.writeGapSeconds.toFixed(1)} s`, report.writesLost,
      failovers(report), clock(report.elapsedSeconds), report.invariants.violated.map(({ code }) => code).join(', ') || '-',
    ]);
  }
  return table.toString();
}

export function failovers(report: ClusterReport): number {
  return report.apiCallsByOperation['rds:FailoverDBCluster'] ?? 0;
}
