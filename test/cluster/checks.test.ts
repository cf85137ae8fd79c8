import { readFileSync } from 'node:fs';
import { Annotations, App, Aspects, Duration, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import { clusterWith, ENVIRONMENT, itIs, MYSQL, postgres, POSTGRES, stackWith, warningsOf } from './support';
import {
  ParameterFeature, ServerlessV2Capacity, ServerlessV2Checks, ServerlessV2Cluster, type ServerlessV2ClusterProps, ServerlessV2Member,
  ServerlessV2ParameterGroups,
} from '../../src';

const capacity = ServerlessV2Capacity.autoPause({ max: 4 });
const range = ServerlessV2Capacity.range({ min: 2, max: 16 });

itIs('2026-11-21');

type Then = Parameters<typeof clusterWith>[1];
const warnings = (props: Partial<ServerlessV2ClusterProps>, then?: Then) => warningsOf(clusterWith(props, then).stack);

describe('a cluster of which nothing surprises', () => {
  test('has no warning', () => {
    expect(warnings({ capacity: range })).toEqual([]);
    expect(warnings({ capacity })).toEqual([]);
  });
});

describe('a cluster with a minimum of 0 is warned of everything that keeps it awake', () => {
  const blocked = ['autoPauseBlocked'];

  test.each<[string, Partial<ServerlessV2ClusterProps>, Then, RegExp]>([
    ['a proxy', {}, (db, _, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!] }), /RDS Proxy keeps connections open/],
    ['a proxy that is added from outside', {}, (db, stack, vpc) => new rds.DatabaseProxy(stack, 'Proxy', {
      proxyTarget: rds.ProxyTarget.fromCluster(db), secrets: [db.secret!], vpc,
    }), /RDS Proxy/],
    ['logical replication', { parameters: { 'rds.logical_replication': '1' } }, undefined, /rds\.logical_replication = 1/],
    ['a binary log', { engine: MYSQL, parameters: { binlog_format: 'ROW' } }, undefined, /binlog_format = ROW/],
    ['a provisioned member', { members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.provisioned('C', { instanceType: new ec2.InstanceType('r7g.large') })] }, undefined, /1 provisioned member/],
    ['a global database', {}, (db, stack) => new rds.CfnGlobalCluster(stack, 'Global', { sourceDbClusterIdentifier: db.clusterArn }), /primary of a global database/],
    ['a zero-ETL integration', {}, (db, stack) => new rds.CfnIntegration(stack, 'Integration', { sourceArn: db.clusterArn, targetArn: 'arn:aws:redshift-serverless:eu-west-1:123456789012:namespace/x' }), /zero-ETL/],
  ])('%s', (_, props, then, message) => {
    const { stack, annotations } = clusterWith({ capacity, ...props }, then);
    expect(warningsOf(stack)).toEqual(expect.arrayContaining(blocked));
    annotations.hasWarning('/Stack/Db/Resource', Match.stringLikeRegexp(message.source));
  });

  test('in another stack, too', () => {
    const app = new App();
    const [data, clients] = [new Stack(app, 'Data', ENVIRONMENT), new Stack(app, 'Clients', ENVIRONMENT)];
    const db = new ServerlessV2Cluster(data, 'Db', { engine: POSTGRES, vpc: new ec2.Vpc(data, 'Vpc'), storageEncrypted: true, capacity });
    new rds.CfnDBProxyTargetGroup(clients, 'Targets', { dbProxyName: 'shared', targetGroupName: 'default', dbClusterIdentifiers: [db.clusterIdentifier] });
    app.synth();
    expect(warningsOf(data)).toEqual(blocked);
  });

  test('in a stack without account and Region, too', () => {
    const stack = new Stack(new App(), 'Agnostic');
    const db = new ServerlessV2Cluster(stack, 'Db', { engine: POSTGRES, vpc: new ec2.Vpc(stack, 'Vpc'), storageEncrypted: true, capacity });
    new rds.CfnGlobalCluster(stack, 'Global', { sourceDbClusterIdentifier: db.clusterArn });
    Template.fromStack(stack);
    expect(warningsOf(stack)).toEqual(blocked);
  });

  test('but not with a minimum above 0', () => {
    expect(warnings({ capacity: range, parameters: { 'rds.logical_replication': '1' } })).toEqual([]);
  });
});

