import { continueUpdateRollback } from '../../../src/simulator/cloudformation/operations/deploy';
import { parseFault } from '../../../src/simulator/faults/fault';
import { closeFunctions, functionDeployer, scripted, type Scripts, SCRIPTED_FUNCTION } from '../../support/scripted-functions';
import { eventsOf, ORDERS, reasonOf } from '../../support/stacks';

afterEach(closeFunctions);

const template = (resources: Record<string, Scripts>, others: object = {}) => {
  const things = Object.fromEntries(Object.entries(resources).map(([name, scripts]) => [name, scripted(scripts)]));
  return { Resources: { ...SCRIPTED_FUNCTION, ...things, ...others } };
};

test('a handler answers: physical id, attributes, and scalars as strings', async () => {
  const { deploy, eventsSeen } = await functionDeployer();
  const stack = await deploy('Shop', { ...template({ Thing: { version: 7 } }), Outputs: { Version: { Value: { 'Fn::GetAtt': ['Thing', 'Version'] } } } });
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(stack.resources.get('Thing')!.physicalId).toBe('made-by-Thing');
  expect(stack.outputs[0].value).toBe('7');
  expect(eventsSeen()).toMatchObject([{ RequestType: 'Create', version: '7' }]);
});

test('a response over 4 KB fails the resource', async () => {
  const { deploy } = await functionDeployer();
  const stack = await deploy('Shop', template({ Thing: { create: { bytes: '4096' } } }));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(stack.firstFailure(0)).toMatchObject({ logicalId: 'Thing', reason: 'Response object is too long.' });
});

