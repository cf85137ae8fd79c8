import { execute, failing } from '../../support/machines';

const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:1:function:f', End: true };

describe('a Wait state', () => {
  test('waits in virtual time, by a number or by a path', async () => {
    expect(await execute({ A: { Type: 'Wait', Seconds: 900, Next: 'B' }, B: { Type: 'Wait', SecondsPath: '$.plan.seconds', End: true } }, { plan: { seconds: 100 } }))
      .toMatchObject({ output: { plan: { seconds: 100 } }, seconds: 1000, states: ['A', 'B'] });
  });

  test('waits until a moment, which may be over', async () => {
    const until = (Timestamp: string) => execute({ A: { Type: 'Wait', Timestamp, End: true } });
    expect((await until('2026-12-01T00:10:00Z')).seconds).toBe(600);
    expect((await until('2026-11-30T00:10:00Z')).seconds).toBe(0);
    expect((await execute({ A: { Type: 'Wait', TimestampPath: '$.t', End: true } }, { t: '2026-12-01T01:00:00+00:30' })).seconds).toBe(1800);
  });

  test('fails on a path that leads nowhere and on what is no number', async () => {
    const wait = { A: { Type: 'Wait', SecondsPath: '$.x', End: true } };
    expect((await execute(wait)).output).toEqual({
      error: 'States.Runtime',
      cause: "An error occurred while executing the state 'A' (entered at the event id #1). The JSONPath '$.x' could not be found in the input '{}'",
    });
    expect((await execute(wait, { x: -1 })).output).toMatchObject({ error: 'States.Runtime' });
  });
});

