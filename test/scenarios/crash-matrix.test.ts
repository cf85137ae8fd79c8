import { failovers } from '../../src/cli/rehearse/crash-matrix';
import { goalFor } from '../../src/cli/rehearse/goal';
import { rehearseInProcess } from '../../src/cli/rehearse/in-process';
import { rehearseOverHttp } from '../../src/cli/rehearse/over-http';
import { readStateFiles } from '../../src/cli/state-files';
import { EXAMPLE_STATE } from '../support/simulated-account';

/** `npm run crash-matrix` kills the driver after each call; here it is every n-th, with another remainder for each cluster. */
const EVERY = 12;

describe('a driver that is killed with SIGKILL and started again', () => {
  test.each([['mysql-80', 0], ['sample-cluster', 5]])('moves %s all the same', async (identifier, remainder) => {
    const described = (await readStateFiles(EXAMPLE_STATE)).find(({ cluster }) => cluster.DBClusterIdentifier === identifier)!;
    const goal = goalFor(described, {});
    const undisturbed = await rehearseOverHttp(described, goal, { seed: 1 });
    const calls = undisturbed.apiCalls - undisturbed.apiCallsBeforeDriver;
    for (let call = 1 + remainder; call <= calls; call += EVERY) {
      for (const when of ['before the answer', 'after the answer'] as const) {
        const report = await rehearseOverHttp(described, goal, { seed: 1 }, { call, when });
        expect([call, when, report.outcome, report.writesLost, report.writeGapSeconds, failovers(report), report.invariants.violated])
          .toEqual([call, when, 'migrated', 0, undisturbed.writeGapSeconds, 1, []]);
      }
    }
  }, 180_000);

  test('and in a process of its own does exactly what the same loop does in this one', async () => {
    const [described] = await readStateFiles(EXAMPLE_STATE);
    const goal = goalFor(described, {});
    expect(await rehearseOverHttp(described, goal, { seed: 3 })).toEqual(await rehearseInProcess(described, goal, { seed: 3 }));
  });
});
