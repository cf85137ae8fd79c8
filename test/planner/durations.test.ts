import type { Action } from '../../src/planner/decision';
import { type Duration, durationOf, paced, total } from '../../src/planner/durations';
import { LOOKS } from '../../src/planner/looks';
import { predictionOf } from '../../src/planner/predictions';

const always = (seconds: number): Duration => ({ leastSeconds: seconds, mostSeconds: seconds, likelySeconds: seconds, deviationSeconds: 0 });

test.each([
  ['typical', [120, 180, 240]], ['fast', [60, 120, 180]], ['slow', [180, 240, 480]],
] as const)('AWS is %s', (pace, estimate) => expect(paced([120, 180, 240], pace)).toEqual(estimate));

describe('how long something takes', () => {
  test('that always takes as long', () => {
    expect(durationOf([30, 30, 30])).toEqual(always(30));
    expect(durationOf([30, 30, 30], { seeing: [5, 5, 5] })).toEqual(always(35));
    expect(durationOf([30, 30, 30], { notBeforeSeconds: 60 })).toEqual(always(60));
  });

  test('that varies as a triangle does: mean and deviation as the textbook says', () => {
    const { leastSeconds, mostSeconds, likelySeconds, deviationSeconds } = durationOf([0, 300, 900]);
    expect([leastSeconds, mostSeconds, likelySeconds]).toEqual([0, 900, (0 + 300 + 900) / 3]);
    expect(deviationSeconds).toBeCloseTo(Math.sqrt((300 ** 2 + 900 ** 2 - 300 * 900) / 18), -1);
    expect(durationOf([0, 0, 600]).likelySeconds).toBe(200);
    expect(durationOf([0, 600, 600]).likelySeconds).toBe(400);
  });

  test('and that nobody looks at before its time: what would have been sooner counts as that', () => {
    expect(durationOf([100, 200, 300], { notBeforeSeconds: 300 })).toEqual(always(300));
    const { leastSeconds, mostSeconds, likelySeconds } = durationOf([100, 200, 300], { notBeforeSeconds: 200 });
    expect([leastSeconds, mostSeconds]).toEqual([200, 300]);
    expect(likelySeconds).toBeGreaterThan(210);
    expect(likelySeconds).toBeLessThan(220);
  });

  test('side by side: the last one counts, within the same limits', () => {
    const [one, four] = [durationOf([0, 300, 600]), durationOf([0, 300, 600], { sideBySide: 4 })];
    expect([four.leastSeconds, four.mostSeconds]).toEqual([0, 600]);
    expect([one.likelySeconds, four.likelySeconds]).toEqual([300, 427]);
    expect(four.deviationSeconds).toBeLessThan(one.deviationSeconds);
  });
});

describe('a sum', () => {
  const uncertain: Duration = { leastSeconds: 0, mostSeconds: 100, likelySeconds: 50, deviationSeconds: 10 };

  test('of what is certain, and of nothing', () => {
    expect(total([always(30), always(12)])).toEqual({ leastSeconds: 42, mostSeconds: 42 });
    expect(total([])).toEqual({ leastSeconds: 0, mostSeconds: 0 });
  });

  test('is four deviations around what is likely', () => {
    expect(total([uncertain, uncertain, uncertain, uncertain])).toEqual({ leastSeconds: 120, mostSeconds: 280 });
  });

  test('never goes beyond the extremes', () => {
    expect(total([{ ...uncertain, deviationSeconds: 100 }])).toEqual({ leastSeconds: 0, mostSeconds: 100 });
  });
});

describe('predictions', () => {
  const create = { kind: 'create-member' } as Action;
  const upgrade = (isMajor: boolean) => ({ kind: 'upgrade-engine', isMajor }) as Action;
  const range = (action: Action, pace: 'typical' | 'fast' | 'slow') => {
    const { takes: { leastSeconds, mostSeconds } } = predictionOf(action, pace);
    return [leastSeconds, mostSeconds];
  };

  test('know how fast AWS is, and that we do not look sooner for that', () => {
    expect([range(create, 'typical'), range(create, 'fast'), range(create, 'slow')]).toEqual([[305, 750], [305, 570], [425, 1350]]);
    expect(LOOKS['create-member'].notBeforeSeconds).toBe(300);
    expect(predictionOf(create)).toEqual(predictionOf(create, 'typical', 1));
    expect(predictionOf(create, 'typical', 3).takes.likelySeconds).toBeGreaterThan(predictionOf(create).takes.likelySeconds);
  });

  test('tell a major upgrade from a minor one', () => {
    expect([range(upgrade(true), 'typical'), range(upgrade(false), 'typical')]).toEqual([[905, 1560], [185, 960]]);
    expect(predictionOf(upgrade(true), 'fast').writeGap).toMatchObject({ leastSeconds: 90, mostSeconds: 420 });
    expect(predictionOf(upgrade(true)).reversible).toBe(false);
  });

  test('of a change that interrupts nobody have no write gap', () => {
    expect(predictionOf(create)).not.toHaveProperty('writeGap');
    expect(predictionOf(create).reversible).toBe(true);
  });
});