describe('it is warned of', () => {
  const insights = { enablePerformanceInsights: true };

  test.each<[string, Partial<ServerlessV2ClusterProps>, string[], Then]>([
    ['a floor below what Performance Insights needs', { capacity: ServerlessV2Capacity.range({ min: 1, max: 16 }), ...insights }, ['floor'], undefined],
    ['no floor at all', { capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }), ...insights }, [], undefined],
    ['a global database with a low floor', { capacity: range }, ['floor'], (db, stack) => new rds.CfnGlobalCluster(stack, 'Global', { sourceDbClusterIdentifier: db.clusterArn })],
    ['an only reader that starts small', { capacity: range, members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.independent('B')] }, ['smallAtFailover'], undefined],
    ['a follower that cannot grow as large as a provisioned writer', {
      capacity: ServerlessV2Capacity.range({ min: 2, max: 8 }),
      members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.provisioned('B', { instanceType: new ec2.InstanceType('r7g.2xlarge'), promotionTier: 0 })],
    }, ['cannotFollowWriter'], undefined],
    ['connections that a low minimum caps', { capacity: ServerlessV2Capacity.range({ min: 0.5, max: 64 }) }, ['connectionsCapped'], undefined],
    ['a public address', { capacity: range, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }, ['publiclyAccessible', 'publiclyAccessible'], undefined],
    ['a fixed identifier', { capacity: range, clusterIdentifier: 'shop' }, ['fixedIdentifier'], undefined],
    ['a parameter that is ignored', { capacity: range, parameters: { shared_buffers: '1000' } }, ['parameterIgnored'], undefined],
    ['Extended Support', { capacity: range, engine: postgres('13.23') }, ['extendedSupport'], undefined],
    ['an end of support within half a year', { capacity: range, engine: postgres('14.22') }, ['supportEnding'], undefined],
    ['a minor version that has ended', { capacity: range, engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.of('8.0.mysql_aurora.3.11.0') }) }, ['minorVersionEnded'], undefined],
    ['a retired runtime beside it', { capacity: range }, ['retiredRuntime'], (_, stack) => new lambda.CfnFunction(stack, 'Old', { code: {}, role: 'arn', runtime: 'nodejs18.x' })],
  ])('%s', (_, props, expected, then) => {
    expect(warnings(props, then)).toEqual(expected);
  });

  test('a proxy in subnets that are too small', () => {
    const { stack } = stackWith((scope) => {
      const vpc = new ec2.Vpc(scope, 'Small', { subnetConfiguration: [{ name: 'Db', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 28 }], maxAzs: 2 });
      const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
      const db = new ServerlessV2Cluster(scope, 'Db', { engine: POSTGRES, vpc, vpcSubnets, storageEncrypted: true, capacity: ServerlessV2Capacity.range({ min: 2, max: 64 }) });
      db.addProxy('Proxy', { vpc, vpcSubnets, secrets: [db.secret!] });
    });
    expect(warningsOf(stack)).toEqual(['proxySubnets']);
  });
});

