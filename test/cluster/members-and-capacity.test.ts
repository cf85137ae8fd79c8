import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { clusterWith, codesOf, MYSQL, mysql, MYSQL_84, only, postgres, POSTGRES, stackWith } from './support';
import {
  CapacitySchedule, ParameterFeature, ServerlessV2Capacity, ServerlessV2Cluster, type ServerlessV2ClusterProps, ServerlessV2Member,
  ServerlessV2ParameterGroups, StopStartSchedule,
} from '../../src';

const range = (template: Template) => {
  const { MinCapacity, MaxCapacity, SecondsUntilAutoPause } = only(template, 'AWS::RDS::DBCluster').ServerlessV2ScalingConfiguration;
  return [MinCapacity, MaxCapacity, SecondsUntilAutoPause];
};
const instances = (template: Template) => Object.entries(template.findResources('AWS::RDS::DBInstance'));

describe('the capacity', () => {
  test.each<[string, ServerlessV2Capacity, (number | undefined)[]]>([
    ['development', ServerlessV2Capacity.development(), [0, 2, 300]],
    ['spiky', ServerlessV2Capacity.spiky({ peak: 32 }), [8, 32, undefined]],
    ['spiky and small', ServerlessV2Capacity.spiky({ peak: 4 }), [2, 4, undefined]],
    ['steady', ServerlessV2Capacity.steady({ typical: 8 }), [6, 12, undefined]],
    ['steady and odd', ServerlessV2Capacity.steady({ typical: 0.5 }), [0.5, 1, undefined]],
    ['batch', ServerlessV2Capacity.batch({ peak: 64 }), [0, 64, 1800]],
    ['in half steps', ServerlessV2Capacity.range({ min: 1.5, max: 7.5 }), [1.5, 7.5, undefined]],
    ['newer than this library', ServerlessV2Capacity.of({ min: 0.25, max: 512, autoPauseAfter: Duration.minutes(1) }), [0.25, 512, 60]],
  ])('is %s', (_, capacity, expected) => {
    expect(range(clusterWith({ capacity }).template)).toEqual(expected);
  });

  test.each<[string, Partial<ServerlessV2ClusterProps>, string[]]>([
    ['a pause that the version does not have', { engine: postgres('16.2'), capacity: ServerlessV2Capacity.autoPause({ max: 4 }) }, ['CAPACITY_BEYOND_ENGINE']],
    ['a minimum of 0 that the version does not have', { engine: mysql('8.0.mysql_aurora.3.07.1'), capacity: ServerlessV2Capacity.range({ min: 0, max: 4 }) }, ['CAPACITY_BEYOND_ENGINE']],
    ['more than 128 ACUs', { engine: postgres('15.4'), capacity: ServerlessV2Capacity.range({ min: 1, max: 128.5 }) }, ['CAPACITY_BEYOND_ENGINE']],
    ['a version without db.serverless', { engine: postgres('13.5') }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2']],
    ['MySQL 5.7', { engine: mysql('5.7.mysql_aurora.2.12.3') }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2']],
    ['that and a bad range', { engine: postgres('12.22'), capacity: ServerlessV2Capacity.range({ min: 9, max: 8 }) }, ['ENGINE_VERSION_WITHOUT_SERVERLESS_V2', 'CAPACITY_RANGE_INVALID']],
    ['a bad range said the L2\'s way', { serverlessV2MinCapacity: 0.3, serverlessV2MaxCapacity: 500 }, ['CAPACITY_RANGE_INVALID', 'CAPACITY_RANGE_INVALID']],
  ])('is refused with %s', (_, props, codes) => {
    expect(codesOf(props)).toEqual(codes);
  });

  test.each([[postgres('18.3')], [postgres('17.4')], [MYSQL_84], [MYSQL]])('is possible with every version that is in support (%#)', (engine) => {
    expect(range(clusterWith({ engine, capacity: ServerlessV2Capacity.range({ min: 0, max: 256 }) }).template)).toEqual([0, 256, undefined]);
  });

  test('predicts the connections', () => {
    const { stack } = clusterWith({ capacity: ServerlessV2Capacity.range({ min: 0.5, max: 64 }) });
    expect((stack.node.findChild('Db') as ServerlessV2Cluster).predictedMaxConnections).toBe(2000);
  });
});

describe('a schedule', () => {
  const targets = (template: Template) => Object.values(template.findResources('AWS::Scheduler::Schedule')).map(({ Properties: { Target, ScheduleExpression } }) => ({
    expression: ScheduleExpression, arn: JSON.stringify(Target.Arn), input: JSON.stringify(Target.Input),
  }));

  test('raises the floor before a peak, without a function', () => {
    const { template } = clusterWith({ cloudwatchLogsExports: [] }, (db, stack) => new CapacitySchedule(stack, 'Peak', {
      cluster: db,
      schedule: scheduler.ScheduleExpression.cron({ hour: '7', minute: '45', timeZone: TimeZone.EUROPE_ZURICH }),
      capacity: ServerlessV2Capacity.range({ min: 8, max: 32 }),
    }));
    const [{ arn, input }] = targets(template);
    expect(arn).toContain('aws-sdk:rds:modifyDBCluster');
    expect(input.replace(/\\/g, '')).toMatch(/"DbClusterIdentifier":.*"ServerlessV2ScalingConfiguration":{"MinCapacity":8,"MaxCapacity":32}/);
    template.resourceCountIs('AWS::Lambda::Function', 0);
    const [[statement]] = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(statement.Action).toBe('rds:ModifyDBCluster');
    expect(JSON.stringify(statement.Resource)).toMatch(/:cluster:/);
  });

  test('stops and starts, and may do nothing else', () => {
    const { template } = clusterWith({}, (db, stack) => new StopStartSchedule(stack, 'Night', {
      cluster: db, stop: scheduler.ScheduleExpression.cron({ hour: '19', minute: '0' }), start: scheduler.ScheduleExpression.cron({ hour: '7', minute: '0' }),
    }));
    expect(targets(template).map(({ arn, expression }) => [expression, arn.match(/rds:(\w+)/)?.[1]]).sort()).toEqual([
      ['cron(0 19 * * ? *)', 'stopDBCluster'], ['cron(0 7 * * ? *)', 'startDBCluster'],
    ]);
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => String(Action).startsWith('rds:'));
    expect(statements.map(({ Action }) => Action).sort()).toEqual(['rds:StartDBCluster', 'rds:StopDBCluster']);
    for (const { Resource } of statements) expect(JSON.stringify(Resource)).toMatch(/:cluster:/);
  });

  test('is refused with a range that the engine does not have', () => {
    expect(() => clusterWith({ engine: postgres('14.9') }, (db, stack) => new CapacitySchedule(stack, 'Peak', {
      cluster: db, schedule: scheduler.ScheduleExpression.rate(Duration.days(1)), capacity: ServerlessV2Capacity.range({ min: 8, max: 256 }),
    }))).toThrow(/\[CAPACITY_BEYOND_ENGINE\]/);
  });
});

describe('the members', () => {
  test('may have every tier', () => {
    const members = [...Array(16).keys()].map((tier) => tier < 2
      ? ServerlessV2Member.failoverTarget(`M${tier}`, { promotionTier: tier }) : ServerlessV2Member.independent(`M${tier}`, { promotionTier: tier }));
    expect(instances(clusterWith({ members }).template).map(([, { Properties }]) => Properties.PromotionTier)).toEqual([...Array(16).keys()]);
  });

  test('may be mixed with provisioned ones', () => {
    const members = [ServerlessV2Member.provisioned('Big', { instanceType: new ec2.InstanceType('r7g.large'), promotionTier: 0 }), ServerlessV2Member.failoverTarget('A')];
    expect(instances(clusterWith({ members }).template).map(([, { Properties }]) => [Properties.DBInstanceClass, Properties.PromotionTier]))
      .toEqual([['db.r7g.large', 0], ['db.serverless', 1]]);
  });

  const three = ['A', 'B', 'C'].map((id) => ServerlessV2Member.failoverTarget(id));
  const isInstance = (template: Template, id: string) => template.toJSON().Resources[id]?.Type === 'AWS::RDS::DBInstance';
  const dependencies = (template: Template) => instances(template)
    .map(([id, { DependsOn }]): [string, string[]] => [id, [DependsOn].flat().filter((other) => isInstance(template, other))]);

  test('are updated one at a time in their order', () => {
    const [[a, ofA], [b, ofB], [, ofC]] = dependencies(clusterWith({ members: three }).template);
    expect([ofA, ofB, [...ofC].sort()]).toEqual([[], [a], [a, b].sort()]);
  });

  test('are updated together if that is asked for, and one at a time where the L2 ignores it', () => {
    const { BULK } = rds.InstanceUpdateBehaviour;
    const bulk = dependencies(clusterWith({ members: three, instanceUpdateBehaviour: BULK }).template);
    expect(bulk[2][1]).toEqual([bulk[0][0]]);
    const rolling = dependencies(clusterWith({
      writer: rds.ClusterInstance.serverlessV2('A'),
      readers: [rds.ClusterInstance.serverlessV2('B'), rds.ClusterInstance.serverlessV2('C')],
      instanceUpdateBehaviour: rds.InstanceUpdateBehaviour.ROLLING,
    }).template);
    expect(rolling[2][1]).toHaveLength(2);
  });

  test('are spread over the zones of the VPC, except those that state theirs', () => {
    const { template } = clusterWith({ members: [...three, ServerlessV2Member.independent('D', { availabilityZone: 'eu-west-1z' })], spreadOverZones: true });
    const zones = instances(template).map(([, { Properties }]) => JSON.stringify(Properties.AvailabilityZone));
    expect(new Set(zones.slice(0, 2)).size).toBe(2);
    expect(zones[3]).toBe('"eu-west-1z"');
    for (const [, { Properties }] of instances(clusterWith({}).template)) expect(Properties).not.toHaveProperty('AvailabilityZone');
  });

  test('cannot be spread where the L2 has said them', () => {
    expect(codesOf({ writer: rds.ClusterInstance.serverlessV2('A'), spreadOverZones: true })).toEqual(['PROPERTIES_CLASH']);
  });

  test('keep the ids of instances of old', () => {
    const plain = stackWith((stack, vpc) => new rds.DatabaseCluster(stack, 'Db', { engine: POSTGRES, instanceProps: { vpc } })).template;
    const members = ['Instance1', 'Instance2'].map((id) => ServerlessV2Member.failoverTarget(id, { isFromLegacyInstanceProps: true }));
    expect(instances(clusterWith({ members }).template).map(([id]) => id)).toEqual(instances(plain).map(([id]) => id));
  });
});

describe('parameter groups', () => {
  const upgrade = (version: string, alsoFor: string[] = []) => stackWith((stack, vpc) => {
    const engine = postgres(version);
    const parameterGroups = new ServerlessV2ParameterGroups(stack, 'Groups', {
      engine, alsoFor: alsoFor.map(postgres), features: [ParameterFeature.requireTls()], clusterParameters: { work_mem: '65536' }, instanceParameters: { log_statement: 'ddl' },
    });
    new ServerlessV2Cluster(stack, 'Db', { engine, vpc, storageEncrypted: true, parameterGroups });
  }).template;
  const groups = (template: Template, type: string) => Object.entries(template.findResources(type))
    .map(([id, { Properties }]) => [Properties.Family, id, Properties.Parameters]);

  test('of two families have different ids, so that an upgrade has both', () => {
    const [before, after] = [upgrade('15.10'), upgrade('16.8')];
    const [[family15, id15, parameters]] = groups(before, 'AWS::RDS::DBClusterParameterGroup');
    const [[family16, id16]] = groups(after, 'AWS::RDS::DBClusterParameterGroup');
    expect([family15, family16, id15 === id16]).toEqual(['aurora-postgresql15', 'aurora-postgresql16', false]);
    expect(parameters).toEqual({ 'rds.force_ssl': '1', 'work_mem': '65536' });
  });

  test('may be there side by side', () => {
    const both = upgrade('16.8', ['15.10']);
    expect(groups(both, 'AWS::RDS::DBParameterGroup').map(([family]) => family).sort()).toEqual(['aurora-postgresql15', 'aurora-postgresql16']);
  });

  test('of the instances are told to the cluster, for major upgrades, and to the members', () => {
    const template = upgrade('16.8');
    const [[, id]] = groups(template, 'AWS::RDS::DBParameterGroup');
    expect(only(template, 'AWS::RDS::DBCluster').DBInstanceParameterGroupName).toEqual({ Ref: id });
    for (const [, { Properties }] of instances(template)) expect(Properties.DBParameterGroupName).toEqual({ Ref: id });
  });

  test.each([
    [POSTGRES, ParameterFeature.logicalReplication(), { 'rds.logical_replication': '1' }],
    [MYSQL, ParameterFeature.binlog(), { binlog_format: 'ROW' }],
    [MYSQL, ParameterFeature.zeroEtl(), { aurora_enhanced_binlog: '1', binlog_backup: '0', binlog_format: 'ROW', binlog_replication_globaldb: '0', binlog_row_image: 'full', binlog_row_metadata: 'full' }],
  ])('switch features on (%#)', (engine, feature, expected) => {
    const { template } = stackWith((stack) => new ServerlessV2ParameterGroups(stack, 'Groups', { engine, features: [feature] }));
    expect(groups(template, 'AWS::RDS::DBClusterParameterGroup')[0][2]).toEqual(expected);
  });

  test('do not pretend to switch on what the engine does not have, nor fit another family', () => {
    expect(() => stackWith((stack) => new ServerlessV2ParameterGroups(stack, 'Groups', { engine: POSTGRES, features: [ParameterFeature.binlog()] })))
      .toThrow(/\[PROPERTY_INVALID\] `features` has binlog, which aurora-postgresql does not have/);
    expect(() => stackWith((stack, vpc) => new ServerlessV2Cluster(stack, 'Db', {
      engine: POSTGRES, vpc, storageEncrypted: true, parameterGroups: new ServerlessV2ParameterGroups(stack, 'Groups', { engine: postgres('15.10') }), parameters: {},
    }))).toThrow(/\[PARAMETERS_SAID_TWICE\][^]*\[PROPERTIES_CLASH\] `parameterGroups` and `engine`/);
  });
});
