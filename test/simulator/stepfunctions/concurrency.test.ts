import { StatesError } from '../../../src/simulator/stepfunctions/states-error';
import { execute, type Work } from '../../support/machines';

const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:1:function:f', End: true };

/** Each item takes as many seconds as it says, and fails if it is to. Tells which items began, and when. */
function workOfItems() {
  const begun: [unknown, number][] = [];
  const work: Work = async (item, clock) => {
    const { takes, error } = item as { takes: number; error?: string };
    begun.push([takes, clock.secondsSinceStart]);
    await clock.sleep(takes * 1000);
    if (error) throw new StatesError(error, 'because');
    return takes * 10;
  };
  return { begun, work };
}

const item = (takes: number, error?: string) => ({ takes, error });
const map = (fields: object = {}) => ({ A: { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: TASK } }, End: true, ...fields } });

describe('a Map state', () => {
  test('runs its items side by side and keeps their order', async () => {
    const { begun, work } = workOfItems();
    expect(await execute(map(), [item(3), item(1), item(2)], work)).toMatchObject({ output: [30, 10, 20], seconds: 3 });
    expect(begun).toEqual([[3, 0], [1, 0], [2, 0]]);
    expect((await execute(map(), [], work)).output).toEqual([]);
  });

  test('runs at most MaxConcurrency of them at a time', async () => {
    const { begun, work } = workOfItems();
    const { seconds } = await execute(map({ MaxConcurrency: 2 }), [item(5), item(1), item(2), item(4)], work);
    expect(begun).toEqual([[5, 0], [1, 0], [2, 1], [4, 3]]);
    expect(seconds).toBe(7);
  });

  test('one by one: a failed item keeps the later ones from beginning', async () => {
    const { begun, work } = workOfItems();
    const { output, seconds, types } = await execute(map({ MaxConcurrency: 1 }), [item(1), item(2, 'Broken'), item(3)], work);
    expect(output).toEqual({ error: 'Broken', cause: 'because' });
    expect(begun.map(([takes]) => takes)).toEqual([1, 2]);
    expect(seconds).toBe(3);
    expect(types.filter((type) => type.startsWith('MapIteration'))).toEqual(['MapIterationStarted', 'MapIterationSucceeded', 'MapIterationStarted', 'MapIterationFailed']);
  });

  test('side by side: a failed item cancels the others in the middle of what they do', async () => {
    const States = { B: { Type: 'Wait', SecondsPath: '$.takes', Next: 'C' }, C: TASK };
    const { begun, work } = workOfItems();
    const { output, types } = await execute(map({ ItemProcessor: { StartAt: 'B', States } }), [item(1, 'Broken'), item(5)], work);
    expect(output).toMatchObject({ error: 'Broken' });
    expect(begun.map(([takes]) => takes)).toEqual([1]);
    expect(types.filter((type) => /Abort|Map.*Failed/.test(type))).toEqual(['MapIterationFailed', 'MapStateFailed', 'WaitStateAborted', 'MapIterationAborted']);
  });

  test('gives its items what ItemsPath and ItemSelector say', async () => {
    const ItemSelector = { 'n.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value', 'all.$': '$.name' };
    const { output } = await execute(map({ ItemsPath: '$.list', ItemSelector, ResultPath: '$.out' }), { name: 'x', list: ['a', 'b'] }, (parameters) => parameters);
    expect(output).toEqual({ name: 'x', list: ['a', 'b'], out: [{ n: 0, value: 'a', all: 'x' }, { n: 1, value: 'b', all: 'x' }] });
    expect((await execute(map({ ItemsPath: '$.name' }), { name: 'x' })).output).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining('must point to array') });
  });

  test('is repeated and caught as a whole', async () => {
    let failures = 0;
    const work: Work = (value) => {
      if (value === 2 && failures++ < 1) throw new StatesError('Broken', '');
      return value;
    };
    expect(await execute(map({ Retry: [{ ErrorEquals: ['Broken'], IntervalSeconds: 30 }] }), [1, 2], work)).toMatchObject({ output: [1, 2], seconds: 30 });
    const { work: broken } = workOfItems();
    const caught = { ...map({ End: undefined, Next: 'Z', Catch: [{ ErrorEquals: ['Broken'], Next: 'Z' }] }), Z: { Type: 'Succeed' } };
    expect((await execute(caught, [item(1, 'Broken')], broken)).output).toEqual({ Error: 'Broken', Cause: 'because' });
  });
});

describe('a Parallel state', () => {
  const branch = (States: object) => ({ StartAt: 'B', States });
  const wait = (Seconds: number, more: object = { End: true }) => branch({ B: { Type: 'Wait', Seconds, ...more }, C: { Type: 'Fail', Error: 'Broken', Cause: 'c' } });

  test('gives every branch the input and waits for the slowest', async () => {
    const machine = { A: { Type: 'Parallel', Branches: [wait(3), branch({ B: { Type: 'Pass', Result: 2, End: true } })], End: true } };
    expect(await execute(machine, { a: 1 })).toMatchObject({ output: [{ a: 1 }, 2], seconds: 3 });
  });

  test('fails with its first branch that fails, and cancels the others', async () => {
    const machine = { A: { Type: 'Parallel', Branches: [wait(100), wait(3, { Next: 'C' })], End: true } };
    const { output, seconds, types } = await execute(machine);
    expect(output).toEqual({ error: 'Broken', cause: 'c' });
    expect(seconds).toBe(3);
    expect(types.at(-1)).toBe('WaitStateAborted');
  });

  test('is caught, and the machine goes on', async () => {
    const machine = {
      A: { Type: 'Parallel', Branches: [wait(100), wait(3, { Next: 'C' })], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z', ResultPath: '$.e' }], End: true },
      Z: { Type: 'Wait', Seconds: 7, End: true },
    };
    expect(await execute(machine, {})).toMatchObject({ output: { e: { Error: 'Broken', Cause: 'c' } }, seconds: 10 });
  });
});

describe('time-outs of a task', () => {
  const slow: Work = async (_, clock) => {
    await clock.sleep(60_000);
    return 'late';
  };

  test('are an error of their own that Retry and Catch see', async () => {
    expect(await execute({ A: { ...TASK, TimeoutSeconds: 20 } }, {}, slow)).toMatchObject({ output: { error: 'States.Timeout' }, seconds: 20 });
    expect((await execute({ A: { ...TASK, TimeoutSeconds: 61 } }, {}, slow)).output).toBe('late');
    const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1, IntervalSeconds: 5 }];
    expect(await execute({ A: { ...TASK, TimeoutSecondsPath: '$.t', Retry } }, { t: 10 }, slow)).toMatchObject({ output: { error: 'States.Timeout' }, seconds: 25 });
  });
});
