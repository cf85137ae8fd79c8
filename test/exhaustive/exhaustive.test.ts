import { agreements } from './agreement';
import { SOURCES } from './sources';
import { faultsEverywhere, stopEverywhere } from './stops';

/** `npm run exhaustive` stops at every call and takes 100 seeds of every profile; here it is a sample of each. */
const [EVERY_STOP, EVERY_FAULT, SEEDS] = [131, 260, 2];
const WITH_UPGRADE = SOURCES.filter(({ name }) => ['MySQL 2 to 3, custom groups', 'Serverless v1 PostgreSQL 13 to 16'].includes(name));

test('stopped at some calls, then resumed or called back, every move ends at its goal or in a rest state', async () => {
  const { cases, outcomes, wrong } = await stopEverywhere({ every: EVERY_STOP, offset: 70 }, WITH_UPGRADE);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(16);
  expect(Object.keys(outcomes).sort()).toEqual(['migrated', 'restored']);
});

test('whatever goes wrong at some calls, every move ends, and parks only for what lasts', async () => {
  const { cases, outcomes, wrong } = await faultsEverywhere({ every: EVERY_FAULT, offset: 100 }, WITH_UPGRADE.slice(0, 1));
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(18);
  expect(outcomes.endless).toBeUndefined();
});

test('plans and rehearsals agree on time, write gap and order', async () => {
  const rows = await agreements(SEEDS, WITH_UPGRADE, ['typical', 'slow']);
  for (const { source, profile, duration, writeGap, sameOrder, notMigrated } of rows) {
    expect([source, profile, duration.contains, writeGap.contains, sameOrder, notMigrated]).toEqual([source, profile, true, true, true, 0]);
  }
});
