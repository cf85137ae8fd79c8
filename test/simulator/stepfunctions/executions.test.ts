import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  DescribeExecutionCommand, GetExecutionHistoryCommand, ListExecutionsCommand, SendTaskFailureCommand, SendTaskHeartbeatCommand,
  SendTaskSuccessCommand, StartExecutionCommand, StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { host } from '../../../src/cli/rehearse/hosted-account';
import { addMachine } from '../../support/machines';
import { exampleAccount } from '../../support/simulated-account';

/** The test is an actor: time goes on only while it sleeps. */
async function beginning() {
  const connected = await exampleAccount();
  const { account, sfn } = connected;
  account.clock.enter();
  return {
    account,
    sfn,
    sleep: (seconds: number) => account.clock.sleep(seconds * 1000),
    start: (stateMachineArn: string, name?: string, input?: string) => sfn.send(new StartExecutionCommand({ stateMachineArn, name, input })),
    describe: (executionArn?: string) => sfn.send(new DescribeExecutionCommand({ executionArn })),
  };
}

const WAIT = { A: { Type: 'Wait', Seconds: 60, End: true } };

describe('an execution', () => {
  test('begins, runs in the background and shows how it ended', async () => {
    const { account, start, describe, sleep } = await beginning();
    const { executionArn, startDate } = await start(addMachine(account, 'm', WAIT), 'one', '{"a":1}');
    expect(executionArn).toBe(`arn:aws:states:${account.region}:123456789012:execution:m:one`);
    await sleep(59);
    expect(await describe(executionArn)).toMatchObject({ status: 'RUNNING', startDate, input: '{"a":1}', inputDetails: { included: true } });
    await sleep(1);
    expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}', stopDate: new Date(startDate!.getTime() + 60_000) });
  });

  test('by a name that was used before: the same while it runs with the same input, otherwise refused, for 90 days', async () => {
    const { account, start, sleep } = await beginning();
    const machine = addMachine(account, 'm', WAIT);
    const first = await start(machine, 'one', '{"a":1}');
    await sleep(10);
    expect(await start(machine, 'one', '{"a":1}')).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    const refused = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${first.executionArn}'` };
    await expect(start(machine, 'one', '{"a":2}')).rejects.toMatchObject(refused);
    await sleep(60);
    await expect(start(machine, 'one', '{"a":1}')).rejects.toMatchObject(refused);
    await sleep(90 * 24 * 3600);
    expect((await start(machine, 'one', '{"a":1}')).startDate!.getTime()).toBeGreaterThan(first.startDate!.getTime());
  });

  test('needs a machine, a name, an input', async () => {
    const { account, start, describe } = await beginning();
    const machine = addMachine(account, 'm', WAIT);
    await expect(start(`${machine}x`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await expect(start(machine, 'a b')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(start(machine, 'x'.repeat(81))).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(start(machine, 'a', '{')).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    await expect(start(machine, 'a', JSON.stringify('x'.repeat(262_143)))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(describe('arn:none')).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  test('is stopped, and nothing of it goes on', async () => {
    const { account, sfn, start, describe, sleep } = await beginning();
    const { executionArn } = await start(addMachine(account, 'm', { ...WAIT, A: { ...WAIT.A, End: undefined, Next: 'B' }, B: WAIT.A }));
    await sleep(10);
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'a person' }));
    await sleep(600);
    expect(await describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'a person' });
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events!.map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
  });

  test('times out as a whole, past every Catch', async () => {
    const { account, start, describe, sleep } = await beginning();
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }];
    const inner = { A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: WAIT }], Catch, Next: 'B' }, B: { Type: 'Succeed' } };
    const { executionArn } = await start(addMachine(account, 'm', inner, { TimeoutSeconds: 30 }));
    await sleep(31);
    expect(await describe(executionArn)).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('fails at 25,000 events', async () => {
    const { account, start, describe, sleep } = await beginning();
    const { executionArn } = await start(addMachine(account, 'm', { A: { Type: 'Wait', Seconds: 1, Next: 'A' } }));
    await sleep(13_000);
    expect(await describe(executionArn)).toMatchObject({
      status: 'FAILED', error: 'States.Runtime', cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(account.executions.get(executionArn!)!.history.events).toHaveLength(25_000);
  });

  test('fails loudly at a task that is not modelled', async () => {
    const { account, start, describe, sleep } = await beginning();
    const { executionArn } = await start(addMachine(account, 'm', { A: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', End: true } }));
    await sleep(1);
    expect(await describe(executionArn)).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('The task arn:aws:states:::dynamodb:putItem is not simulated.') });
  });
});

test('executions are listed, the newest first, by status and in pages', async () => {
  const { account, sfn, start, sleep } = await beginning();
  const stateMachineArn = addMachine(account, 'm', WAIT);
  for (const name of ['a', 'b', 'c']) {
    await start(stateMachineArn, name);
    await sleep(50);
  }
  const list = (more: object) => sfn.send(new ListExecutionsCommand({ stateMachineArn, ...more }));
  expect((await list({})).executions!.map(({ name, status }) => [name, status])).toEqual([['c', 'RUNNING'], ['b', 'SUCCEEDED'], ['a', 'SUCCEEDED']]);
  expect((await list({ statusFilter: 'RUNNING' })).executions).toHaveLength(1);
  const { executions, nextToken } = await list({ maxResults: 2 });
  expect(executions).toHaveLength(2);
  expect((await list({ maxResults: 2, nextToken })).executions!.map(({ name }) => name)).toEqual(['a']);
});

test('the history says what happened, forwards and backwards, in pages', async () => {
  const { account, sfn, start, sleep } = await beginning();
  const machine = { A: { Type: 'Pass', Result: 7, Next: 'B' }, B: { Type: 'Fail', Error: 'E', Cause: 'c' } };
  const { executionArn } = await start(addMachine(account, 'm', machine));
  await sleep(1);
  const history = (more: object) => sfn.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
  const { events } = await history({});
  expect(events!.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
    [1, 0, 'ExecutionStarted'], [2, 1, 'PassStateEntered'], [3, 2, 'PassStateExited'], [4, 3, 'FailStateEntered'], [5, 4, 'ExecutionFailed'],
  ]);
  expect(events![2].stateExitedEventDetails).toMatchObject({ name: 'A', output: '7' });
  expect(events![4].executionFailedEventDetails).toEqual({ error: 'E', cause: 'c' });
  const { events: last, nextToken } = await history({ reverseOrder: true, maxResults: 1 });
  expect(last![0].type).toBe('ExecutionFailed');
  expect((await history({ reverseOrder: true, maxResults: 1, nextToken })).events![0].type).toBe('FailStateEntered');
});

