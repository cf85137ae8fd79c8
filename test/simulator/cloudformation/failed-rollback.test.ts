import { CloudFormationClient, ContinueUpdateRollbackCommand, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { SimulatedAccount } from '../../../src/simulator/account';
import { driftOf } from '../../../src/simulator/cloudformation/drift';
import { type FailedRollback, loadStack } from '../../../src/simulator/cloudformation/load-stack';
import { continueUpdateRollback } from '../../../src/simulator/cloudformation/operations/deploy';
import { sourceOf } from '../../../src/simulator/cloudformation/operations/source';
import { CANCELLED } from '../../../src/simulator/cloudformation/resource';
import type { Stack } from '../../../src/simulator/cloudformation/stack';
import { parseFault } from '../../../src/simulator/faults/fault';
import { loadState } from '../../../src/simulator/state';
import { deployer, reasonOf } from '../../support/stacks';

const group = (family: string) => ({ Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Description: 'ours', Family: family } });
/** The database wants a parameter group of the family of its version; the topic comes last. */
const template = (version: string) => {
  const major = version.split('.')[0];
  return {
    Resources: {
      [`Group${major}`]: group(`aurora-postgresql${major}`),
      Db: {
        Type: 'AWS::RDS::DBCluster',
        Properties: {
          Engine: 'aurora-postgresql',
          EngineVersion: version,
          MasterUsername: 'postgres',
          MasterUserPassword: 'made-up-1',
          Port: 5432,
          DBClusterParameterGroupName: { Ref: `Group${major}` },
        },
      },
      Writer: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Db' }, Engine: 'aurora-postgresql', DBInstanceClass: 'db.r6g.large' } },
      Topic: { Type: 'AWS::SNS::Topic', DependsOn: 'Writer', Properties: { DisplayName: version } },
    },
  };
};
const statusOf = (stack: Stack) => Object.fromEntries([...stack.resources.values()].map(({ logicalId, status }) => [logicalId, status]));

/** A major upgrade whose deployment fails behind it: there is no way back for the version, so the old group does not fit. */
async function stuck() {
  const simulated = await deployer();
  await simulated.deploy('Shop', template('14.12'));
  simulated.account.faults.add(parseFault('resource-failure:operation=Shop.Topic,detail=no such topic'));
  const stack = await simulated.deploy('Shop', template('15.7'));
  return { ...simulated, stack, client: new CloudFormationClient(simulated.config) };
}

/** The same stack in another account, from its description only. */
async function describedElsewhere() {
  const { stack, account, client } = await stuck();
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: 'Shop' }));
  const source = sourceOf(JSON.stringify(template('14.12')));
  const failedRollback: FailedRollback = {
    failed: new Map(StackResources.filter(({ ResourceStatus }) => ResourceStatus === 'UPDATE_FAILED')
      .map(({ LogicalResourceId, ResourceStatusReason = '' }) => [LogicalResourceId!, ResourceStatusReason])),
    added: StackResources.filter(({ LogicalResourceId }) => !(LogicalResourceId! in source.template.Resources))
      .map((each) => ({ logicalId: each.LogicalResourceId!, type: each.ResourceType!, physicalId: each.PhysicalResourceId! })),
  };
  const other = new SimulatedAccount({ seed: 1, region: 'eu-west-1', accountId: account.accountId });
  loadState(other, [...account.clusters.values()].map(({ shape }) => shape), [...account.instances.values()].map(({ shape }) => shape));
  other.clock.enter();
  const physicalIds = new Map(StackResources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId!, PhysicalResourceId!]));
  return { stack, account, other, failedRollback, copy: loadStack(other, { name: 'Shop', source, physicalIds, failedRollback }) };
}

test('a major upgrade behind which a deployment fails leaves the stack in UPDATE_ROLLBACK_FAILED', async () => {
  const { stack } = await stuck();
  expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
  expect(reasonOf(stack, 'Db')).toMatch(/DBParameterGroupFamily aurora-postgresql14 cannot be used/);
  expect(statusOf(stack)).toMatchObject({ Group15: 'CREATE_COMPLETE', Db: 'UPDATE_FAILED' });
});

test('to go on without skipping fails again; skipped, the cluster stays as it is and counts as what the template says', async () => {
  const { stack, client, settle, account } = await stuck();
  await client.send(new ContinueUpdateRollbackCommand({ StackName: 'Shop' }));
  expect((await settle(stack)).status).toBe('UPDATE_ROLLBACK_FAILED');
  await client.send(new ContinueUpdateRollbackCommand({ StackName: 'Shop', ResourcesToSkip: ['Db'] }));
  expect((await settle(stack)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.resources.get('Db')).toMatchObject({ status: 'UPDATE_COMPLETE', properties: { EngineVersion: '14.12' } });
  const drift = driftOf(account, stack).flatMap(({ properties }) => properties.map(({ property }) => property));
  expect(drift).toEqual(expect.arrayContaining(['EngineVersion', 'DBClusterParameterGroupName']));
});

test('what the update had added goes at the end, but for what is in use', async () => {
  const { stack, client, settle, account } = await stuck();
  const inUse = stack.resources.get('Group15')!.physicalId!;
  await client.send(new ContinueUpdateRollbackCommand({ StackName: 'Shop', ResourcesToSkip: ['Db'] }));
  await settle(stack);
  expect(statusOf(stack).Group15).toBe('DELETE_FAILED');
  expect(account.parameterGroups.find('cluster', inUse)).toBeDefined();
});

test.each([
  ['is in order', 'Writer'],
  ['is not of the stack', 'Nobody'],
])('a resource that %s cannot be skipped', async (_, logicalId) => {
  const { client } = await stuck();
  await expect(client.send(new ContinueUpdateRollbackCommand({ StackName: 'Shop', ResourcesToSkip: [logicalId] }))).rejects.toThrow(logicalId);
});

test('nor can one whose update was only cancelled', async () => {
  const { other, copy } = await describedElsewhere();
  const db = copy.resources.get('Db')!;
  copy.setResource('Db', db, 'UPDATE_FAILED', 'Resource update cancelled');
  expect(CANCELLED.test(copy.resources.get('Db')!.reason!)).toBe(true);
  expect(() => continueUpdateRollback(other, copy, ['Db'])).toThrow('Db');
});

test('a stack that is loaded from its description goes on as the one that was described', async () => {
  const { stack, account, other, copy } = await describedElsewhere();
  expect(copy.status).toBe('UPDATE_ROLLBACK_FAILED');
  expect(statusOf(copy)).toMatchObject({ Group15: 'CREATE_COMPLETE', Db: 'UPDATE_FAILED' });
  for (const [where, each] of [[account, stack], [other, copy]] as const) {
    continueUpdateRollback(where, each, []);
    await each.settle();
    expect(each.status).toBe('UPDATE_ROLLBACK_FAILED');
    continueUpdateRollback(where, each, ['Db']);
    await each.settle();
  }
  expect(copy.status).toBe(stack.status);
  expect(statusOf(copy)).toMatchObject({ Db: 'UPDATE_COMPLETE', Group15: 'DELETE_FAILED' });
  expect(other.clusters.get(copy.resources.get('Db')!.physicalId!)!.shape.EngineVersion).toBe('15.7');
});
