import { parseFault } from '../../../src/simulator/faults/fault';
import { deployer, eventsOf, ORDERS } from '../../support/stacks';

const HOUR_SECONDS = 3600;
const waiting = (id: string, timeout = 12 * HOUR_SECONDS, more: object = {}) => ({
  [`Handle${id}`]: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
  [`Wait${id}`]: { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Handle: { Ref: `Handle${id}` }, Timeout: String(timeout), ...more } },
});
const TOPIC = { Topic: { Type: 'AWS::SNS::Topic', DependsOn: 'Wait1' } };

async function stackThatWaits(...args: Parameters<typeof deployer>) {
  const simulated = await deployer(...args);
  const { account } = simulated;
  const signal = (handle: string, body: object) => account.cloudFormation.inbox.receive({
    method: 'PUT', path: new URL(simulated.account.cloudFormation.require('Shop').resources.get(handle)!.physicalId!).pathname, body: Buffer.from(JSON.stringify(body)),
  });
  const hours = () => (account.clock.now - account.cloudFormation.stacks[0].createdAtMillis) / 1000 / HOUR_SECONDS;
  return { ...simulated, signal, hours };
}
const SUCCESS = { Status: 'SUCCESS', UniqueId: 'move-1', Reason: 'moved', Data: 'all is well' };

test.each(ORDERS)('holds a stack for eleven hours and lets go on the signal: %s', async (profile) => {
  const { begin, settle, sleep, signal, hours } = await stackThatWaits({ profile });
  const stack = begin('Shop', { Resources: { ...waiting('1'), ...TOPIC }, Outputs: { Data: { Value: { 'Fn::GetAtt': ['Wait1', 'Data'] } } } });
  await sleep(11 * HOUR_SECONDS);
  expect(stack.status).toBe('CREATE_IN_PROGRESS');
  expect(stack.resources.has('Topic')).toBe(false);
  expect(signal('Handle1', SUCCESS)!.status).toBe(200);
  await settle(stack);
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(hours()).toBeCloseTo(11, 2);
  expect(stack.outputs[0].value).toBe('{"move-1":"all is well"}');
});

test.each(ORDERS)('fails at twelve hours, and the stack rolls back: %s', async (profile) => {
  const { deploy, hours } = await stackThatWaits({ profile });
  const stack = await deploy('Shop', { Resources: { ...waiting('1'), ...TOPIC } });
  expect(stack.firstFailure(0)).toMatchObject({ logicalId: 'Wait1', reason: 'WaitCondition timed out. Received 0 conditions when expecting 1' });
  expect(hours()).toBe(12);
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

test('an update with the same ids does not wait again; new ids do', async () => {
  const { begin, deploy, settle, sleep, signal, hours } = await stackThatWaits();
  const stack = begin('Shop', { Resources: waiting('1') });
  await sleep(60);
  signal('Handle1', SUCCESS);
  await settle(stack);
  const before = hours();
  await deploy('Shop', { Resources: { ...waiting('1'), ...TOPIC } });
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(hours()).toBe(before);
  expect(eventsOf(stack, 'Wait1')).toEqual(['Wait1 CREATE_IN_PROGRESS', 'Wait1 CREATE_IN_PROGRESS', 'Wait1 CREATE_COMPLETE']);
  begin('Shop', { Resources: { ...waiting('2'), Topic: { Type: 'AWS::SNS::Topic' } } });
  await sleep(HOUR_SECONDS);
  expect(stack.status).toBe('UPDATE_IN_PROGRESS');
  signal('Handle2', SUCCESS);
  expect((await settle(stack)).status).toBe('UPDATE_COMPLETE');
  expect(eventsOf(stack, 'Wait1').at(-1)).toBe('Wait1 DELETE_COMPLETE');
});

test('its properties cannot be changed', async () => {
  const { begin, deploy, settle, sleep, signal } = await stackThatWaits();
  const stack = begin('Shop', { Resources: waiting('1') });
  await sleep(1);
  signal('Handle1', SUCCESS);
  await settle(stack);
  await deploy('Shop', { Resources: waiting('1', 60) });
  expect(stack.firstFailure(0)!.reason).toBe('Update to resource type AWS::CloudFormation::WaitCondition is not supported.');
});

test('a new condition on an old handle sees the old signals', async () => {
  const { begin, deploy, settle, sleep, signal, hours } = await stackThatWaits();
  const stack = begin('Shop', { Resources: waiting('1') });
  await sleep(1);
  signal('Handle1', SUCCESS);
  await settle(stack);
  const before = hours();
  await deploy('Shop', { Resources: { ...waiting('1'), Second: waiting('1').Wait1 } });
  expect([stack.status, hours()]).toEqual(['UPDATE_COMPLETE', before]);
});

test('waits for as many signals with different ids as it counts', async () => {
  const { begin, sleep, signal, settle } = await stackThatWaits();
  const stack = begin('Shop', { Resources: waiting('1', 600, { Count: 2 }) });
  await sleep(1);
  signal('Handle1', SUCCESS);
  signal('Handle1', SUCCESS);
  await sleep(1);
  expect(stack.status).toBe('CREATE_IN_PROGRESS');
  signal('Handle1', { ...SUCCESS, UniqueId: 'move-2' });
  expect((await settle(stack)).status).toBe('CREATE_COMPLETE');
});

test('a failure that is signalled fails the stack with its reason', async () => {
  const { begin, sleep, signal, settle } = await stackThatWaits();
  const stack = begin('Shop', { Resources: waiting('1') });
  await sleep(1);
  signal('Handle1', { Status: 'FAILURE', UniqueId: 'move-1', Reason: 'parked' });
  await settle(stack);
  expect(stack.firstFailure(0)!.reason).toBe("WaitCondition received failed message: 'parked' for uniqueId: move-1");
});

test('the URL of a handle is good for a day', async () => {
  const { begin, sleep, signal } = await stackThatWaits();
  begin('Shop', { Resources: waiting('1') });
  await sleep(24 * HOUR_SECONDS - 60);
  expect(signal('Handle1', SUCCESS)!.status).toBe(200);
  await sleep(120);
  expect(signal('Handle1', SUCCESS)!.status).toBe(403);
});

test('a signal that gets lost holds the stack until it times out', async () => {
  const { account, begin, sleep, signal, settle } = await stackThatWaits();
  account.faults.add(parseFault('signal-lost:operation=Shop.Handle1'));
  const stack = begin('Shop', { Resources: waiting('1', 600) });
  await sleep(1);
  signal('Handle1', SUCCESS);
  expect((await settle(stack)).status).toBe('ROLLBACK_COMPLETE');
});

test('more than twelve hours are refused', async () => {
  const { deploy } = await stackThatWaits();
  const stack = await deploy('Shop', { Resources: waiting('1', 43_201) });
  expect(stack.firstFailure(0)!.reason).toContain('Timeout must be from 1 to 43200');
});