describe('a warning', () => {
  test('can be acknowledged by its id', () => {
    const { stack } = clusterWith({ capacity: ServerlessV2Capacity.range({ min: 0.5, max: 64 }) }, (db) => {
      Annotations.of(db).acknowledgeWarning('cdk-aurora-serverless-v2:connectionsCapped', '2,000 connections are enough');
    });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is given once, however often the checks are added', () => {
    const { stack } = clusterWith({ capacity, parameters: { 'rds.logical_replication': '1' } }, (_, scope) => Aspects.of(scope).add(new ServerlessV2Checks()));
    expect(warningsOf(stack)).toEqual(['autoPauseBlocked']);
  });

  test('that is documented is one that exists, and the other way round', () => {
    const inRules = [...readFileSync('src/cluster/checks/rules.ts', 'utf8').matchAll(/warn\('(\w+)'/g)].map(([, name]) => name);
    const inGuide = [...readFileSync('docs/cluster.md', 'utf8').matchAll(/^\| `cdk-aurora-serverless-v2:(\w+)`/gm)].map(([, name]) => name);
    expect(inGuide.sort()).toEqual([...new Set(inRules)].sort());
  });
});

describe('what synth does not know', () => {
  const token = (name: string) => Token.asNumber({ Ref: name });

  test('is named, and does not crash', () => {
    const { annotations } = clusterWith({
      engine: postgres(Token.asString({ Ref: 'Version' })),
      capacity: ServerlessV2Capacity.range({ min: token('Min'), max: token('Max') }),
      members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B', { promotionTier: token('Tier') })],
      monitoringInterval: Duration.seconds(token('Monitoring')),
      port: token('Port'),
    });
    const [info] = annotations.findInfo('/Stack/Db/Resource', Match.anyValue());
    expect(info.entry.data).toBe('Not checked because synth does not know it: the engine version, the capacity range, the promotion tier of Stack/Db/B/Resource.');
  });

  test('is nothing for a cluster that says everything', () => {
    expect(clusterWith({ capacity: range }).annotations.findInfo('*', Match.anyValue())).toEqual([]);
  });
});

describe('the rule pack for plain clusters', () => {
  const plain = (props: Partial<rds.DatabaseClusterProps>, pack = true) => warningsOf(stackWith((stack, vpc) => {
    const db = new rds.DatabaseCluster(stack, 'Db', { engine: POSTGRES, vpc, writer: rds.ClusterInstance.serverlessV2('A'), ...props });
    db.addProxy('Proxy', { vpc, secrets: [db.secret!] });
    if (pack) Aspects.of(stack).add(new ServerlessV2Checks());
  }).stack);

  test('finds the same', () => {
    expect(plain({ serverlessV2MinCapacity: 0, readers: [rds.ClusterInstance.serverlessV2('B')] })).toEqual(['autoPauseBlocked', 'smallAtFailover']);
    expect(plain({ engine: postgres('13.12'), serverlessV2MinCapacity: 0, serverlessV2MaxCapacity: 256 }))
      .toEqual(['capacityBeyondEngine', 'capacityBeyondEngine', 'autoPauseBlocked', 'connectionsCapped', 'extendedSupport']);
    expect(plain({ engine: postgres('12.22'), enableDataApi: true })).toEqual(['engineVersion', 'dataApi', 'extendedSupport']);
  });

  test('is not there unless it is added', () => {
    expect(plain({ serverlessV2MinCapacity: 0 }, false)).toEqual([]);
  });

  test('leaves other engines alone', () => {
    const { stack } = stackWith((scope) => {
      new rds.CfnDBCluster(scope, 'Multi', { engine: 'mysql', engineVersion: '5.7', dbClusterIdentifier: 'fixed' });
      Aspects.of(scope).add(new ServerlessV2Checks());
    });
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('parameter groups of ours are read, too', () => {
  const { stack } = stackWith((scope, vpc) => {
    const parameterGroups = new ServerlessV2ParameterGroups(scope, 'Groups', { engine: POSTGRES, features: [ParameterFeature.zeroEtl()] });
    new ServerlessV2Cluster(scope, 'Db', { engine: POSTGRES, vpc, storageEncrypted: true, capacity, parameterGroups });
  });
  expect(warningsOf(stack)).toEqual(['autoPauseBlocked']);
});
