import {
  CloudFormationClient, CreateChangeSetCommand, CreateStackCommand, type CreateStackCommandInput, DescribeStackEventsCommand, DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { AddTagsToResourceCommand } from '@aws-sdk/client-rds';
import { deployer } from '../../support/stacks';

const GROUP = { Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Description: 'd', Family: 'aurora-mysql8.0', Parameters: {}, Tags: [{ Key: 'own', Value: '1' }] } };
const DB = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', MasterUsername: 'admin', ManageMasterUserPassword: true } };
const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };
const body = (Resources: object) => JSON.stringify({ Resources });
const tags = (values: Record<string, string>) => Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

async function simulated() {
  const deployed = await deployer();
  const client = new CloudFormationClient(deployed.config);
  const stack = () => deployed.account.cloudFormation.require('Shop');
  const create = async (Resources: object, more: Partial<CreateStackCommandInput> = {}) => {
    await client.send(new CreateStackCommand({ StackName: 'Shop', TemplateBody: body(Resources), ...more }));
    await deployed.settle(stack());
  };
  const update = async (Resources: object, more: object = {}) => {
    await client.send(new UpdateStackCommand({ StackName: 'Shop', TemplateBody: body(Resources), ...more }));
    await deployed.settle(stack());
  };
  const tagsOf = (): Record<string, string | undefined> => {
    const { shape } = deployed.account.clusters.get(stack().resources.get('Db')!.physicalId!)!;
    return Object.fromEntries(shape.TagList?.map(({ Key, Value }) => [Key, Value]) ?? []);
  };
  const described = async () => (await client.send(new DescribeStacksCommand({ StackName: 'Shop' }))).Stacks![0];
  return { ...deployed, client, stack, create, update, tagsOf, described };
}

describe('capabilities', () => {
  test.each([
    ['a role', { Role: ROLE }, ['CAPABILITY_IAM'] as const],
    ['a role with a name of its own', { Role: { ...ROLE, Properties: { ...ROLE.Properties, RoleName: 'deploy' } } }, ['CAPABILITY_NAMED_IAM'] as const],
  ])('%s is made only for somebody who has acknowledged it', async (_, Resources, Capabilities) => {
    const { client, create, stack, account } = await simulated();
    const wanted = `Requires capabilities : [${Capabilities[0]}]`;
    await expect(create(Resources)).rejects.toMatchObject({ name: 'InsufficientCapabilitiesException', message: wanted });
    await expect(client.send(new CreateChangeSetCommand({ StackName: 'Shop', ChangeSetName: 'x', ChangeSetType: 'CREATE', TemplateBody: body(Resources) })))
      .rejects.toMatchObject({ name: 'InsufficientCapabilitiesException' });
    expect(account.cloudFormation.find('Shop')).toBeUndefined();
    await create(Resources, { Capabilities: [...Capabilities] });
    expect(stack().status).toBe('CREATE_COMPLETE');
  });

  test('a role with a name is more than CAPABILITY_IAM acknowledges, and the other way about it is not', async () => {
    const { create } = await simulated();
    await expect(create({ Role: { ...ROLE, Properties: { ...ROLE.Properties, RoleName: 'deploy' } } }, { Capabilities: ['CAPABILITY_IAM'] })).rejects.toThrow('CAPABILITY_NAMED_IAM');
    await create({ Role: ROLE }, { Capabilities: ['CAPABILITY_NAMED_IAM'] });
  });
});

