import { STRANGE_SOURCES } from './describe-outputs';
import { merge } from '../../../src/cli/plan/documents';
import { sourcesIn } from '../../../src/cli/plan/sources';
import type { PathName } from '../../../src/planner/paths/planned-path';
import { planDocument } from '../../../src/planner/plan-document';

const LAST_STEP: Partial<Record<PathName, string>> = { 'in place': 'finish', 'blue/green': 'delete blue', 'dump and restore': 'cut over' };

describe('twenty strange but legal describe outputs', () => {
  test('there are twenty', () => {
    expect(STRANGE_SOURCES).toHaveLength(20);
  });

  test.each(STRANGE_SOURCES.map((strange) => [strange.name, strange] as const))('%s', async (_, { documents, options = {}, verdict }) => {
    const problems: string[] = [];
    const [source] = await sourcesIn(merge(documents), problems);
    expect(problems).toEqual([]);
    const { minAcu, maxAcu, maxWriteGapSeconds } = options;
    const plan = planDocument(source, { maxWriteGapSeconds, capacity: minAcu === undefined ? undefined : { minAcu, maxAcu: maxAcu! } });
    const picked = plan.paths.find(({ path }) => path === plan.choice.picked);
    const codes = (of: (finding: { kind: string; weight: string }) => boolean) => picked?.findings.filter(of).map(({ code }) => code) ?? [];
    expect({
      source: plan.source.kind,
      answer: plan.choice.picked,
      first: plan.first.map(({ code }) => code),
      warnings: codes(({ kind, weight }) => kind === 'fail' && weight === 'warning'),
      cannotTell: [...codes(({ kind }) => kind === 'cannot tell'), ...plan.checks.map(({ code }) => code)],
    }).toEqual({
      source: verdict.source,
      answer: verdict.answer,
      first: verdict.first,
      warnings: expect.arrayContaining([...verdict.warnings]),
      cannotTell: expect.arrayContaining([...verdict.cannotTell ?? []]),
    });
    // A plan without steps is none, and one that gives up on the way is none either.
    if (picked) expect(picked.steps.at(-1)?.step).toBe(picked.findings.some(({ code }) => code === 'CLUSTER_WITHOUT_WRITER') ? undefined : LAST_STEP[picked.path]);
    expect(picked?.steps.flatMap(({ changes }) => changes).filter((change) => change.startsWith('give up')) ?? []).toEqual([]);
    expect(plan.goal.engineVersion).not.toMatch(/limitless|preview|serverless_/);
  });
});