describe('a task that waits for its token', () => {
  const ask = (more: object = {}) => ({
    A: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish.waitForTaskToken',
      Parameters: { TopicArn: 'arn:aws:sns:us-east-1:1:approvals', Message: { 'token.$': '$$.Task.Token', 'what.$': '$.what' } },
      End: true,
      ...more,
    },
  });
  const begin = async (more: object = {}) => {
    const context = await beginning();
    const { executionArn } = await context.start(addMachine(context.account, 'm', ask(more)), undefined, '{"what":"switch over?"}');
    await context.sleep(1);
    const { token: taskToken, what } = JSON.parse(context.account.notifications[0].message) as { token: string; what: string };
    return { ...context, executionArn, taskToken, what };
  };

  test('goes on with what the person sends', async () => {
    const { sfn, describe, sleep, executionArn, taskToken, what } = await begin();
    expect(what).toBe('switch over?');
    await sleep(30 * 24 * 3600);
    expect((await describe(executionArn)).status).toBe('RUNNING');
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: 'yes' }))).rejects.toMatchObject({ name: 'InvalidOutput' });
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"yes":true}' }));
    await sleep(1);
    expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '{}' }))).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('fails with what the person sends', async () => {
    const { sfn, describe, sleep, executionArn, taskToken } = await begin();
    await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'NotApproved', cause: 'too late' }));
    await sleep(1);
    expect(await describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'NotApproved', cause: 'too late' });
  });

  test('times out without an answer, and earlier without a heartbeat', async () => {
    const { describe, sleep, executionArn } = await begin({ TimeoutSeconds: 3600 });
    await sleep(3600);
    expect(await describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });

    const beating = await begin({ TimeoutSeconds: 3600, HeartbeatSeconds: 100 });
    for (let beat = 0; beat < 3; beat++) {
      await beating.sleep(90);
      await beating.sfn.send(new SendTaskHeartbeatCommand({ taskToken: beating.taskToken }));
    }
    await beating.sleep(99);
    expect((await beating.describe(beating.executionArn)).status).toBe('RUNNING');
    await beating.sleep(2);
    expect(await beating.describe(beating.executionArn)).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
    await expect(beating.sfn.send(new SendTaskHeartbeatCommand({ taskToken: beating.taskToken }))).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('may be a real function in a process of its own that sends the token itself', async () => {
    const { account, start, describe, sleep } = await beginning();
    const hosted = await host(account);
    try {
      const codeFolder = mkdtempSync(path.join(tmpdir(), 'function-'));
      writeFileSync(path.join(codeFolder, 'index.js'), `exports.handler = async ({ token }) => {
        const { status } = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify({ taskToken: token, output: '"from the function"' }), headers: {
          'x-amz-target': 'AWSStepFunctions.SendTaskSuccess', 'content-type': 'application/x-amz-json-1.0', 'authorization': 'Credential=K/20261201/us-east-1/states/aws4_request',
        } });
        if (status !== 200) throw new Error('status ' + status);
      };`);
      const arn = `arn:aws:lambda:${account.region}:${account.accountId}:function:asker`;
      account.functions.add({ arn, codeFolder, handler: 'index.handler', environment: {}, timeoutSeconds: 60, runtime: 'nodejs22.x' });
      const Parameters = { FunctionName: 'asker', Payload: { 'token.$': '$$.Task.Token' } };
      const { executionArn } = await start(addMachine(account, 'm', { A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Parameters, End: true } }));
      await sleep(60);
      expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"from the function"' });
    } finally {
      await hosted.close();
    }
  });
});