describe('the tags of a stack', () => {
  test('are shown, and are those of its resources besides their own', async () => {
    const { create, tagsOf, described, account, stack } = await simulated();
    await create({ Db: { ...DB, Properties: { ...DB.Properties, Tags: tags({ own: '1', team: 'db' }) } }, Group: GROUP }, { Tags: tags({ team: 'shop', stage: 'prod' }) });
    expect((await described()).Tags).toEqual(tags({ team: 'shop', stage: 'prod' }));
    expect(tagsOf()).toEqual({ own: '1', team: 'db', stage: 'prod' });
    const group = account.parameterGroups.find('cluster', stack().resources.get('Group')!.physicalId!);
    expect(group?.TagList).toEqual(tags({ own: '1', team: 'shop', stage: 'prod' }));
  });

  test('that change change the resources, and nothing that others have tagged', async () => {
    const { create, update, tagsOf, rds, account, stack } = await simulated();
    await create({ Db: DB }, { Tags: tags({ team: 'shop', stage: 'prod' }) });
    await rds.send(new AddTagsToResourceCommand({ ResourceName: account.arn('cluster', stack().resources.get('Db')!.physicalId!), Tags: tags({ byHand: 'x' }) }));
    await update({ Db: DB }, { Tags: tags({ team: 'db' }) });
    expect([stack().status, tagsOf()]).toEqual(['UPDATE_COMPLETE', { team: 'db', byHand: 'x' }]);
  });

  test('stay where an update says nothing of them, and come back in a rollback', async () => {
    const { create, update, tagsOf, described, account, stack } = await simulated();
    await create({ Db: DB }, { Tags: tags({ team: 'shop' }) });
    await update({ Db: { ...DB, Properties: { ...DB.Properties, BackupRetentionPeriod: 3 } } });
    expect(tagsOf()).toEqual({ team: 'shop' });
    account.faults.add({ kind: 'resource-failure', operation: 'Shop.Late', after: 0, count: 1, probability: 1, detail: 'no' });
    await update({ Db: DB, Late: { Type: 'AWS::SNS::Topic', DependsOn: 'Db' } }, { Tags: tags({ team: 'other' }) });
    expect([stack().status, tagsOf()]).toEqual(['UPDATE_ROLLBACK_COMPLETE', { team: 'shop' }]);
    expect((await described()).Tags).toEqual(tags({ team: 'shop' }));
  });
});

test('a role is remembered, and CloudFormation may do what it may', async () => {
  const { create, update, described, account, stack } = await simulated();
  account.permissions.putRole('deploy');
  account.permissions.putRolePolicy('deploy', 'p', { Statement: [{ Effect: 'Allow', Action: ['rds:CreateDBCluster', 'rds:Describe*'], Resource: '*' }] });
  const RoleARN = 'arn:aws:iam::123456789012:role/deploy';
  await create({ Db: DB }, { RoleARN });
  expect([stack().status, (await described()).RoleARN]).toEqual(['CREATE_COMPLETE', RoleARN]);
  await update({ Db: { ...DB, Properties: { ...DB.Properties, BackupRetentionPeriod: 3 } } });
  expect(stack().status).toMatch(/^UPDATE_ROLLBACK/);
  expect(stack().events.map(({ reason }) => reason).join()).toContain('is not authorized to perform: rds:ModifyDBCluster');
});

describe('a client request token', () => {
  test('makes a request that is repeated the same one, and marks its events', async () => {
    const { client, create, stack } = await simulated();
    await create({ Db: DB }, { ClientRequestToken: 'one' });
    const events = stack().events.length;
    const { StackId } = await client.send(new CreateStackCommand({ StackName: 'Shop', TemplateBody: body({ Db: DB }), ClientRequestToken: 'one' }));
    expect([StackId, stack().events.length]).toEqual([stack().id, events]);
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: 'Shop' }));
    expect(new Set(StackEvents.map(({ ClientRequestToken }) => ClientRequestToken))).toEqual(new Set(['one']));
  });

  test('belongs to one request', async () => {
    const { create, update } = await simulated();
    await create({ Db: DB }, { ClientRequestToken: 'one' });
    await expect(update({ Db: DB }, { ClientRequestToken: 'one' })).rejects.toMatchObject({ name: 'TokenAlreadyExistsException' });
  });

  test('of a request that was refused can be used again', async () => {
    const { create, stack } = await simulated();
    await expect(create({ Role: ROLE }, { ClientRequestToken: 'one' })).rejects.toThrow();
    await create({ Role: ROLE }, { ClientRequestToken: 'one', Capabilities: ['CAPABILITY_IAM'] });
    expect(stack().status).toBe('CREATE_COMPLETE');
  });
});
