import { agreement } from './agreement';
import { SOURCES } from './sources';
import { addUp, faultsAtCalls, faultsAtChanges, stopEverywhere } from './stops';

/** `npm run exhaustive` stops at every call and takes 100 seeds of every profile; here it is a sample of each. */
const [EVERY_STOP, EVERY_FAULT, SEEDS] = [40, 120, 2];

describe.each(SOURCES.map((source) => [source.name, source] as const))('%s', (_, source) => {
  test('stopped at some calls, then resumed or called back, every move ends at its goal or in a rest state', async () => {
    const { cases, outcomes, wrong } = await stopEverywhere(source, { every: EVERY_STOP, offset: 30 });
    expect(wrong).toEqual([]);
    expect(outcomes).toEqual({ migrated: cases / 2, restored: cases / 2 });
    expect(cases).toBeGreaterThanOrEqual(16);
  });

  test('whatever goes wrong at some calls, every move ends, and parks only for what lasts', async () => {
    const { cases, outcomes, wrong } = addUp([await faultsAtCalls(source, { every: EVERY_FAULT, offset: 70 }), await faultsAtChanges(source)]);
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(18);
    expect(outcomes.endless).toBeUndefined();
  });

  test.each(['typical', 'slow'] as const)('plan and rehearsals agree on time, write gap and order: %s', async (profile) => {
    const { disagreements } = await agreement(source, profile, SEEDS);
    // Two seeds do not spread.
    expect(disagreements.filter((what) => !what.startsWith('too wide'))).toEqual([]);
  });
});
