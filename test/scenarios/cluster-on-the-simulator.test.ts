import {
  CreateGlobalClusterCommand, DescribeDBClusterEndpointsCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand,
  DescribeDBProxyTargetsCommand, FailoverDBClusterCommand,
} from '@aws-sdk/client-rds';
import { ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnDBCluster, CfnGlobalCluster } from 'aws-cdk-lib/aws-rds';
import { CustomEndpoint, ParameterFeature, ServerlessV2Capacity, ServerlessV2Cluster, type ServerlessV2ClusterProps, ServerlessV2Member, ServerlessV2ParameterGroups } from '../../src';
import { itIs, MYSQL, POSTGRES, warningsOf } from '../cluster/support';
import { deployer } from '../support/stacks';

itIs('2026-11-21');

const HOUR = 3600;
const PAUSE = Duration.minutes(5);

type Then = (db: ServerlessV2Cluster, stack: Stack, vpc: ec2.IVpc) => void;

/** A cluster as it is synthesized, with the warnings of synth, deployed on the simulated CloudFormation. */
async function deploy(props: Partial<ServerlessV2ClusterProps>, then: Then = () => undefined) {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const vpc = new ec2.Vpc(stack, 'Vpc');
  // The retention of logs is set by a function of the CDK that calls CloudWatch Logs, which is not simulated.
  then(new ServerlessV2Cluster(stack, 'Db', { engine: MYSQL, vpc, storageEncrypted: true, cloudwatchLogsExports: [], ...props }), stack, vpc);
  const { template } = app.synth().getStackByName('Shop');
  const simulated = await deployer();
  const deployed = await simulated.deploy('Shop', template);
  const { rds, account } = simulated;
  expect({ status: deployed.status, failures: deployed.events.filter(({ status }) => status.endsWith('FAILED')).map(({ reason }) => reason) })
    .toEqual({ status: 'CREATE_COMPLETE', failures: [] });
  const member = (id: string) => [...deployed.resources.values()]
    .find(({ logicalId, type }) => type === 'AWS::RDS::DBInstance' && logicalId.startsWith(`Db${id}`))!.physicalId!;
  const identifier = [...deployed.resources.values()].find(({ type }) => type === 'AWS::RDS::DBCluster')!.physicalId!;
  return {
    ...simulated,
    identifier,
    member,
    stackName: 'Shop',
    secret: () => [...deployed.resources.values()].find(({ type }) => type === 'AWS::SecretsManager::SecretTargetAttachment')?.physicalId,
    warnings: warningsOf(stack),
    capacityOf: (id: string) => account.instances.get(member(id))!.capacityAt(account.clock.now),
    cluster: async () => (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: identifier }))).DBClusters![0],
  };
}

test('a cluster with a proxy, the Data API and readers comes up', async () => {
  const { rds, dataApi, secret, cluster, identifier } = await deploy({
    capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }),
    members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.independent('Reports', { promotionTier: 15 })],
    enableDataApi: true,
    requireTls: true,
  }, (db, _, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!], dbProxyName: 'shop' }));
  const described = await cluster();
  expect(described).toMatchObject({
    Status: 'available',
    HttpEndpointEnabled: true,
    DeletionProtection: true,
    IAMDatabaseAuthenticationEnabled: true,
    BackupRetentionPeriod: 7,
    ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 },
  });
  expect(described.DBClusterMembers!.map(({ PromotionTier }) => PromotionTier).sort()).toEqual([1, 1, 15]);
  const records = async (secretArn: string) => (await dataApi.send(new ExecuteStatementCommand({ resourceArn: described.DBClusterArn, secretArn, sql: 'SELECT 1' }))).records;
  expect(await records(secret()!)).toEqual([[{ longValue: 1 }]]);
  const { Targets } = await rds.send(new DescribeDBProxyTargetsCommand({ DBProxyName: 'shop' }));
  expect(Targets!.map(({ RdsResourceId, TrackedClusterId }) => TrackedClusterId ?? RdsResourceId)).toEqual(Array(4).fill(identifier));
});

test('a custom endpoint leads to its members, and its role may make it, change it and delete it', async () => {
  const members = [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.independent('Reports')];
  const deployed = await deploy({ members, removalPolicy: RemovalPolicy.DESTROY }, (db, stack) => {
    const reports = new CustomEndpoint(stack, 'Reports', { cluster: db, members: ['Reports'] });
    new CfnOutput(stack, 'Address', { value: reports.endpoint.hostname });
  });
  const { rds, member, account, identifier, remove, sleep, stackName } = deployed;
  await sleep(120);
  const { DBClusterEndpoints } = await rds.send(new DescribeDBClusterEndpointsCommand({ DBClusterIdentifier: identifier }));
  const [custom] = DBClusterEndpoints!.filter(({ EndpointType }) => EndpointType === 'CUSTOM');
  expect(custom).toMatchObject({ Status: 'available', CustomEndpointType: 'READER', StaticMembers: [member('Reports')] });
  const stack = account.cloudFormation.require(stackName);
  expect(stack.outputs.find(({ key }) => key === 'Address')?.value).toBe(custom.Endpoint);
  await remove(stack);
  const used = account.permissions.used.filter(({ principal }) => /AWS679f53/.test(principal)).map(({ action }) => action);
  expect(used).toEqual(['rds:CreateDBClusterEndpoint', 'rds:CreateDBClusterEndpoint', 'rds:DeleteDBClusterEndpoint']);
  expect([stack.status, account.customEndpoints.size]).toEqual(['DELETE_COMPLETE', 0]);
});