describe('a Choice state', () => {
  const choose = async (rule: object, input: unknown) => {
    const machine = { A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' }, Yes: { Type: 'Succeed' }, No: { Type: 'Succeed' } };
    return (await execute(machine, input)).states[1];
  };

  test('takes the first match or the default, and fails without one', async () => {
    const rule = { Variable: '$.x', StringEquals: 'one', Next: 'B' };
    const end = { B: { Type: 'Succeed' } };
    expect((await execute({ A: { Type: 'Choice', Choices: [rule] }, ...end }, { x: 'one' })).states).toEqual(['A', 'B']);
    expect((await execute({ A: { Type: 'Choice', Choices: [rule] }, ...end }, { x: 'two' })).output).toMatchObject({ error: 'States.Runtime' });
    expect((await execute({ A: { Type: 'Choice', Choices: [rule] }, ...end }, {})).output).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining("Invalid path '$.x'") });
  });

  test.each([
    [{ StringEquals: 'b' }, 'b', 'a'], [{ StringLessThan: 'b' }, 'a', 'b'], [{ StringGreaterThan: 'b' }, 'c', 'b'],
    [{ StringLessThanEquals: 'b' }, 'b', 'c'], [{ StringGreaterThanEquals: 'b' }, 'b', 'a'],
    [{ StringMatches: 'db-*.log' }, 'db-1.log', 'db-1xlog'], [{ StringMatches: 'a\\*b' }, 'a*b', 'axb'],
    [{ NumericEquals: 2 }, 2, '2'], [{ NumericLessThan: 2 }, 1.5, 2], [{ NumericGreaterThan: 2 }, 3, 2],
    [{ NumericLessThanEquals: 2 }, 2, 2.5], [{ NumericGreaterThanEquals: 2 }, 2, 1],
    [{ BooleanEquals: false }, false, 'false'],
    [{ TimestampEquals: '2026-01-01T00:00:00Z' }, '2026-01-01T01:00:00+01:00', '2026-01-01'],
    [{ TimestampLessThan: '2026-01-01T00:00:00Z' }, '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'],
    [{ TimestampGreaterThan: '2026-01-01T00:00:00Z' }, '2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00Z'],
    [{ TimestampLessThanEquals: '2026-01-01T00:00:00Z' }, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'],
    [{ TimestampGreaterThanEquals: '2026-01-01T00:00:00Z' }, '2026-01-01T00:00:00Z', '2025-01-02T00:00:00Z'],
    [{ IsNull: true }, null, 0], [{ IsNumeric: true }, 1, '1'], [{ IsString: true }, '', 1], [{ IsBoolean: false }, 'x', true],
    [{ IsTimestamp: true }, '2026-01-01T00:00:00Z', '1 Jan 2026'],
  ])('%j is true for %j and not for %j', async (comparison, yes, no) => {
    const rule = { Variable: '$.x', ...comparison };
    expect([await choose(rule, { x: yes }), await choose(rule, { x: no })]).toEqual(['Yes', 'No']);
  });

  test.each(['StringEqualsPath', 'NumericLessThanPath', 'TimestampGreaterThanEqualsPath', 'BooleanEqualsPath'])('%s compares two values of the input', async (name) => {
    const [x, y, other] = { S: ['a', 'a', 'b'], N: [1, 2, 0], T: ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'], B: [true, true, false] }[name[0]]!;
    expect(await choose({ Variable: '$.x', [name]: '$.y' }, { x, y })).toBe('Yes');
    expect(await choose({ Variable: '$.x', [name]: '$.y' }, { x, y: other })).toBe('No');
  });

  test('asks whether a value is there, and combines', async () => {
    const present = { Variable: '$.x', IsPresent: true };
    expect([await choose(present, { x: null }), await choose(present, {}), await choose({ Variable: '$.x', IsPresent: false }, {})]).toEqual(['Yes', 'No', 'Yes']);
    const one = { Variable: '$.x', NumericEquals: 1 };
    expect(await choose({ And: [present, { Not: one }] }, { x: 2 })).toBe('Yes');
    expect(await choose({ And: [present, { Not: one }] }, { x: 1 })).toBe('No');
    expect(await choose({ And: [present, one] }, {})).toBe('No');
    expect(await choose({ Or: [one, { Variable: '$.x', NumericEquals: 2 }] }, { x: 2 })).toBe('Yes');
  });
});

describe('Retry', () => {
  const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 4, MaxDelaySeconds: 15 };

  test('repeats after 5, 10, 15 and 15 seconds, and no fifth time', async () => {
    expect(await execute({ A: { ...TASK, Retry: [retry] } }, {}, failing(4))).toMatchObject({ output: 'done', seconds: 45 });
    expect(await execute({ A: { ...TASK, Retry: [retry] } }, {}, failing(5))).toMatchObject({ output: { error: 'Runtime.ExitError', cause: 'killed' }, seconds: 45 });
  });

  test('repeats three times after 1, 2 and 4 seconds where it does not say', async () => {
    expect(await execute({ A: { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'] }] } }, {}, failing(9))).toMatchObject({ output: { error: 'Runtime.ExitError' }, seconds: 7 });
  });

  test('counts for each retrier, and takes the first that matches', async () => {
    const Retry = [{ ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }, { ErrorEquals: ['B'], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 1 }];
    expect(await execute({ A: { ...TASK, Retry } }, {}, failing(4, 'A', 'B'))).toMatchObject({ output: 'done', seconds: 22 });
    expect(await execute({ A: { ...TASK, Retry } }, {}, failing(5, 'A', 'B'))).toMatchObject({ output: { error: 'A' }, seconds: 22 });
  });

  test('matches names as AWS does', async () => {
    const repeats = async (name: string, error: string) =>
      (await execute({ A: { ...TASK, Retry: [{ ErrorEquals: [name], MaxAttempts: 1 }] } }, {}, failing(1, error))).output === 'done';
    expect(await repeats('TypeError', 'Runtime.ExitError')).toBe(false);
    expect(await repeats('States.TaskFailed', 'Runtime.ExitError')).toBe(true);
    expect(await repeats('States.TaskFailed', 'States.Timeout')).toBe(false);
    expect(await repeats('States.Timeout', 'States.HeartbeatTimeout')).toBe(true);
    expect(await repeats('States.ALL', 'States.Timeout')).toBe(true);
    expect(await repeats('States.ALL', 'States.Runtime')).toBe(false);
    expect(await repeats('States.ALL', 'States.DataLimitExceeded')).toBe(false);
    expect(await repeats('States.DataLimitExceeded', 'States.DataLimitExceeded')).toBe(true);
  });
});

describe('Catch', () => {
  const machine = (catcher: object) => ({ A: { ...TASK, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', ...catcher }] }, B: { Type: 'Succeed' } });
  const error = { Error: 'Runtime.ExitError', Cause: 'killed' };

  test('takes what Retry left, with the error as the output or where ResultPath says', async () => {
    expect(await execute(machine({}), { a: 1 }, failing(9))).toMatchObject({ output: error, states: ['A', 'B'] });
    expect((await execute(machine({ ResultPath: '$.b.error' }), { a: 1 }, failing(9))).output).toEqual({ a: 1, b: { error } });
    expect((await execute(machine({ ResultPath: null }), { a: 1 }, failing(9))).output).toEqual({ a: 1 });
  });

  test('does not take what it does not name', async () => {
    expect((await execute(machine({ ErrorEquals: ['TypeError'] }), {}, failing(9))).output).toMatchObject({ error: 'Runtime.ExitError' });
  });
});

describe('data', () => {
  test('flows through InputPath, Parameters, ResultSelector, ResultPath and OutputPath', async () => {
    const state = {
      ...TASK,
      InputPath: '$.in',
      Parameters: { 'a.$': '$.list[1]', 'b.$': '$$.Execution.Name', 'c': { 'd.$': "States.Format('{}-{}', $.list[0], 7)" }, 'e': 'as it is' },
      ResultSelector: { 'answer.$': '$.r' },
      ResultPath: '$.out',
      OutputPath: '$.out',
    };
    let seen: unknown;
    const { output } = await execute({ A: state }, { in: { list: [1, 2] } }, (parameters) => {
      seen = parameters;
      return { r: 42, noise: true };
    });
    expect(seen).toEqual({ a: 2, b: 'first', c: { d: '1-7' }, e: 'as it is' });
    expect(output).toEqual({ answer: 42 });
  });

  test('is replaced, kept or dropped by null paths', async () => {
    expect((await execute({ A: { ...TASK, ResultPath: null } }, { a: 1 }, () => 'r')).output).toEqual({ a: 1 });
    expect((await execute({ A: { ...TASK, InputPath: null } }, { a: 1 }, (parameters) => parameters)).output).toEqual({});
    expect((await execute({ A: { ...TASK, OutputPath: null } }, { a: 1 }, () => 'r')).output).toEqual({});
  });

  test('passes through Pass with a result, parameters or as it is', async () => {
    const pass = async (fields: object) => (await execute({ A: { Type: 'Pass', End: true, ...fields } }, { a: 1 })).output;
    expect(await pass({})).toEqual({ a: 1 });
    expect(await pass({ Result: [1], ResultPath: '$.b' })).toEqual({ a: 1, b: [1] });
    expect(await pass({ Parameters: { 'c.$': '$.a' } })).toEqual({ c: 1 });
  });

  test.each([
    ["States.Format('{} and \\{}', $.name)", 'db and {}'], ['States.StringToJson($.json)', { a: [1] }], ['States.JsonToString($.list)', '[3,1,3]'],
    ['States.Array($.name, 1, true, null)', ['db', 1, true, null]], ['States.ArrayLength($.list)', 3], ['States.ArrayGetItem($.list, 1)', 1],
    ['States.ArrayContains($.list, 3)', true], ['States.ArrayUnique($.list)', [3, 1]], ['States.ArrayPartition($.list, 2)', [[3, 1], [3]]],
    ['States.ArrayRange(1, 9, 4)', [1, 5, 9]], ['States.MathAdd($.list[0], -1)', 2], ["States.StringSplit('a.b-c', '.-')", ['a', 'b', 'c']],
    ['States.JsonMerge(States.StringToJson($.json), $.more, false)', { a: [1], b: 2 }],
  ])('%s', async (call, result) => {
    const input = { name: 'db', json: '{"a":[1]}', list: [3, 1, 3], more: { b: 2 } };
    expect((await execute({ A: { Type: 'Pass', Parameters: { 'x.$': call }, End: true } }, input)).output).toEqual({ x: result });
  });

  test('over 256 KiB ends the execution, and States.ALL does not catch it', async () => {
    const machine = { A: { ...TASK, Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }, B: { Type: 'Succeed' } };
    const bytes = (length: number) => execute(machine, {}, () => 'x'.repeat(length - 2));
    expect((await bytes(262_144)).output).toHaveLength(262_142);
    expect((await bytes(262_145)).output).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});

test('Fail has an error and a cause, also from the input', async () => {
  expect((await execute({ A: { Type: 'Fail', Error: 'E', CausePath: '$.why' } }, { why: 'because' })).output).toEqual({ error: 'E', cause: 'because' });
  expect((await execute({ A: { Type: 'Fail', ErrorPath: "States.Format('{}!', $.e)", Cause: 'c' } }, { e: 'E' })).output).toEqual({ error: 'E!', cause: 'c' });
});