test('no response within the hour fails the resource then, not earlier', async () => {
  const { deploy, account } = await functionDeployer();
  const began = account.clock.now;
  const stack = await deploy('Shop', template({ Thing: { create: { silent: 'yes' } } }));
  const failure = stack.firstFailure(0)!;
  expect(failure.reason).toMatch(/^CloudFormation did not receive a response from your Custom Resource/);
  expect((failure.atMillis - began) / 1000).toBe(3600);
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

test('no response within the resource\'s own time-out fails it then; a function that fails is invoked three times', async () => {
  const { deploy, account, invocations } = await functionDeployer();
  const began = account.clock.now;
  const stack = await deploy('Shop', template({ Thing: { timeout: 600, create: { throws: 'no' } } }));
  expect((stack.firstFailure(0)!.atMillis - began) / 1000).toBe(600);
  expect(invocations()).toEqual(['Shop.Thing Create', 'Shop.Thing Create', 'Shop.Thing Create', 'Shop.Thing Delete']);
});

test.each(ORDERS)('a physical id that changes on update means that the old one is deleted, at the end: %s', async (profile) => {
  const { deploy, eventsSeen } = await functionDeployer({ profile });
  await deploy('Shop', template({ Thing: {} }));
  const stack = await deploy('Shop', template({ Thing: { version: 2, update: { physicalId: 'another' } } }));
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(stack.resources.get('Thing')!.physicalId).toBe('another');
  expect(eventsSeen().slice(1)).toMatchObject([
    { RequestType: 'Update', PhysicalResourceId: 'made-by-Thing', version: '2', before: '1' },
    { RequestType: 'Delete', PhysicalResourceId: 'made-by-Thing', version: '1' },
  ]);
  const cleanUp = stack.events.findIndex(({ status }) => status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  expect(stack.events.findIndex(({ status }) => status === 'DELETE_IN_PROGRESS')).toBeGreaterThan(cleanUp);
});

test.each(ORDERS)('a failed update is followed by the reverse update: %s', async (profile) => {
  const { deploy, eventsSeen } = await functionDeployer({ profile });
  await deploy('Shop', template({ Thing: {} }));
  const stack = await deploy('Shop', template({ Thing: { version: 2, update: { fails: 'I cannot' } } }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.firstFailure(0)!.reason).toMatch(/^Received response status \[FAILED\] from custom resource. Message returned: I cannot \(RequestId: /);
  expect(eventsSeen().slice(1)).toMatchObject([
    { RequestType: 'Update', version: '2', before: '1' },
    { RequestType: 'Update', version: '1', before: '2', PhysicalResourceId: 'made-by-Thing' },
  ]);
});

test('a delete follows a failed create, with the id that the response gave', async () => {
  const { deploy, eventsSeen } = await functionDeployer();
  const stack = await deploy('Shop', template({ Thing: { create: { fails: 'not today', physicalId: 'half-made' } } }));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(eventsSeen()).toMatchObject([{ RequestType: 'Create' }, { RequestType: 'Delete', PhysicalResourceId: 'half-made' }]);
});

test('the same event delivered twice is the same event', async () => {
  const { deploy, account, eventsSeen, invocations } = await functionDeployer();
  account.faults.add(parseFault('function-twice:operation=Thing'));
  const stack = await deploy('Shop', template({ Thing: {} }));
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(invocations()).toEqual(['Shop.Thing Create', 'Shop.Thing Create']);
  await account.clock.sleep(10_000);
  expect(eventsSeen()).toMatchObject([{ RequestType: 'Create', times: 2 }]);
});

test.each(ORDERS)('a create that still runs is abandoned when something else fails, and deleted by an invented id: %s', async (profile) => {
  const { deploy, account, eventsSeen } = await functionDeployer({ profile });
  account.faults.add(parseFault('resource-failure:operation=Broken,detail=out of luck'));
  const began = account.clock.now;
  const topics = { Early: { Type: 'AWS::SNS::Topic', DependsOn: 'Handler' } };
  // One after the other nothing else runs: then the failure comes first, and there is nothing to abandon.
  const stack = await deploy('Shop', template({ Thing: { create: { sleepSeconds: '600' } }, Broken: { dependsOn: 'Early' } }, topics));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  if (profile === 'cloudformation-one-by-one') {
    expect(eventsSeen().map(({ RequestType }) => RequestType)).toEqual(['Create', 'Delete', 'Delete']);
    return;
  }
  expect(reasonOf(stack, 'Thing')).toBe('Resource creation cancelled');
  expect((account.clock.now - began) / 1000).toBeLessThan(60);
  const deletion = eventsSeen().find(({ LogicalResourceId, RequestType }) => LogicalResourceId === 'Thing' && RequestType === 'Delete');
  expect(deletion).toMatchObject({ PhysicalResourceId: expect.stringMatching(/^Shop-Thing-[A-Z]{12}$/) });
  // The function goes on; its answer interests nobody.
  await account.clock.sleep(3600_000);
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(eventsOf(stack, 'Thing').at(-1)).toBe('Thing DELETE_COMPLETE');
});

test('a function that hangs is ended by its own time-out and invoked again', async () => {
  const { deploy, account, invocations } = await functionDeployer();
  account.faults.add(parseFault('function-timeout:operation=Thing'));
  const began = account.clock.now;
  const stack = await deploy('Shop', template({ Thing: {} }));
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(invocations()).toEqual(['Shop.Thing Create', 'Shop.Thing Create']);
  expect(Math.round((account.clock.now - began) / 1000)).toBe(900 + 60);
});

test('a service token cannot be changed', async () => {
  const { deploy } = await functionDeployer();
  await deploy('Shop', template({ Thing: {} }));
  const { Handler } = SCRIPTED_FUNCTION;
  const changed = { Resources: { ...SCRIPTED_FUNCTION, Second: Handler, Thing: { ...scripted({}), Properties: { ServiceToken: { 'Fn::GetAtt': ['Second', 'Arn'] } } } } };
  const stack = await deploy('Shop', changed);
  expect(stack.firstFailure(0)!.reason).toBe('Modifying service token is not allowed.');
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a deletion that fails is tried three times by the clean-up of an update, and then left there', async () => {
  const { deploy, invocations } = await functionDeployer();
  await deploy('Shop', template({ Thing: { delete: { fails: 'I stay' } }, Other: {} }));
  const stack = await deploy('Shop', template({ Other: {} }));
  expect(stack).toMatchObject({ status: 'UPDATE_COMPLETE', reason: 'Update successful. One or more resources could not be deleted.' });
  expect(invocations().filter((line) => line === 'Shop.Thing Delete')).toHaveLength(3);
});

test('a rollback that fails waits for a person, who goes on without the resource', async () => {
  const { deploy, account, settle, sleep } = await functionDeployer();
  await deploy('Shop', template({ Thing: { update: { fails: 'never' } }, Other: {} }));
  const stack = await deploy('Shop', template({ Thing: { version: 2, update: { fails: 'never' } }, Other: { version: 2 } }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
  await expect(deploy('Shop', template({ Other: {} }))).rejects.toThrow(/is in UPDATE_ROLLBACK_FAILED state and can not be updated/);
  continueUpdateRollback(account, stack);
  expect((await settle(stack)).status).toBe('UPDATE_ROLLBACK_FAILED');
  continueUpdateRollback(account, stack, ['Thing']);
  expect((await settle(stack)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  await sleep(1);
  expect(stack.resources.get('Other')!.properties.Version).toBe(1);
});
