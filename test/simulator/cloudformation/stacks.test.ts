import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { deployer, eventsOf, ORDERS } from '../../support/stacks';

const TOPIC = { Type: 'AWS::SNS::Topic' };
const CLUSTER = {
  Type: 'AWS::RDS::DBCluster',
  Properties: {
    Engine: 'aurora-mysql',
    EngineVersion: '8.0.mysql_aurora.3.08.0',
    MasterUsername: 'admin',
    MasterUserPassword: 'made-up-1',
    ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 },
  },
};
const MEMBER = { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Db' }, Engine: 'aurora-mysql', DBInstanceClass: 'db.serverless' } };
const set = (resource: typeof CLUSTER, properties: object, attributes: object = {}) =>
  ({ ...resource, ...attributes, Properties: { ...resource.Properties, ...properties } });

describe('exports', () => {
  const exporting = (value: string) => ({ Resources: { Topic: TOPIC }, Outputs: { Out: { Value: value, Export: { Name: 'shared' } } } });
  const importing = { Resources: { Topic: TOPIC }, Outputs: { In: { Value: { 'Fn::ImportValue': 'shared' } } } };

  test('that are in use can be neither changed nor deleted', async () => {
    const { deploy, remove } = await deployer();
    const producer = await deploy('Producer', exporting('a'));
    const consumer = await deploy('Consumer', importing);
    expect(consumer.outputs[0].value).toBe('a');
    await deploy('Producer', exporting('b'));
    expect(producer.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(producer.events.find(({ status }) => status === 'UPDATE_ROLLBACK_IN_PROGRESS')!.reason).toBe('Export shared cannot be updated as it is in use by Consumer');
    await remove(producer);
    expect([producer.status, producer.reason]).toEqual(['DELETE_FAILED', 'Export shared cannot be deleted as it is in use by Consumer']);
    expect((await remove(consumer)).status).toBe('DELETE_COMPLETE');
    expect((await remove(producer)).status).toBe('DELETE_COMPLETE');
  });

  test('that nobody has fail the stack', async () => {
    const { deploy } = await deployer();
    const stack = await deploy('Consumer', importing);
    expect([stack.status, stack.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')!.reason]).toEqual(['ROLLBACK_COMPLETE', expect.stringContaining('No export named shared found.')]);
  });
});

describe.each(ORDERS)('a stack with a cluster, %s', (profile) => {
  test('is deleted members first, and leaves a snapshot', async () => {
    const { deploy, remove, account } = await deployer({ profile });
    const stack = await deploy('Shop', { Resources: { Db: CLUSTER, Writer: MEMBER } });
    await remove(stack);
    expect(stack.status).toBe('DELETE_COMPLETE');
    expect(eventsOf(stack).slice(-6)).toEqual([
      'Shop DELETE_IN_PROGRESS', 'Writer DELETE_IN_PROGRESS', 'Writer DELETE_COMPLETE', 'Db DELETE_IN_PROGRESS', 'Db DELETE_COMPLETE', 'Shop DELETE_COMPLETE',
    ]);
    expect(account.clusterSnapshots.size).toBe(1);
  });

  test('retains by the deployed policy, not by the one in the template that removes the resource', async () => {
    const { deploy, account } = await deployer({ profile });
    const stack = await deploy('Shop', { Resources: { Topic: TOPIC, Db: set(CLUSTER, {}, { DeletionPolicy: 'Retain' }) } });
    const { physicalId } = stack.resources.get('Db')!;
    await deploy('Shop', { Resources: { Topic: TOPIC } });
    expect(eventsOf(stack, 'Db').at(-1)).toBe('Db DELETE_SKIPPED');
    expect(account.clusters.has(physicalId!)).toBe(true);
  });

  test('is not deleted while it is protected', async () => {
    const { deploy, remove, account } = await deployer({ profile });
    const stack = await deploy('Shop', { Resources: { Db: set(CLUSTER, { DeletionProtection: true }) } });
    await remove(stack);
    expect([stack.status, stack.firstFailure(0)!.reason]).toEqual(['DELETE_FAILED', expect.stringContaining('Cannot delete protected Cluster')]);
    expect(account.clusters.has(stack.resources.get('Db')!.physicalId!)).toBe(true);
  });

  test('takes a replaced cluster back when something else fails', async () => {
    const { deploy, account } = await deployer({ profile });
    const broken = { Type: 'AWS::RDS::DBInstance', Properties: { ...MEMBER.Properties, DBInstanceClass: 'db.none.large' } };
    const stack = await deploy('Shop', { Resources: { Db: CLUSTER } });
    const { physicalId } = stack.resources.get('Db')!;
    await deploy('Shop', { Resources: { Db: set(CLUSTER, { StorageEncrypted: true }), Broken: broken } });
    expect([stack.status, stack.firstFailure(0)]).toMatchObject(['UPDATE_ROLLBACK_COMPLETE', { logicalId: 'Broken', reason: expect.stringContaining('Invalid DB Instance class') }]);
    expect(stack.resources.get('Db')).toMatchObject({ physicalId, status: 'UPDATE_COMPLETE' });
    expect([...account.clusters.keys()].filter((name) => name.startsWith('shop-'))).toEqual([physicalId]);
  });

  test('changes the port in place, as the handler\'s default', async () => {
    const { deploy, account } = await deployer({ profile });
    const postgres = { Engine: 'aurora-postgresql', EngineVersion: '15.4' };
    const stack = await deploy('Shop', { Resources: { Db: set(CLUSTER, { ...postgres, Port: 5432 }) } });
    await deploy('Shop', { Resources: { Db: set(CLUSTER, postgres) } });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(account.clusters.get(stack.resources.get('Db')!.physicalId!)!.shape.Port).toBe(3306);
  });
});

describe('nested stacks', () => {
  const nesting = (more: object = {}) => ({
    Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/assets/child.json', Parameters: { Days: 3 } } }, ...more },
    Outputs: { Cluster: { Value: { 'Fn::GetAtt': ['Child', 'Outputs.Cluster'] } } },
  });
  const child = (properties: object = {}) => ({
    Parameters: { Days: { Type: 'Number' } },
    Resources: { Db: set(CLUSTER, { BackupRetentionPeriod: { Ref: 'Days' }, ...properties }) },
    Outputs: { Cluster: { Value: { Ref: 'Db' } } },
  });

  test('take parameters, give outputs, and replace only when the whole deployment is through', async () => {
    const { deploy, remove, account } = await deployer();
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'nested-')), 'child.json');
    const write = (template: object) => {
      writeFileSync(file, JSON.stringify(template));
      account.cloudFormation.assets.set('child.json', file);
    };
    write(child());
    const stack = await deploy('Shop', nesting());
    const before = stack.outputs[0].value;
    expect(account.clusters.get(before)!.shape.BackupRetentionPeriod).toBe(3);
    write(child({ StorageEncrypted: true }));
    const broken = { Type: 'AWS::RDS::DBInstance', DependsOn: 'Child', Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: 'nowhere', DBInstanceClass: 'db.serverless' } };
    await deploy('Shop', nesting({ Broken: broken }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const nested = account.cloudFormation.stacks[1];
    expect([nested.status, nested.resources.get('Db')!.physicalId]).toEqual(['UPDATE_ROLLBACK_COMPLETE', before]);
    expect(account.clusters.has(before)).toBe(true);
    await deploy('Shop', nesting({ Topic: TOPIC }));
    expect([stack.status, nested.status]).toEqual(['UPDATE_COMPLETE', 'UPDATE_COMPLETE']);
    expect(stack.outputs[0].value).not.toBe(before);
    expect(account.clusters.has(before)).toBe(false);
    expect((await remove(stack)).status).toBe('DELETE_COMPLETE');
    expect(nested.status).toBe('DELETE_COMPLETE');
  });
});

describe('templates', () => {
  test('functions, mappings, conditions and parameters give values', async () => {
    const { deploy } = await deployer();
    const Value = (value: unknown) => ({ Value: value });
    const stack = await deploy('Shop', {
      Parameters: { Stage: { Type: 'String', Default: 'prod', AllowedValues: ['prod', 'test'] }, Names: { Type: 'CommaDelimitedList', Default: 'a, b' } },
      Mappings: { Sizes: { prod: { Max: 16 }, test: { Max: 2 } } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] } },
      Resources: { Topic: TOPIC, Never: { ...TOPIC, Condition: 'IsTest' } },
      Outputs: {
        Max: Value({ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Max'] }),
        Sub: Value({ 'Fn::Sub': ['${AWS::Region}/${x}/${!y}', { x: { 'Fn::Select': [1, { Ref: 'Names' }] } }] }), // eslint-disable-line no-template-curly-in-string
        If: Value({ 'Fn::If': ['IsProd', { 'Fn::Join': ['-', ['a', { 'Fn::If': ['IsTest', 'b', { Ref: 'AWS::NoValue' }] }]] }, 'no'] }),
        Split: Value({ 'Fn::Select': [0, { 'Fn::Split': ['/', 'x/y'] }] }),
      },
    });
    expect(Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value]))).toEqual({ Max: '16', Sub: 'eu-west-1/b/${y}', If: 'a', Split: 'x' }); // eslint-disable-line no-template-curly-in-string
    expect([...stack.resources.keys()]).toEqual(['Topic']);
  });

  test.each([
    ['an unknown function', { Topic: { ...TOPIC, Properties: { TopicName: { 'Fn::Cidr': ['10.0.0.0/8', 1] } } } }, 'The intrinsic function Fn::Cidr is not simulated.'],
    ['a circle', { A: { ...TOPIC, DependsOn: 'B' }, B: { ...TOPIC, DependsOn: 'A' } }, 'Circular dependency between resources: [A, B]'],
    ['a property of a database that is not modelled', { Db: set(CLUSTER, { BacktrackWindow: 1 }) }, 'AWS::RDS::DBCluster with BacktrackWindow (resource Db) is not simulated.'],
    ['a resource without a type', { A: {} }, 'Every Resources object must contain a Type member.'],
  ])('%s is named before anything happens', async (_, Resources, message) => {
    const { deploy, account } = await deployer();
    await expect(deploy('Shop', { Resources })).rejects.toThrow(message);
    expect(account.log.ofType('call')).toEqual([]);
  });

  test('parameters must have values that are allowed', async () => {
    const { deploy } = await deployer();
    const template = { Parameters: { Stage: { Type: 'String', AllowedValues: ['a'] } }, Resources: { Topic: TOPIC } };
    await expect(deploy('Shop', template)).rejects.toThrow('Parameters: [Stage] must have values');
    await expect(deploy('Shop', template, { parameters: { Stage: 'b' } })).rejects.toThrow("Parameter 'Stage' must be one of AllowedValues");
  });

  test('a type cannot be changed under the same logical id', async () => {
    const { deploy } = await deployer();
    await deploy('Shop', { Resources: { Topic: TOPIC } });
    await expect(deploy('Shop', { Resources: { Topic: { Type: 'AWS::SQS::Queue' } } })).rejects.toThrow('modifies resource type of the following resources: [Topic]');
  });
});
