import * as path from 'node:path';
import { paceOf, type Run, runOf } from '../../bench/engine';
import { goalFor } from '../../src/cli/rehearse/goal';
import { rehearseInProcess } from '../../src/cli/rehearse/in-process';
import type { ClusterReport } from '../../src/cli/rehearse/report';
import { readApp, rehearseApp } from '../../src/cli/rehearse/synthesized-app';
import { readStateFiles } from '../../src/cli/state-files';
import { run, writeFiles } from '../support/command-line';
import { edit, firstMove, handlerFile } from '../support/first-move';
import { EXAMPLE_STATE } from '../support/simulated-account';

async function rehearse(cdkOut: string, seed = 1): Promise<ClusterReport[]> {
  const reports: ClusterReport[] = [];
  for (const migration of readApp(cdkOut, await readStateFiles(EXAMPLE_STATE))) reports.push(await rehearseApp(migration, { seed }));
  return reports;
}

/** What the client saw beyond what AWS itself took: two writes at the most. */
const gapBeyondOutageMillis = ({ writeGapSeconds, outageSeconds }: ClusterReport) => Math.round(1000 * Math.abs(writeGapSeconds - outageSeconds));

describe('the synthesized example, its own machine and handlers on the simulated AWS', () => {
  test('moves both clusters, loses nothing and violates nothing', async () => {
    const [mysql, sample] = await rehearse(firstMove());
    for (const report of [mysql, sample]) {
      expect(report).toMatchObject({ outcome: 'migrated', writesLost: 0, invariants: { violated: [] }, problems: [] });
      expect(report.to.engineMode).toBe('provisioned');
      expect(report.to.members.map(({ instanceClass, writer }) => [instanceClass, writer])).toEqual([['db.serverless', true], ['db.serverless', false]]);
      expect(gapBeyondOutageMillis(report)).toBeLessThanOrEqual(200);
      expect(report.apiCallsByOperation['rds:FailoverDBCluster']).toBe(1);
    }
    expect(mysql.from).toMatchObject({ engineMode: 'provisioned' });
    expect(sample.from).toMatchObject({ engineMode: 'serverless', members: [] });
    expect(sample.apiCallsByOperation).toMatchObject({ 'rds:CreateDBClusterSnapshot': 1, 'rds:EnableHttpEndpoint': 1, 'rds:ModifyDBCluster': 2 });
  });

  test('reports the message of a handler that throws', async () => {
    const cdkOut = firstMove();
    edit(handlerFile(cdkOut, 'the last step always decides'), (code) => `${code}\nmodule.exports = { handler: async () => { throw new Error('the moon is in the wrong house'); } };`);
    for (const report of await rehearse(cdkOut)) {
      expect(report.outcome).toBe('failed');
      expect(report.problems[0].message).toContain('the moon is in the wrong house');
      expect(report.writesLost).toBe(0);
    }
  });

  test('waits as long as the machine says', async () => {
    const cdkOut = firstMove();
    const [before] = await rehearse(cdkOut);
    edit(path.join(cdkOut, 'MigrationEngine.template.json'), (template) => template.replace('\\"SecondsPath\\":\\"$.waitSeconds\\"', '\\"Seconds\\":900'));
    const [after] = await rehearse(cdkOut);
    const turns = after.apiCallsByOperation['ssm:GetParametersByPath'];
    expect(after.outcome).toBe('migrated');
    expect(after.elapsedSeconds).toBeGreaterThanOrEqual((turns - 1) * 900);
    expect(after.elapsedSeconds).toBeGreaterThan(5 * before.elapsedSeconds);
  });

  test('survives a handler that is killed in the middle of a call and before its result is delivered', async () => {
    const [migration] = readApp(firstMove(), await readStateFiles(EXAMPLE_STATE));
    const undisturbed = await rehearseApp(migration, { seed: 1 });
    for (const when of ['before the answer', 'after the answer'] as const) {
      for (let call = 2; call < undisturbed.apiCalls - undisturbed.apiCallsBeforeDriver; call += 37) {
        const report = await rehearseApp(migration, { seed: 1 }, { call, when });
        expect(report).toMatchObject({ outcome: 'migrated', writesLost: 0, writeGapSeconds: undisturbed.writeGapSeconds, invariants: { violated: [] } });
        expect(report.apiCallsByOperation['rds:FailoverDBCluster']).toBe(1);
      }
    }
  });

  test('fails the resource for an answer that CloudFormation would not get', async () => {
    const cdkOut = firstMove();
    edit(handlerFile(cdkOut, 'there is no DB cluster'), (code) => `${code}\nmodule.exports = { handler: async () => {} };`);
    const [report] = await rehearse(cdkOut);
    expect(report).toMatchObject({ outcome: 'failed', problems: [{ message: expect.stringContaining('CloudFormation did not receive a response from your Custom Resource') }] });
  });

  test('names a cluster that the state does not have, with exit status 2', async () => {
    const cdkOut = firstMove();
    edit(path.join(cdkOut, 'Moves.template.json'), (template) => template.replace('"mysql-80"', '"mysql-81"'));
    const { status, stderr } = run('rehearse', '--app', cdkOut, '--state', ...EXAMPLE_STATE);
    expect(stderr).toMatch(/moves cluster "mysql-81", which the state does not have. The state has: mysql-80, sample-cluster\.\n$/);
    expect(status).toBe(2);
  });

  test('needs a migration in the app', () => {
    const { 'manifest.json': manifest } = writeFiles({
      'manifest.json': { artifacts: { Empty: { type: 'aws:cloudformation:stack', properties: { templateFile: 'empty.json' } } } }, 'empty.json': { Resources: {} },
    });
    expect(run('rehearse', '--app', path.dirname(manifest), '--state', ...EXAMPLE_STATE)).toMatchObject({ status: 2, stderr: expect.stringContaining('has no ServerlessV2Migration') });
  });
});

