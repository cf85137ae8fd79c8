import { countCases, few, numbers } from './cases';
import { firstMove } from './first-move';
import { EXAMPLE_STATE } from './simulated-account';
import { failovers } from '../../src/cli/rehearse/crash-matrix';
import { readApp, rehearseApp } from '../../src/cli/rehearse/synthesized-app';
import { readStateFiles } from '../../src/cli/state-files';

/** The synthesized example: its own machine and its own handlers. */
export function killAtAnyCall(identifier: string): void {
  const ended = countCases(`moves of ${identifier} by an engine whose function was killed with SIGKILL: each migrated, nothing lost, one failover, the same write gap`);

  test(`the engine is killed at any API call of the move of ${identifier}`, async () => {
    const migrations = readApp(firstMove(), await readStateFiles(EXAMPLE_STATE));
    const migration = migrations.find(({ described }) => described.cluster.DBClusterIdentifier === identifier)!;
    const undisturbed = await rehearseApp(migration, { seed: 1 });
    const { writeGapSeconds } = undisturbed;
    for (const call of few(numbers(undisturbed.apiCalls - undisturbed.apiCallsBeforeDriver), 29)) {
      for (const when of ['before the answer', 'after the answer'] as const) {
        const report = await rehearseApp(migration, { seed: 1 }, { call, when });
        expect([call, when, report.outcome, report.writesLost, report.writeGapSeconds, failovers(report), report.invariants.violated])
          .toEqual([call, when, 'migrated', 0, writeGapSeconds, 1, []]);
        ended(`${when} to API call`, call);
      }
    }
  });
}
