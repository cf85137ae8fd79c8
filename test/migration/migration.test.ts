import { spawnSync } from 'node:child_process';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { MigrationEngine, MigrationSource, ServerlessV2Capacity, ServerlessV2Member, ServerlessV2Migration, type ServerlessV2MigrationProps } from '../../src';
import { writeFiles } from '../support/command-line';
import { documentsOf } from '../support/sources';

const capacity = ServerlessV2Capacity.range({ min: 1, max: 16 });

function synthesize(props: Partial<ServerlessV2MigrationProps> = {}) {
  const app = new App();
  const engineStack = new Stack(app, 'EngineStack');
  const engine = new MigrationEngine(engineStack, 'Engine');
  const stack = new Stack(app, 'Moves');
  new ServerlessV2Migration(stack, 'Shop', { engine, source: MigrationSource.cluster('shop'), target: { capacity }, ...props });
  return { engine: Template.fromStack(engineStack), moves: Template.fromStack(stack) };
}

function definitionOf(engine: Template) {
  const [machine] = Object.values(engine.findResources('AWS::StepFunctions::StateMachine'));
  const parts = machine.Properties.DefinitionString['Fn::Join'][1] as unknown[];
  return JSON.parse(parts.map((part) => typeof part === 'string' ? part : 'arn:aws:lambda:eu-west-1:123456789012:function:advance').join(''));
}

const statements = (template: Template) => Object.values(template.findResources('AWS::IAM::Policy'))
  .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown; Condition?: unknown }[]);

describe('the migration engine', () => {
  test('is a Standard machine that advances, chooses, waits as long as it was told, and advances again', () => {
    const { engine } = synthesize();
    engine.hasResourceProperties('AWS::StepFunctions::StateMachine', { StateMachineType: 'STANDARD' });
    const { StartAt, States } = definitionOf(engine);
    expect(StartAt).toBe('Advance one step');
    expect(States['Advance one step']).toMatchObject({ Type: 'Task', Next: 'What came of it?', Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 8 }] });
    expect(States['What came of it?'].Choices).toContainEqual({ Variable: '$.status', StringEquals: 'running', Next: 'Wait for AWS' });
    expect(States['Wait for AWS']).toEqual({ Type: 'Wait', SecondsPath: '$.waitSeconds', Next: 'Advance one step' });
    expect(States.Refused).toEqual({ Type: 'Fail', Error: 'REFUSED', CausePath: '$.message' });
  });

  test('has a machine that AWS accepts', () => {
    // A package of ES modules only.
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `
      import validate from 'asl-validator';
      let text = ''; for await (const chunk of process.stdin) text += chunk;
      const { isValid, errors } = await validate(JSON.parse(text));
      if (!isValid) console.log(JSON.stringify(errors)); process.exitCode = isValid ? 0 : 1;
    `], { input: JSON.stringify(definitionOf(synthesize().engine)), encoding: 'utf8', cwd: __dirname });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('keeps its logs when its stack is deleted', () => {
    synthesize().engine.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: { RetentionInDays: 365 } });
  });

  test('changes no database by itself: that permission comes with each migration', () => {
    const stack = new Stack(new App(), 'Alone');
    new MigrationEngine(stack, 'Engine');
    const actions = (template: Template) => statements(template).flatMap(({ Action }) => Action);
    expect(actions(Template.fromStack(stack)).filter((action) => action.startsWith('rds:') && !action.startsWith('rds:Describe'))).toEqual([]);
    // In the engine's stack: a rollback of the other one must not take it away while the engine goes back.
    expect(actions(synthesize().engine)).toEqual(expect.arrayContaining(['rds:ModifyDBCluster', 'rds:FailoverDBCluster', 'rds:CreateDBInstance', 'rds:DeleteDBInstance']));
  });

  test('and its migrations allow no action with a wildcard, and everything only in CloudWatch metrics', () => {
    const { engine, moves } = synthesize();
    for (const { Action, Resource } of [...statements(engine), ...statements(moves)]) {
      for (const action of [Action].flat()) expect(action).not.toContain('*');
      // Metrics, and the machine's own logs and traces, which AWS authorizes on nothing narrower.
      if ([Resource].flat().includes('*')) for (const action of [Action].flat()) expect(action).toMatch(/^(cloudwatch:GetMetricData$|logs:|xray:)/);
    }
  });

  test('may change only the cluster of the migration', () => {
    const { engine } = synthesize();
    const [change] = statements(engine).filter(({ Action }) => [Action].flat().includes('rds:ModifyDBCluster'));
    expect(change.Resource).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':rds:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':cluster:shop']] });
  });

  test('may pass on a role only to the monitoring of RDS', () => {
    const [pass] = statements(synthesize().engine).filter(({ Action }) => Action === 'iam:PassRole');
    expect(pass.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } });
  });
});