describe('100 seeds', () => {
  test('the median takes at most 1.10 times as long as AWS needs, 1.05 besides the confirmations, with two describes a turn and few turns, and every one is safe', async () => {
    const lines: string[] = [];
    for (const described of await readStateFiles(EXAMPLE_STATE)) {
      const ratios: number[] = [];
      const runs: Run[] = [];
      for (let seed = 1; seed <= 100; seed++) {
        const report = await rehearseInProcess(described, goalFor(described, {}), { seed });
        expect(report).toMatchObject({ outcome: 'migrated', writesLost: 0, invariants: { violated: [] } });
        expect(gapBeyondOutageMillis(report)).toBeLessThanOrEqual(200);
        ratios.push(report.elapsedSeconds / report.criticalPathSeconds);
        runs.push(runOf(report));
      }
      ratios.sort((a, b) => a - b);
      const median = (ratios[49] + ratios[50]) / 2;
      lines.push(`${described.cluster.DBClusterIdentifier}: elapsed / critical path over 100 seeds: median ${median.toFixed(3)}, worst ${ratios[99].toFixed(3)}`);
      expect(median).toBeLessThanOrEqual(1.10);
      // Three looks agree before the failover, before the first removal and at the end; with Serverless v1 before the conversion, too.
      const { beyondCriticalPath, besidePoller, describesPerTurn } = paceOf(runs, 2 * (described.cluster.EngineMode === 'serverless' ? 4 : 3));
      expect([beyondCriticalPath <= 1.05, besidePoller <= 0.25, describesPerTurn <= 2]).toEqual([true, true, true]);
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  });

  test('the same seed gives the same report, another one another', async () => {
    const [described] = await readStateFiles(EXAMPLE_STATE);
    const [a, b, c] = await Promise.all([5, 5, 6].map((seed) => rehearseInProcess(described, goalFor(described, {}), { seed })));
    expect(a).toEqual(b);
    expect(a.elapsedSeconds).not.toBe(c.elapsedSeconds);
  });
});