describe('a nested execution', () => {
  const nested = (StateMachineArn: string, sync: string, more: object = {}) => ({
    A: { Type: 'Task', Resource: `arn:aws:states:::states:startExecution${sync}`, Parameters: { StateMachineArn, 'Name': 'child', 'Input.$': '$' }, End: true, ...more },
  });

  test('is waited for with .sync:2, and its output is JSON', async () => {
    const { account, start, describe, sleep } = await beginning();
    const child = addMachine(account, 'child', WAIT);
    const { executionArn } = await start(addMachine(account, 'm', nested(child, '.sync:2', { ResultSelector: { 'out.$': '$.Output.a' } })), 'p', '{"a":1}');
    await sleep(59);
    expect((await describe(executionArn)).status).toBe('RUNNING');
    await sleep(1);
    expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"out":1}' });
  });

  test('is not waited for without', async () => {
    const { account, start, describe, sleep } = await beginning();
    const child = addMachine(account, 'child', WAIT);
    const { executionArn } = await start(addMachine(account, 'm', nested(child, '')));
    await sleep(1);
    expect((await describe(executionArn)).status).toBe('SUCCEEDED');
    expect((await describe(child.replace('stateMachine', 'execution') + ':child')).status).toBe('RUNNING');
  });

  test('that fails makes the task fail, and a used name is an error with a name', async () => {
    const { account, start, describe, sleep } = await beginning();
    const child = addMachine(account, 'child', { A: { Type: 'Fail', Error: 'E', Cause: 'c' } });
    const parent = addMachine(account, 'm', nested(child, '.sync:2'));
    const first = await start(parent);
    const second = await start(parent);
    await sleep(1);
    const { error, cause } = await describe(first.executionArn);
    expect([error, JSON.parse(cause!)]).toEqual(['States.TaskFailed', expect.objectContaining({ Status: 'FAILED', Error: 'E', Cause: 'c' })]);
    expect((await describe(second.executionArn)).error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  test('is stopped with the one that waits for it', async () => {
    const { account, sfn, start, describe, sleep } = await beginning();
    const child = addMachine(account, 'child', WAIT);
    const { executionArn } = await start(addMachine(account, 'm', nested(child, '.sync:2')));
    await sleep(10);
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await sleep(1);
    expect((await describe(child.replace('stateMachine', 'execution') + ':child')).status).toBe('ABORTED');
  });
});
