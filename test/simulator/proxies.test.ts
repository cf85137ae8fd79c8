import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateDBProxyCommand, DeleteDBProxyCommand, DeregisterDBProxyTargetsCommand, DescribeDBProxiesCommand, DescribeDBProxyTargetGroupsCommand,
  DescribeDBProxyTargetsCommand, FailoverDBClusterCommand, ModifyDBProxyCommand, ModifyDBProxyTargetGroupCommand, RebootDBInstanceCommand,
  RegisterDBProxyTargetsCommand,
} from '@aws-sdk/client-rds';
import { measure } from '../../src/simulator/measure';
import { TYPICAL } from '../../src/simulator/profile';
import { create as startDeployment, switchOver, withBinaryLogs } from '../support/blue-green';
import { accountWithRdsInstance, exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const proxy = { DBProxyName: 'front' };
const settings = {
  ...proxy,
  EngineFamily: 'MYSQL' as const,
  Auth: [{ AuthScheme: 'SECRETS' as const, SecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x' }],
  RoleArn: 'arn:aws:iam::123456789012:role/proxy',
  VpcSubnetIds: ['subnet-a', 'subnet-b'],
};
const create = ({ rds }: Simulated, change: object = {}) => rds.send(new CreateDBProxyCommand({ ...settings, ...change }));
const register = ({ rds }: Simulated, change: object = { DBClusterIdentifiers: ['mysql-80'] }) =>
  rds.send(new RegisterDBProxyTargetsCommand({ ...proxy, ...change }));
const look = async ({ rds }: Simulated) => (await rds.send(new DescribeDBProxiesCommand(proxy))).DBProxies![0];
const targets = async ({ rds }: Simulated) => (await rds.send(new DescribeDBProxyTargetsCommand(proxy))).Targets!;
const states = async (simulated: Simulated) => (await targets(simulated)).flatMap(({ TargetHealth }) => TargetHealth ? [TargetHealth.State] : []);

async function withProxy(simulated?: Simulated) {
  const result = simulated ?? await exampleAccount();
  await create(result);
  result.pass(900);
  await register(result);
  result.pass(600);
  return result;
}

describe('CreateDBProxy', () => {
  test('makes a proxy that is available after a while, with an empty default target group', async () => {
    const simulated = await exampleAccount();
    expect((await create(simulated)).DBProxy).toMatchObject({ Status: 'creating', IdleClientTimeout: 1800, RequireTLS: false });
    await expect(register(simulated)).rejects.toMatchObject({ name: 'InvalidDBProxyStateFault' });
    simulated.pass(900);
    expect(await look(simulated)).toMatchObject({ Status: 'available', Endpoint: expect.stringContaining('front.proxy-') });
    const { TargetGroups } = await simulated.rds.send(new DescribeDBProxyTargetGroupsCommand(proxy));
    expect(TargetGroups).toMatchObject([{
      TargetGroupName: 'default', IsDefault: true, Status: 'available', ConnectionPoolConfig: { MaxConnectionsPercent: 100, ConnectionBorrowTimeout: 120 },
    }]);
    expect(await targets(simulated)).toEqual([]);
  });

  test.each([
    ['a name that is taken', {}, 'DBProxyAlreadyExistsFault', 400],
    ['one subnet', { DBProxyName: 'b', VpcSubnetIds: ['a'] }, 'InvalidSubnet', 400],
    ['nobody who may log in', { DBProxyName: 'b', Auth: [] }, 'InvalidParameterCombination', 400],
    ['an idle timeout of nine hours', { DBProxyName: 'b', IdleClientTimeout: 32_400 }, 'InvalidParameterValue', 400],
    ['a name that is none', { DBProxyName: '1-' }, 'InvalidParameterValue', 400],
    ['another engine family', { DBProxyName: 'b', EngineFamily: 'SQLSERVER' }, 'NotSimulated', 501],
  ])('is refused with %s', async (_, change, name, httpStatusCode) => {
    const simulated = await exampleAccount();
    await create(simulated);
    await expect(create(simulated, change)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('is refused beyond the quota', async () => {
    const simulated = await exampleAccount({ profile: { ...TYPICAL, quotas: { ...TYPICAL.quotas, proxies: 1 } } });
    await create(simulated);
    await expect(create(simulated, { DBProxyName: 'second' })).rejects.toMatchObject({ name: 'DBProxyQuotaExceededFault' });
  });
});

describe('ModifyDBProxy and DeleteDBProxy', () => {
  test('change the settings at once and the name a little later, and take the proxy away', async () => {
    const simulated = await withProxy();
    await simulated.rds.send(new ModifyDBProxyCommand({ ...proxy, NewDBProxyName: 'renamed', RequireTLS: true }));
    expect(await look(simulated)).toMatchObject({ Status: 'modifying', RequireTLS: true });
    simulated.pass(120);
    await expect(look(simulated)).rejects.toMatchObject({ name: 'DBProxyNotFoundFault', $metadata: { httpStatusCode: 404 } });
    await simulated.rds.send(new DeleteDBProxyCommand({ DBProxyName: 'renamed' }));
    simulated.pass(600);
    expect((await simulated.rds.send(new DescribeDBProxiesCommand({}))).DBProxies).toEqual([]);
  });
});

describe('RegisterDBProxyTargets', () => {
  test('registers a cluster with its members, which become available one after the other state', async () => {
    const simulated = await exampleAccount();
    await create(simulated);
    simulated.pass(900);
    expect((await register(simulated)).DBProxyTargets).toMatchObject([
      { Type: 'TRACKED_CLUSTER', RdsResourceId: 'mysql-80' },
      { Type: 'RDS_INSTANCE', TrackedClusterId: 'mysql-80', Role: 'READ_WRITE', TargetHealth: { State: 'REGISTERING' } },
      { Type: 'RDS_INSTANCE', TrackedClusterId: 'mysql-80', Role: 'READ_ONLY', TargetHealth: { State: 'REGISTERING' } },
    ]);
    simulated.pass(600);
    expect(await states(simulated)).toEqual(['AVAILABLE', 'AVAILABLE']);
    await simulated.rds.send(new DeregisterDBProxyTargetsCommand({ ...proxy, DBClusterIdentifiers: ['mysql-80'] }));
    expect(await targets(simulated)).toEqual([]);
  });

  test.each([
    ['a Serverless v1 cluster', { DBClusterIdentifiers: ['sample-cluster'] }, 'POSTGRESQL', 'InvalidDBClusterStateFault'],
    ['a cluster of another family', { DBClusterIdentifiers: ['mysql-80'] }, 'POSTGRESQL', 'InvalidParameterValue'],
    ['a member of a cluster', { DBInstanceIdentifiers: ['provisioned-instance-1'] }, 'MYSQL', 'InvalidParameterCombination'],
    ['two databases', { DBClusterIdentifiers: ['mysql-80'], DBInstanceIdentifiers: ['old-rds'] }, 'MYSQL', 'InvalidParameterCombination'],
    ['nothing', {}, 'MYSQL', 'InvalidParameterCombination'],
    ['a cluster that is not there', { DBClusterIdentifiers: ['none'] }, 'MYSQL', 'DBClusterNotFoundFault'],
    ['another target group', { TargetGroupName: 'other', DBClusterIdentifiers: ['mysql-80'] }, 'MYSQL', 'DBProxyTargetGroupNotFoundFault'],
  ])('is refused for %s', async (_, change, EngineFamily, name) => {
    const simulated = await accountWithRdsInstance();
    await create(simulated, { EngineFamily });
    simulated.pass(900);
    await expect(register(simulated, change)).rejects.toMatchObject({ name });
  });

  test('is refused a second time', async () => {
    await expect(register(await withProxy())).rejects.toMatchObject({ name: 'DBProxyTargetAlreadyRegisteredFault' });
  });

  test('is refused while the cluster has no member that is available', async () => {
    const simulated = await exampleAccount();
    await create(simulated);
    simulated.pass(900);
    for (const instance of simulated.account.instances.values()) instance.shape.DBInstanceStatus = 'rebooting';
    await expect(register(simulated)).rejects.toMatchObject({ name: 'InvalidDBInstanceStateFault', message: expect.stringContaining('REBOOTING') });
  });
});

describe('a proxy', () => {
  test('shows its targets as unavailable while the cluster has no member that is available', async () => {
    const simulated = await withProxy();
    for (const name of ['provisioned-instance-1', 'provisioned-instance-2']) await simulated.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: name }));
    expect(await states(simulated)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    simulated.pass(120);
    expect(await states(simulated)).toEqual(['AVAILABLE', 'AVAILABLE']);
  });

  test('keeps its clients waiting during a failover instead of refusing their writes', async () => {
    const simulated = await withProxy();
    simulated.account.addClient('front').catchUp();
    await simulated.rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80' }));
    simulated.pass(120);
    simulated.account.catchUpClients();
    const rejected = (name: string) => simulated.account.log.ofType('writes')
      .filter((entry) => entry.cluster === name && entry.from > 1 && entry.waited).length;
    expect([rejected('front') > 0, rejected('mysql-80') > 0]).toEqual([true, false]);
    expect(measure(simulated.account, 'front', 0)).toMatchObject({ writesLost: 0 });
  });

  test('listens on the port of its engine, whatever the cluster\'s', async () => {
    const simulated = await withProxy();
    simulated.account.clusters.get('mysql-80')!.shape.Port = 7000;
    const [right, wrong] = [simulated.account.addClient('front', { port: 3306 }), simulated.account.addClient('front', { port: 7000 })];
    simulated.pass(1);
    simulated.account.catchUpClients();
    expect([right.isConnected, wrong.isConnected]).toEqual([true, false]);
  });

  test('keeps connections to its database open when nobody uses it', async () => {
    const simulated = await exampleAccount();
    simulated.account.clients.splice(0);
    await withProxy(simulated);
    const { MetricDataResults } = await simulated.cloudWatch.send(new GetMetricDataCommand({
      StartTime: new Date(simulated.account.clock.now - 120_000),
      EndTime: new Date(simulated.account.clock.now),
      MetricDataQueries: [{
        Id: 'a',
        MetricStat: {
          Period: 60, Stat: 'Minimum', Metric: { Namespace: 'AWS/RDS', MetricName: 'DatabaseConnections', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'provisioned-instance-1' }] },
        },
      }],
    }));
    expect(MetricDataResults![0].Values).toContain(1);
  });

  test('that was registered before a blue/green deployment goes on with the green side', async () => {
    const simulated = await withProxy(await withBinaryLogs());
    await startDeployment(simulated);
    simulated.pass(7200);
    await switchOver(simulated);
    simulated.pass(300);
    expect((await targets(simulated))[0]).toMatchObject({ RdsResourceId: 'mysql-80' });
    simulated.account.addClient('front').catchUp();
    expect(simulated.account.log.ofType('writes').at(-1)).toMatchObject({ cluster: 'front', acknowledged: true });
  });
});

describe('ModifyDBProxyTargetGroup', () => {
  const modify = ({ rds }: Simulated, ConnectionPoolConfig: object, change: object = {}) =>
    rds.send(new ModifyDBProxyTargetGroupCommand({ ...proxy, TargetGroupName: 'default', ConnectionPoolConfig, ...change }));

  test('changes the pool', async () => {
    const { DBProxyTargetGroup } = await modify(await withProxy(), { MaxConnectionsPercent: 60, ConnectionBorrowTimeout: 10 });
    expect(DBProxyTargetGroup!.ConnectionPoolConfig).toMatchObject({
      MaxConnectionsPercent: 60, MaxIdleConnectionsPercent: 30, ConnectionBorrowTimeout: 10,
    });
  });

  test.each([
    ['too many connections', { MaxConnectionsPercent: 101 }, {}, 'InvalidParameterValue'],
    ['more idle connections than connections', { MaxConnectionsPercent: 10, MaxIdleConnectionsPercent: 20 }, {}, 'InvalidParameterValue'],
    ['idle connections alone', { MaxIdleConnectionsPercent: 20 }, {}, 'InvalidParameterCombination'],
    ['too long a wait', { ConnectionBorrowTimeout: 301 }, {}, 'InvalidParameterValue'],
    ['a new name', {}, { NewName: 'other' }, 'InvalidParameterValue'],
  ])('is refused for %s', async (_, pool, change, name) => {
    await expect(modify(await withProxy(), pool, change)).rejects.toMatchObject({ name });
  });
});
