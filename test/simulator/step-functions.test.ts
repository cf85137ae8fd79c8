import { VirtualClock } from '../../src/simulator/clock';
import { parseDefinition } from '../../src/simulator/stepfunctions/definition';
import { Interpreter } from '../../src/simulator/stepfunctions/interpreter';
import { StatesError } from '../../src/simulator/stepfunctions/states-error';

/** Runs a machine; answers with its output, the virtual seconds that it took and the states that it went through. */
async function execute(States: object, input: unknown, task: (input: unknown) => unknown = () => null) {
  const clock = new VirtualClock();
  const states: string[] = [];
  const interpreter = new Interpreter(parseDefinition(JSON.stringify({ StartAt: 'A', States })), clock, { run: async (_, value) => task(value) }, ({ state }) => states.push(state));
  clock.enter();
  const output = await interpreter.run(input).catch((error: StatesError) => ({ error: error.error, cause: error.errorCause }));
  return { output, seconds: clock.secondsSinceStart, states };
}

function failing(times: number, error = 'Runtime.ExitError') {
  let left = times;
  return () => {
    if (left-- > 0) throw new StatesError(error, 'killed');
    return 'done';
  };
}

describe('state machines', () => {
  test('wait in virtual time, by a number or by a path', async () => {
    expect(await execute({ A: { Type: 'Wait', Seconds: 900, Next: 'B' }, B: { Type: 'Wait', SecondsPath: '$.plan.seconds', End: true } }, { plan: { seconds: 100 } }))
      .toEqual({ output: { plan: { seconds: 100 } }, seconds: 1000, states: ['A', 'B'] });
  });

  test('choose the first match, or the default', async () => {
    const machine = { A: { Type: 'Choice', Choices: [{ Variable: '$.x', StringEquals: 'one', Next: 'One' }], Default: 'Other' }, One: { Type: 'Succeed' }, Other: { Type: 'Succeed' } };
    expect((await execute(machine, { x: 'one' })).states).toEqual(['A', 'One']);
    expect((await execute(machine, { x: 'two' })).states).toEqual(['A', 'Other']);
    expect((await execute({ ...machine, A: { ...machine.A, Default: undefined } }, { x: 'two' })).output).toMatchObject({ error: 'States.NoChoiceMatched' });
  });

  test('put a task\'s result where ResultPath says', async () => {
    const task = (ResultPath?: string) => execute({ A: { Type: 'Task', Resource: 'arn', End: true, ResultPath } }, { a: 1 }, () => 'r');
    expect((await task()).output).toBe('r');
    expect((await task('$.b.c')).output).toEqual({ a: 1, b: { c: 'r' } });
  });

  const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 4, MaxDelaySeconds: 15 };

  test('repeat a failed task after 5, 10, 15 and 15 seconds, and no fifth time', async () => {
    const machine = { A: { Type: 'Task', Resource: 'arn', End: true, Retry: [retry] } };
    expect(await execute(machine, {}, failing(4))).toMatchObject({ output: 'done', seconds: 45 });
    expect(await execute(machine, {}, failing(5))).toMatchObject({ output: { error: 'Runtime.ExitError', cause: 'killed' }, seconds: 45 });
  });

  test('repeat only the errors that are named', async () => {
    const only = (ErrorEquals: string[]) => ({ A: { Type: 'Task', Resource: 'arn', End: true, Retry: [{ ErrorEquals, MaxAttempts: 1 }] } });
    expect((await execute(only(['TypeError']), {}, failing(1))).output).toMatchObject({ error: 'Runtime.ExitError' });
    expect((await execute(only(['States.TaskFailed']), {}, failing(1))).output).toBe('done');
    expect((await execute(only(['States.TaskFailed']), {}, failing(1, 'States.Timeout'))).output).toMatchObject({ error: 'States.Timeout' });
  });

  test('catch what is left, with the error as data', async () => {
    const machine = { A: { Type: 'Task', Resource: 'arn', End: true, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', ResultPath: '$.error' }] }, B: { Type: 'Succeed' } };
    expect((await execute(machine, { a: 1 }, failing(9))).output).toEqual({ a: 1, error: { Error: 'Runtime.ExitError', Cause: 'killed' } });
  });

  test('fail with an error and a cause, also from the input', async () => {
    expect((await execute({ A: { Type: 'Fail', Error: 'E', CausePath: '$.why' } }, { why: 'because' })).output).toEqual({ error: 'E', cause: 'because' });
  });

  test('fail on a path that leads nowhere', async () => {
    expect((await execute({ A: { Type: 'Wait', SecondsPath: '$.x', End: true } }, {})).output).toMatchObject({ error: 'States.Runtime' });
  });
});