describe('an upgrade on the way', () => {
  const target = { capacity, engineVersion: '16.8' };

  test('is part of the goal, and brings the permissions that it takes', () => {
    const { engine, moves } = synthesize({ target });
    moves.hasResourceProperties('Custom::ServerlessV2Migration', { EngineVersion: '16.8' });
    const actions = statements(engine).flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(['rds:DescribeDBEngineVersions', 'rds:CreateDBClusterParameterGroup', 'rds:DescribeDBParameters']));
  });

  test('is not, where nobody asks for it', () => {
    const { engine, moves } = synthesize();
    expect(JSON.stringify([engine.toJSON(), moves.toJSON()])).not.toMatch(/EngineVersion"|ParameterGroup"/);
  });

  test('is planned at synth, and refused there where AWS offers no way; what cannot be told is asked when it begins', () => {
    const observed = (engineVersion: string, to: string) => {
      const [cluster, { DBInstances }] = documentsOf({ engine: 'aurora-postgresql', engineVersion });
      const files = Object.values(writeFiles({ 'clusters.json': cluster, 'instances.json': { DBInstances } }));
      return () => synthesize({ source: MigrationSource.cluster('mysql-80').observedFrom(...files), target: { capacity, engineVersion: to } });
    };
    expect(observed('12.9', '16.8')).not.toThrow();
    expect(observed('16.8', '15.8')).toThrow('NO_UPGRADE_ROUTE');
    expect(observed('12.16', '16.8')).not.toThrow();
  });

  test.each(['16', 'latest', '8.0.mysql_aurora.3.10', 'aurora-16.8'])('to %s is refused', (engineVersion) => {
    expect(() => synthesize({ target: { capacity, engineVersion } })).toThrow('ENGINE_VERSION_INVALID');
  });
});

describe('a migration', () => {
  test('gives the engine nothing but what the user wants', () => {
    const { moves } = synthesize({ target: { capacity, members: [ServerlessV2Member.failoverTarget('a'), ServerlessV2Member.independent('reports')] }, generation: 2 });
    const [resource] = Object.values(moves.findResources('Custom::ServerlessV2Migration'));
    const { ServiceToken: _, ...properties } = resource.Properties;
    expect(properties).toEqual({
      ServiceTimeout: '300',
      SourceClusterIdentifier: 'shop',
      Generation: 2,
      Capacity: { MinAcu: 1, MaxAcu: 16 },
      Members: [{ Name: 'a', PromotionTier: 1 }, { Name: 'reports', PromotionTier: 2 }],
    });
  });

  test('has two failover targets by default', () => {
    synthesize().moves.hasResourceProperties('Custom::ServerlessV2Migration', { Members: [{ Name: '1', PromotionTier: 1 }, { Name: '2', PromotionTier: 1 }] });
  });

  test('waits for its permissions', () => {
    const { moves } = synthesize();
    const [policy] = Object.keys(moves.findResources('AWS::IAM::Policy'));
    moves.hasResource('Custom::ServerlessV2Migration', { DependsOn: Match.arrayWith([policy]) });
  });

  test('lies in a stack that depends on the engine\'s, not the other way round', () => {
    const app = new App();
    const engineStack = new Stack(app, 'EngineStack');
    const engine = new MigrationEngine(engineStack, 'Engine');
    const stack = new Stack(app, 'Moves');
    new ServerlessV2Migration(stack, 'Shop', { engine, source: MigrationSource.cluster('shop'), target: { capacity } });
    app.synth();
    expect([stack.dependencies, engineStack.dependencies]).toEqual([[engineStack], []]);
  });

  test.each<[string, Partial<ServerlessV2MigrationProps>, RegExp]>([
    ['an ARN for an identifier', { source: MigrationSource.cluster('arn:aws:rds:eu-west-1:1:cluster:shop') }, /\[SOURCE_INVALID\].*not an ARN/],
    ['an impossible range', { target: { capacity: ServerlessV2Capacity.range({ min: 8, max: 4 }) } }, /\[CAPACITY_RANGE_INVALID\]/],
    ['members with options that would be ignored', { target: { capacity, members: [ServerlessV2Member.failoverTarget('a', { publiclyAccessible: true })] } }, /`a` inherits from the member that it replaces and takes no publiclyAccessible/],
    ['members whose names are no part of an identifier', { target: { capacity, members: [ServerlessV2Member.failoverTarget('a_b')] } }, /`a_b` becomes part of an identifier/],
    ['members of the same name', { target: { capacity, members: [ServerlessV2Member.failoverTarget('a'), ServerlessV2Member.failoverTarget('A')] } }, /ids must differ/],
    ['no members', { target: { capacity, members: [] } }, /a move adds 1 to 15 members, got 0/],
    ['half a generation', { generation: 1.5 }, /\[GENERATION_INVALID\]/],
  ])('is refused at synth with %s', (_, props, message) => {
    expect(() => synthesize(props)).toThrow(message);
  });
});
