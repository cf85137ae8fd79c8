import {
  CancelUpdateStackCommand, CloudFormationClient, CreateChangeSetCommand, CreateStackCommand, DeleteChangeSetCommand, DeleteStackCommand,
  DescribeChangeSetCommand, DescribeStackEventsCommand, DescribeStackResourceDriftsCommand, DescribeStackResourcesCommand, DescribeStacksCommand,
  DetectStackDriftCommand, ExecuteChangeSetCommand, GetTemplateCommand, ListExportsCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { ModifyDBClusterCommand } from '@aws-sdk/client-rds';
import { deployer, type Options } from '../../support/stacks';

const TEMPLATE = JSON.stringify({
  Parameters: { Retention: { Type: 'Number', Default: 1 }, Password: { Type: 'String', NoEcho: true, Default: 'made-up-1' } },
  Resources: {
    Db: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        Engine: 'aurora-postgresql',
        EngineVersion: '15.4',
        MasterUsername: 'admin',
        MasterUserPassword: { Ref: 'Password' },
        Port: 5432,
        BackupRetentionPeriod: { Ref: 'Retention' },
        ServerlessV2ScalingConfiguration: { MinCapacity: '0.5', MaxCapacity: 4 },
      },
    },
    Writer: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Db' }, Engine: 'aurora-postgresql', DBInstanceClass: 'db.serverless' } },
  },
  Outputs: { Endpoint: { Value: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }, Export: { Name: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'endpoint']] } } } },
});
const changed = (change: (template: any) => void) => {
  const template = JSON.parse(TEMPLATE);
  change(template);
  return JSON.stringify(template);
};

async function withStack(options: Options = {}) {
  const simulated = await deployer(options);
  const client = new CloudFormationClient(simulated.config);
  const settled = () => simulated.settle(simulated.account.cloudFormation.require('Shop'));
  await client.send(new CreateStackCommand({ StackName: 'Shop', TemplateBody: TEMPLATE, Parameters: [{ ParameterKey: 'Retention', ParameterValue: '7' }] }));
  return { ...simulated, client, settled };
}

test('a stack is created, described, updated and deleted by the real client', async () => {
  const { client, settled, account, sleep } = await withStack();
  const { Stacks: [creating] = [] } = await client.send(new DescribeStacksCommand({ StackName: 'Shop' }));
  expect(creating).toMatchObject({ StackStatus: 'CREATE_IN_PROGRESS' });
  await settled();
  await sleep(60);
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: 'Shop' }));
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: 'Endpoint', ExportName: 'Shop-endpoint' }] });
  expect(stack.Parameters).toEqual([{ ParameterKey: 'Retention', ParameterValue: '7' }, { ParameterKey: 'Password', ParameterValue: '****' }]);
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: 'Shop' }));
  const [db, writer] = StackResources;
  expect([db.ResourceStatus, writer.ResourceStatus]).toEqual(['CREATE_COMPLETE', 'CREATE_COMPLETE']);
  const { shape } = account.clusters.get(db.PhysicalResourceId!)!;
  expect(shape).toMatchObject({ BackupRetentionPeriod: 7, Port: 5432, ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 } });
  expect(account.clusters.get(db.PhysicalResourceId!)!.writer).toBe(writer.PhysicalResourceId);
  expect(stack.Outputs![0].OutputValue).toBe(account.clusters.get(db.PhysicalResourceId!)!.shape.Endpoint);
  expect((await client.send(new ListExportsCommand({}))).Exports).toMatchObject([{ Name: 'Shop-endpoint' }]);
  await expect(client.send(new UpdateStackCommand({ StackName: 'Shop', UsePreviousTemplate: true, Parameters: [{ ParameterKey: 'Retention', UsePreviousValue: true }] })))
    .rejects.toThrow('No updates are to be performed.');
  await client.send(new DeleteStackCommand({ StackName: 'Shop' }));
  await account.cloudFormation.stacks[0].settle();
  expect(account.clusters.has(db.PhysicalResourceId!)).toBe(false);
  expect([...account.clusterSnapshots.values()].map(({ shape: snapshot }) => snapshot.DBClusterIdentifier)).toEqual([db.PhysicalResourceId]);
  await expect(client.send(new DescribeStacksCommand({ StackName: 'Shop' }))).rejects.toThrow('Stack with id Shop does not exist');
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stack.StackId }));
  expect(StackEvents[0]).toMatchObject({ LogicalResourceId: 'Shop', ResourceStatus: 'DELETE_COMPLETE' });
});

