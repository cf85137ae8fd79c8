import { agreements } from './agreement';
import { SOURCES } from './sources';
import { faultsEverywhere, stopEverywhere } from './stops';

/** `npm run exhaustive` stops at every call and takes 100 seeds of every profile; here it is a sample of each. */
const [EVERY_STOP, EVERY_FAULT, SEEDS] = [61, 173, 3];
const WITH_UPGRADE = SOURCES.filter(({ name }) => ['MySQL 2 to 3, custom groups', 'Serverless v1 PostgreSQL 13 to 16'].includes(name));

test('stopped at some calls, then resumed or called back, every move ends at its goal or in a rest state', async () => {
  const { cases, outcomes, wrong } = await stopEverywhere(EVERY_STOP, 11, WITH_UPGRADE);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(20);
  expect(Object.keys(outcomes).sort()).toEqual(['migrated', 'restored']);
});

test('whatever goes wrong at some calls, every move ends, and parks only for what lasts', async () => {
  const { cases, outcomes, wrong } = await faultsEverywhere(EVERY_FAULT, 40, WITH_UPGRADE);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(30);
  expect(outcomes.endless).toBeUndefined();
});

test('plans and rehearsals agree on time, write gap and order', async () => {
  const rows = await agreements(SEEDS, WITH_UPGRADE, ['typical', 'slow', 'late-descriptions']);
  for (const { source, profile, duration, writeGap, sameOrder, notMigrated } of rows) {
    expect([source, profile, duration.contains, writeGap.contains, sameOrder, notMigrated]).toEqual([source, profile, true, true, true, 0]);
  }
});
