import { compareMatrix, comparePlansOf, ENGINES, playedOf } from './matrix';
import { merge } from '../../../src/cli/plan/documents';
import { sourcesIn } from '../../../src/cli/plan/sources';
import { planDocument } from '../../../src/planner/plan-document';
import { knownUpgradeTargets } from '../../../src/planner/versions/upgrade-targets';
import { upgradeTargets as simulatedTargets } from '../../../src/simulator/rds/catalog/engine-versions';
import { documentsOf } from '../../support/sources';

describe('every source version to every version with Serverless v2: as few upgrades as possible, a refusal, or a question to AWS', () => {
  test.each(ENGINES)('by the loop, %s', async (engine) => {
    await compareMatrix(engine, 'the loop', async (from) => (to) => playedOf(engine, from, to, knownUpgradeTargets(engine)));
  });

  comparePlansOf('a provisioned cluster');
});

test.each(ENGINES)('what we know of %s and what the simulated AWS knows is the same', (engine) => {
  const targets = knownUpgradeTargets(engine);
  const different = Object.entries(targets).filter(([version, known]) => {
    const simulated = simulatedTargets(engine, version).map((target) => target.version);
    return known !== 'unknown' && [...simulated].sort().join() !== [...known].sort().join();
  }).map(([version]) => version);
    // Versions that are retired are not for the simulator.
  expect(different.every((version) => /mysql_aurora\.2\.11\.[123]$/.test(version))).toBe(true);
});

test('what is not known is not the same as nothing', () => {
  const { '12.16': untold, '18.4': newest, '17.10': later } = knownUpgradeTargets('aurora-postgresql');
  expect([untold, newest, later]).toEqual(['unknown', [], 'unknown']);
  expect(Object.values(knownUpgradeTargets('aurora-postgresql')).filter((known) => known.length === 0)).toHaveLength(1);
});

test('the upgrade goes through the next major version where AWS skips none', async () => {
  const [source] = await sourcesIn(merge(documentsOf({ engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.11.4' })), []);
  expect(planDocument(source, { to: '8.4' }).goal.upgrades).toEqual(['8.0.mysql_aurora.3.13.0', '8.4.mysql_aurora.8.4.8']);
});