test.each([['typical', 'next'], ['cloudformation-shows-last-template', 'last']] as const)('while a stack is on its way GetTemplate shows one of its templates: %s', async (profile, shown) => {
  const { client, settled, sleep } = await withStack({ profile });
  const template = async () => (await client.send(new GetTemplateCommand({ StackName: 'Shop' }))).TemplateBody;
  const resources = async () => (await client.send(new DescribeStackResourcesCommand({ StackName: 'Shop' }))).StackResources!.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`);
  expect(await template()).toBe(TEMPLATE);
  await settled();
  const next = changed(({ Resources }) => {
    Resources.Reader = Resources.Writer;
    delete Resources.Writer;
  });
  await client.send(new UpdateStackCommand({ StackName: 'Shop', TemplateBody: next, Parameters: [{ ParameterKey: 'Retention', UsePreviousValue: true }] }));
  await sleep(60);
  expect(await template()).toBe(shown === 'next' ? next : TEMPLATE);
  expect(await resources()).toEqual(['Db CREATE_COMPLETE', 'Writer CREATE_COMPLETE', 'Reader CREATE_IN_PROGRESS']);
  await client.send(new CancelUpdateStackCommand({ StackName: 'Shop' }));
  await sleep(1);
  expect(await template()).toBe(TEMPLATE);
  expect((await settled()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await resources()).toEqual(['Db CREATE_COMPLETE', 'Writer CREATE_COMPLETE']);
});

test('a change set tells what would be replaced before it is executed', async () => {
  const { client, settled, account } = await withStack();
  await settled();
  await client.send(new CreateChangeSetCommand({
    StackName: 'Shop', ChangeSetName: 'move', TemplateBody: changed(({ Resources }) => Object.assign(Resources.Db.Properties, { StorageEncrypted: true, BackupRetentionPeriod: 3 })),
  }));
  const { Changes = [] } = await client.send(new DescribeChangeSetCommand({ StackName: 'Shop', ChangeSetName: 'move' }));
  expect(Changes.map(({ ResourceChange: change }) => [change!.LogicalResourceId, change!.Action, change!.Replacement])).toEqual([['Db', 'Modify', 'True'], ['Writer', 'Modify', 'Conditional']]);
  expect(Changes[0].ResourceChange!.Details!.map(({ Target }) => [Target!.Name, Target!.RequiresRecreation])).toEqual([['BackupRetentionPeriod', 'Never'], ['StorageEncrypted', 'Always']]);
  const before = [...account.clusters.keys()];
  await client.send(new ExecuteChangeSetCommand({ StackName: 'Shop', ChangeSetName: 'move' }));
  expect((await settled()).status).toBe('UPDATE_COMPLETE');
  expect([...account.clusters.keys()].filter((name) => !before.includes(name))).toHaveLength(1);
});

test('a change set with nothing in it fails', async () => {
  const { client, settled } = await withStack();
  await settled();
  await client.send(new CreateChangeSetCommand({ StackName: 'Shop', ChangeSetName: 'none', TemplateBody: TEMPLATE, Parameters: [{ ParameterKey: 'Retention', UsePreviousValue: true }] }));
  expect(await client.send(new DescribeChangeSetCommand({ StackName: 'Shop', ChangeSetName: 'none' }))).toMatchObject({ Status: 'FAILED', StatusReason: expect.stringContaining("didn't contain changes") });
});

test('existing resources are imported with the new ones, on request', async () => {
  const { client, account, settled } = await withStack();
  await settled();
  const TemplateBody = JSON.stringify({
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic' },
      Db: { Type: 'AWS::RDS::DBCluster', DeletionPolicy: 'Retain', Properties: { DBClusterIdentifier: 'mysql-80', Engine: 'aurora-mysql' } },
    },
  });
  await client.send(new CreateChangeSetCommand({ StackName: 'Old', ChangeSetName: 'adopt', ChangeSetType: 'CREATE', TemplateBody, ImportExistingResources: true }));
  const { Changes = [] } = await client.send(new DescribeChangeSetCommand({ StackName: 'Old', ChangeSetName: 'adopt' }));
  expect(Changes.map(({ ResourceChange: change }) => [change!.LogicalResourceId, change!.Action])).toEqual([['Topic', 'Add'], ['Db', 'Import']]);
  await client.send(new ExecuteChangeSetCommand({ StackName: 'Old', ChangeSetName: 'adopt' }));
  const stack = account.cloudFormation.require('Old');
  await stack.settle();
  expect([stack.status, stack.resources.get('Db')!.physicalId, stack.resources.get('Db')!.status]).toEqual(['CREATE_COMPLETE', 'mysql-80', 'IMPORT_COMPLETE']);
});

test('drift is told for each property', async () => {
  const { client, settled, rds, account } = await withStack();
  const db = (await settled()).resources.get('Db')!.physicalId!;
  const ServerlessV2ScalingConfiguration = { MinCapacity: 2 };
  await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: db, BackupRetentionPeriod: 14, ServerlessV2ScalingConfiguration }));
  await client.send(new DetectStackDriftCommand({ StackName: 'Shop' }));
  const { StackResourceDrifts = [] } = await client.send(new DescribeStackResourceDriftsCommand({ StackName: 'Shop' }));
  expect(StackResourceDrifts.map(({ LogicalResourceId, StackResourceDriftStatus }) => [LogicalResourceId, StackResourceDriftStatus])).toEqual([['Db', 'MODIFIED'], ['Writer', 'IN_SYNC']]);
  expect(StackResourceDrifts[0].PropertyDifferences).toEqual([
    expect.objectContaining({ PropertyPath: '/BackupRetentionPeriod', ExpectedValue: '"7"', ActualValue: '14' }),
    expect.objectContaining({ PropertyPath: '/ServerlessV2ScalingConfiguration', ActualValue: '{"MinCapacity":2,"MaxCapacity":4}' }),
  ]);
  account.instances.clear();
  expect((await client.send(new DescribeStackResourceDriftsCommand({ StackName: 'Shop', StackResourceDriftStatusFilters: ['DELETED'] }))).StackResourceDrifts).toHaveLength(1);
});

test('a change set is deleted whether it exists or not, as long as the stack does; one that deploys in another mode is not simulated', async () => {
  const { client, settled } = await withStack();
  await settled();
  await expect(client.send(new DeleteChangeSetCommand({ StackName: 'Shop', ChangeSetName: 'never' }))).resolves.toBeDefined();
  await expect(client.send(new DeleteChangeSetCommand({ StackName: 'Nowhere', ChangeSetName: 'never' }))).rejects.toThrow('ChangeSet [never] does not exist');
  const express = { StackName: 'Shop', ChangeSetName: 'express', TemplateBody: TEMPLATE, DeploymentConfig: { Mode: 'EXPRESS' } } as const;
  await expect(client.send(new CreateChangeSetCommand(express))).rejects.toThrow('CreateChangeSet with DeploymentConfig EXPRESS');
});
