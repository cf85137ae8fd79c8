import { agreement } from './agreement';
import { SOURCES } from './sources';
import { addUp, faultsAtCalls, faultsAtChanges, stopEverywhere } from './stops';

/** `npm run exhaustive` stops at every call and takes 100 seeds of every profile; here it is a sample of each. */
const [EVERY_STOP, EVERY_FAULT, SEEDS] = [131, 260, 2];
const WITH_UPGRADE = SOURCES.filter(({ name }) => ['MySQL 2 to 3, custom groups', 'Serverless v1 PostgreSQL 13 to 16'].includes(name));

test('stopped at some calls, then resumed or called back, every move ends at its goal or in a rest state', async () => {
  const counts = [];
  for (const source of WITH_UPGRADE) counts.push(await stopEverywhere(source, { every: EVERY_STOP, offset: 70 }));
  const { cases, outcomes, wrong } = addUp(counts);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(16);
  expect(Object.keys(outcomes).sort()).toEqual(['migrated', 'restored']);
});

test('whatever goes wrong at some calls, every move ends, and parks only for what lasts', async () => {
  const [source] = WITH_UPGRADE;
  const { cases, outcomes, wrong } = addUp([await faultsAtCalls(source, { every: EVERY_FAULT, offset: 100 }), await faultsAtChanges(source)]);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(18);
  expect(outcomes.endless).toBeUndefined();
});

test.each(WITH_UPGRADE.flatMap((source) => (['typical', 'slow'] as const).map((profile) => [source.name, profile, source] as const)))(
  'plan and rehearsals of %s, %s, agree on time, write gap and order',
  async (_, profile, source) => {
    const { duration, writeGap, sameOrder, notMigrated } = await agreement(source, profile, SEEDS);
    expect([duration.contains, writeGap.contains, sameOrder, notMigrated]).toEqual([true, true, true, 0]);
  },
);
