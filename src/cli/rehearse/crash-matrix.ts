import Table from 'cli-table3';
import colors from 'picocolors';
import { clock } from '../terminal';
import type { Crash } from './crash';
import type { ClusterReport } from './report';

/** What came of killing the driver around one API call. */
export interface CrashRow {
  readonly call: number;
  readonly operation: string;
  readonly beforeAnswer: ClusterReport;
  readonly afterAnswer: ClusterReport;
}

const TOGETHER = 2;

/** Kills the driver around every API call of the undisturbed run, once before and once after the answer reaches it. */
export async function crashEach(undisturbed: ClusterReport, rehearse: (crash: Crash) => Promise<ClusterReport>): Promise<CrashRow[]> {
  const calls = undisturbed.apiCallSequence.slice(undisturbed.apiCallsBeforeDriver);
  const rows: CrashRow[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < calls.length) {
      const index = next++;
      const call = index + 1;
      const beforeAnswer = await rehearse({ call, when: 'before the answer' });
      const afterAnswer = await rehearse({ call, when: 'after the answer' });
      rows[index] = { call, operation: calls[index], beforeAnswer, afterAnswer };
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return rows;
}

/** One row per API call: what differs between the two kills stands as `before / after`. */
export function printCrashRows(undisturbed: ClusterReport, rows: readonly CrashRow[]): string {
  const table = new Table({
    head: ['killed after call', '', 'outcome', 'write gap', 'lost', 'failovers', 'time', 'violated'], style: { head: [], border: [], compact: true },
  });
  for (const { call, operation, beforeAnswer, afterAnswer } of rows) {
    const both = [beforeAnswer, afterAnswer];
    const show = (text: (report: ClusterReport) => string | number) => [...new Set(both.map(text))].join(' / ');
    const good = both.every((report) => report.outcome === undisturbed.outcome && report.writesLost === 0 && report.invariants.violated.length === 0);
    table.push([
      call, operation, (good ? colors.green : colors.red)(show(({ outcome }) => outcome)), show(({ writeGapSeconds }) => `${writeGapSeconds.toFixed(1)} s`),
      show(({ writesLost }) => writesLost), show(failovers), show(({ elapsedSeconds }) => clock(elapsedSeconds)),
      show(({ invariants }) => invariants.violated.map(({ code }) => code).join(', ') || '-'),
    ]);
  }
  return table.toString();
}

export function failovers(report: ClusterReport): number {
  return report.apiCallsByOperation['rds:FailoverDBCluster'] ?? 0;
}