test('a password that RDS keeps opens the Data API', async () => {
  const { dataApi, cluster } = await deploy({ manageMasterUserPassword: true, enableDataApi: true });
  const { DBClusterArn: resourceArn, MasterUserSecret } = await cluster();
  const { records } = await dataApi.send(new ExecuteStatementCommand({ resourceArn, secretArn: MasterUserSecret!.SecretArn, sql: 'SELECT 1' }));
  expect(records).toEqual([[{ longValue: 1 }]]);
});

describe('a failover', () => {
  const large = ServerlessV2Member.provisioned('Large', { instanceType: new ec2.InstanceType('r6g.2xlarge'), promotionTier: 0 });
  const capacity = ServerlessV2Capacity.range({ min: 2, max: 32 });

  test('makes a member the writer that is as large as the old one', async () => {
    const { rds, account, identifier, member, capacityOf, cluster, sleep, warnings } = await deploy({
      capacity, members: [large, ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.independent('Reports')],
    });
    expect(warnings).toEqual([]);
    await sleep(HOUR);
    expect([capacityOf('A'), capacityOf('Reports')]).toEqual([32, 2]);
    await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: identifier }));
    await sleep(HOUR / 6);
    expect(account.clusters.get(identifier)!.writer).toBe(member('A'));
    expect((await cluster()).Status).toBe('available');
  });

  test('makes a small one the writer where synth has warned of that', async () => {
    const { rds, account, identifier, member, capacityOf, sleep, warnings } = await deploy({ capacity, members: [large, ServerlessV2Member.independent('Reports')] });
    expect(warnings).toEqual(['smallAtFailover']);
    await sleep(HOUR);
    await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: identifier }));
    await sleep(HOUR / 6);
    expect(account.clusters.get(identifier)!.writer).toBe(member('Reports'));
    expect(capacityOf('Reports')).toBe(2);
  });
});

describe('an auto-pausing cluster', () => {
  const capacity = ServerlessV2Capacity.autoPause({ max: 4, after: PAUSE });

  test('pauses when nobody uses it, and synth has not warned', async () => {
    const { capacityOf, sleep, warnings } = await deploy({ capacity });
    expect(warnings).toEqual([]);
    await sleep(HOUR);
    expect([capacityOf('A'), capacityOf('B')]).toEqual([0, 0]);
  });

  test.each<[string, Partial<ServerlessV2ClusterProps>, Then]>([
    ['a proxy', {}, (db, _, vpc) => db.addProxy('Proxy', { vpc, secrets: [db.secret!] })],
    ['the binary log', { parameters: { binlog_format: 'ROW' } }, () => undefined],
    ['logical replication', { engine: POSTGRES, parameters: { 'rds.logical_replication': '1' } }, () => undefined],
    ['what zero-ETL needs', {}, (db, stack) => {
      const groups = new ServerlessV2ParameterGroups(stack, 'Groups', { engine: MYSQL, features: [ParameterFeature.zeroEtl()] });
      (db.node.defaultChild as CfnDBCluster).dbClusterParameterGroupName = groups.cluster.bindToCluster({}).parameterGroupName;
    }],
    ['a provisioned member', {
      members: [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B'), ServerlessV2Member.provisioned('C', { instanceType: new ec2.InstanceType('r6g.large') })],
    }, () => undefined],
  ])('does not pause with %s, and synth has warned', async (_, props, then) => {
    const { capacityOf, sleep, warnings } = await deploy({ capacity, ...props }, then);
    expect(warnings).toContain('autoPauseBlocked');
    await sleep(HOUR);
    expect([capacityOf('A'), capacityOf('B')]).toEqual([0.5, 0.5]);
  });

  test('does not pause as the primary of a global database, and synth has warned', async () => {
    // The simulated CloudFormation has no global clusters, so that the second one makes the first one true.
    const { rds, capacityOf, sleep, cluster, warnings } = await deploy({ capacity }, (db, stack) => {
      new CfnGlobalCluster(stack, 'World', { sourceDbClusterIdentifier: db.clusterArn });
    });
    expect(warnings).toContain('autoPauseBlocked');
    await rds.send(new CreateGlobalClusterCommand({ GlobalClusterIdentifier: 'world', SourceDBClusterIdentifier: (await cluster()).DBClusterArn }));
    await sleep(HOUR);
    expect([capacityOf('A'), capacityOf('B')]).toEqual([0.5, 0.5]);
  });

  test('does not pause for a client that stays connected, of whom synth knows nothing', async () => {
    const { account, identifier, capacityOf, sleep, warnings } = await deploy({ capacity });
    expect(warnings).toEqual([]);
    account.addClient(identifier);
    await sleep(HOUR);
    expect(capacityOf('A')).toBeGreaterThan(0);
  });

  test('wakes up for a client', async () => {
    const { account, identifier, capacityOf, sleep, rds } = await deploy({ capacity });
    await sleep(HOUR);
    account.addClient(identifier);
    await sleep(60);
    expect(capacityOf('A')).toBeGreaterThan(0);
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances!.filter(({ DBClusterIdentifier }) => DBClusterIdentifier === identifier).map(({ DBInstanceStatus }) => DBInstanceStatus)).toEqual(['available', 'available']);
  });
});
