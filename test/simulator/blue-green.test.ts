import {
  DeleteDBInstanceCommand, DescribeBlueGreenDeploymentsCommand, ModifyDBClusterCommand,
} from '@aws-sdk/client-rds';
import { parseFault } from '../../src/simulator/faults/fault';
import { TYPICAL } from '../../src/simulator/profile';
import { rds as service } from '../../src/simulator/rds/service';
import { cluster, create, deployment, lastWrites, ready, remove, type Simulated, SOURCE, switchOver, withBinaryLogs } from '../support/blue-green';
import { exampleAccount } from '../support/simulated-account';

const DB = 'arn:aws:rds:eu-west-1:123456789012:db:';
describe('CreateBlueGreenDeployment', () => {
  test('answers at once with what AWS will do, and with nothing of the green side', async () => {
    const simulated = await withBinaryLogs();
    const answer = await create(simulated, { TargetEngineVersion: '8.0.mysql_aurora.3.12.0', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(answer).toEqual({
      BlueGreenDeploymentIdentifier: expect.stringMatching(/^bgd-[a-z]{16}$/),
      BlueGreenDeploymentName: 'move',
      Source: SOURCE,
      Status: 'PROVISIONING',
      SwitchoverDetails: [SOURCE, `${DB}provisioned-instance-1`, `${DB}provisioned-instance-2`].map((SourceMember) => ({ SourceMember, Status: 'PROVISIONING' })),
      Tasks: ['CREATING_READ_REPLICA_OF_SOURCE', 'DB_ENGINE_VERSION_UPGRADE', 'CREATE_DB_INSTANCES_FOR_CLUSTER', 'CREATE_CUSTOM_ENDPOINTS']
        .map((Name) => ({ Name, Status: 'PENDING' })),
      CreateTime: expect.any(Date),
      TagList: [{ Key: 'a', Value: 'b' }],
    });
  });

  test('copies the topology, upgrades the copy, and gives each resource a suffix of its own', async () => {
    const simulated = await ready({ TargetEngineVersion: '8.0.mysql_aurora.3.12.0' });
    const { Status, Target, SwitchoverDetails, Tasks } = await deployment(simulated);
    expect(Status).toBe('AVAILABLE');
    expect(new Set(Tasks!.map((task) => task.Status))).toEqual(new Set(['COMPLETED']));
    const targets = SwitchoverDetails!.map(({ TargetMember }) => TargetMember!);
    expect(targets[0]).toBe(Target);
    expect(targets[0]).toMatch(/:cluster:mysql-80-green-[a-z]{6}$/);
    expect(targets[1]).toMatch(/:db:provisioned-instance-1-green-[a-z]{6}$/);
    expect(new Set(targets.map((target) => target.slice(-6))).size).toBe(targets.length);
    const [blue, green] = [await cluster(simulated, 'mysql-80'), await cluster(simulated, Target!)];
    expect(green).toMatchObject({ EngineVersion: '8.0.mysql_aurora.3.12.0', Status: 'available', Port: blue.Port, DBClusterParameterGroup: 'with-binlog' });
    expect(blue.EngineVersion).toBe('8.0.mysql_aurora.3.10.0');
    expect(green.DBClusterMembers!.find((member) => member.IsClusterWriter)!.DBInstanceIdentifier).toMatch(/^provisioned-instance-1-green-/);
    expect(green.DBClusterMembers).toHaveLength(2);
    expect(green.EarliestRestorableTime!.getTime()).toBeGreaterThan(blue.ClusterCreateTime!.getTime());
  });

  test('puts a Serverless v2 range on the newest platform version', async () => {
    const simulated = await withBinaryLogs();
    const { shape } = simulated.account.clusters.get('mysql-80')!;
    Object.assign(shape, { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 }, ServerlessV2PlatformVersion: '1' });
    await create(simulated);
    const { green } = simulated.account.blueGreenDeployments.all[0];
    expect(green.shape).toMatchObject({
      ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 },
      ServerlessV2PlatformVersion: simulated.account.profile.newestPlatformVersion,
    });
    expect(shape.ServerlessV2PlatformVersion).toBe('1');
  });

  test('takes the default version of a major version that is named alone, with default groups', async () => {
    const simulated = await ready({ TargetEngineVersion: '8.4' });
    expect(simulated.green.shape).toMatchObject({ EngineVersion: '8.4.mysql_aurora.8.4.8', DBClusterParameterGroup: 'default.aurora-mysql8.4' });
  });

  test('keeps green behind blue by the replication lag, and green refuses writes', async () => {
    const simulated = await ready();
    const { account, green } = simulated;
    expect(account.addReader(green.identifier, 'cluster').staleWrites()).toBe(10);
    account.addClient(green.identifier).catchUp();
    expect(account.log.ofType('writes').at(-1)).toMatchObject({ acknowledged: false, refusedBecause: expect.stringContaining('is the green side of') });
  });

  test.each([
    ['a managed master password', (blue: Blue) => Object.assign(blue.shape, { MasterUserSecret: { SecretArn: 'x' } }), 'its master password is managed by RDS'],
    ['a default parameter group', (blue: Blue) => Object.assign(blue.shape, { DBClusterParameterGroup: 'default.aurora-mysql8.0' }), 'it has the default DB cluster parameter group'],
    ['a group without binary logs', (_blue: Blue, account: Simulated['account']) => {
      account.parameterGroups.change(account.parameterGroups.find('cluster', 'with-binlog')!, [{ name: 'binlog_format', value: 'OFF', applyMethod: 'immediate' }]);
    }, 'binlog_format is off'],
    ['a writer that waits for a reboot', (blue: Blue) => Object.assign(blue.members.find((member) => member.IsClusterWriter)!, { DBClusterParameterGroupStatus: 'pending-reboot' }), 'Reboot it'],
    ['the engine mode serverless', (blue: Blue) => Object.assign(blue.shape, { EngineMode: 'serverless' }), 'engine mode serverless'],
    ['a copy of another database', (blue: Blue) => Object.assign(blue, { follows: { source: () => undefined, lagMillis: 0, readOnlyBecause: 'x' } }), 'it is a copy'],
  ])('is refused for %s', async (_, spoil, why) => {
    const simulated = await withBinaryLogs();
    spoil(simulated.account.clusters.get('mysql-80')!, simulated.account);
    await expect(create(simulated)).rejects.toMatchObject({ name: 'SourceClusterNotSupportedFault', message: expect.stringContaining(why), $metadata: { httpStatusCode: 400 } });
    expect(simulated.account.clusters.size).toBe(2);
  });

  test.each([
    ['a name that is taken', { Source: SOURCE }, 'BlueGreenDeploymentAlreadyExistsFault', true],
    ['a cluster that is in another deployment', { BlueGreenDeploymentName: 'second' }, 'SourceClusterNotSupportedFault', true],
    ['a member of the cluster', { Source: `${DB}provisioned-instance-1` }, 'SourceDatabaseNotSupportedFault', false],
    ['a cluster that is not there', { Source: `${SOURCE}-none` }, 'DBClusterNotFoundFault', false],
    ['a version that is no target', { TargetEngineVersion: '8.0.mysql_aurora.3.04.0' }, 'InvalidParameterCombination', false],
    ['a group of another family', { TargetDBClusterParameterGroupName: 'default.aurora-mysql5.7' }, 'InvalidParameterCombination', false],
    ['an instance class', { TargetDBInstanceClass: 'db.r6g.large' }, 'InvalidParameterCombination', false],
  ])('is refused for %s', async (_, change, name, isSecond) => {
    const simulated = await withBinaryLogs();
    if (isSecond) await create(simulated);
    await expect(create(simulated, change)).rejects.toMatchObject({ name });
  });

  test.each([
    ['clusters', { clusters: 2 }, 'DBClusterQuotaExceededFault'],
    ['instances', { instances: 3 }, 'InstanceQuotaExceededFault'],
  ])('needs room for twice the %s', async (_, quota, name) => {
    const simulated = await withBinaryLogs({ profile: { ...TYPICAL, quotas: { ...TYPICAL.quotas, ...quota } } });
    await expect(create(simulated)).rejects.toMatchObject({ name });
  });

  test('a failed upgrade of green leaves an invalid deployment and an untouched blue', async () => {
    const simulated = await withBinaryLogs();
    simulated.account.faults.add(parseFault('precheck-failure:detail=orphaned tables'));
    await create(simulated, { TargetEngineVersion: '8.4' });
    simulated.pass(7200);
    expect(await deployment(simulated)).toMatchObject({ Status: 'INVALID_CONFIGURATION', StatusDetails: expect.stringContaining('orphaned tables') });
    await expect(switchOver(simulated)).rejects.toMatchObject({ name: 'InvalidBlueGreenDeploymentStateFault' });
    expect(lastWrites(simulated).acknowledged).toBe(true);
  });

  test.each([
    ['stopped', 'StopDBCluster'], ['given a managed password', 'ModifyDBCluster'], ['registered with a proxy', 'RegisterDBProxyTargets'], ['promoted', 'PromoteReadReplicaDBCluster'],
  ])('its clusters cannot be %s', async (_, operation) => {
    const simulated = await ready();
    const input = { DBClusterIdentifier: operation === 'PromoteReadReplicaDBCluster' ? simulated.green.identifier : 'mysql-80' };
    if (operation === 'RegisterDBProxyTargets') {
      service.call(simulated.account, 'CreateDBProxy', {
        DBProxyName: 'late', EngineFamily: 'MYSQL', DefaultAuthScheme: 'IAM_AUTH', RoleArn: 'arn:aws:iam::123456789012:role/proxy', VpcSubnetIds: ['a', 'b'],
      });
      simulated.pass(900);
    }
    const inputs: Record<string, object> = {
      ModifyDBCluster: { ...input, ManageMasterUserPassword: true }, RegisterDBProxyTargets: { DBProxyName: 'late', DBClusterIdentifiers: ['mysql-80'] },
    };
    expect(() => service.call(simulated.account, operation, { ...inputs[operation] ?? input })).toThrow('is part of the blue/green deployment');
  });
});

describe('DescribeBlueGreenDeployments', () => {
  test.each([
    ['blue-green-deployment-name', 'move', 1], ['blue-green-deployment-name', 'other', 0], ['source', SOURCE, 1], ['source', `${SOURCE}-none`, 0], ['target', SOURCE, 0],
  ])('filters by %s %s', async (Name, value, count) => {
    const { rds } = await ready();
    const { BlueGreenDeployments } = await rds.send(new DescribeBlueGreenDeploymentsCommand({ Filters: [{ Name, Values: [value] }] }));
    expect(BlueGreenDeployments).toHaveLength(count);
  });

  test('does not find what is not there', async () => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new DescribeBlueGreenDeploymentsCommand({ BlueGreenDeploymentIdentifier: 'bgd-none' })))
      .rejects.toMatchObject({ name: 'BlueGreenDeploymentNotFoundFault', $metadata: { httpStatusCode: 404 } });
  });

  test('shows which side somebody took away', async () => {
    const simulated = await ready();
    const { SwitchoverDetails } = await deployment(simulated);
    const reader = SwitchoverDetails!.at(-1)!.TargetMember!.split(':').at(-1)!;
    await simulated.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: reader, SkipFinalSnapshot: true }));
    simulated.pass(900);
    expect((await deployment(simulated)).SwitchoverDetails!.map(({ Status }) => Status)).toEqual(['AVAILABLE', 'AVAILABLE', 'MISSING_TARGET']);
  });
});

describe('DeleteBlueGreenDeployment', () => {
  test('with DeleteTarget deletes the green side, and leaves blue alone', async () => {
    const simulated = await ready();
    simulated.green.shape.DeletionProtection = false;
    expect((await remove(simulated, { DeleteTarget: true })).BlueGreenDeployment).toMatchObject({ Status: 'DELETING', DeleteTime: expect.any(Date) });
    simulated.pass(900);
    expect(await deployment(simulated)).toBeUndefined();
    expect([...simulated.account.clusters.keys()].sort()).toEqual(['mysql-80', 'sample-cluster']);
    expect(simulated.account.instances.size).toBe(2);
    expect(lastWrites(simulated).acknowledged).toBe(true);
  });

  test('with DeleteTarget is refused after the switchover, when the target is in production', async () => {
    const simulated = await ready();
    await switchOver(simulated);
    simulated.pass(300);
    await expect(remove(simulated, { DeleteTarget: true })).rejects.toMatchObject({ name: 'InvalidBlueGreenDeploymentStateFault' });
  });

  test('with DeleteTarget is refused when green is protected from deletion', async () => {
    const simulated = await ready();
    await simulated.rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: simulated.green.identifier, DeletionProtection: true }));
    await expect(remove(simulated, { DeleteTarget: true })).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });

  test.each([['aurora-mysql', false], ['aurora-postgresql', true]])('without it a green side of %s writes for itself afterwards: %s', async (engine, writes) => {
    const simulated = await ready();
    simulated.green.shape.Engine = engine;
    await remove(simulated);
    simulated.pass(300);
    expect(simulated.green.acceptsWrites).toBe(writes);
  });
});

type Blue = ReturnType<Simulated['account']['clusters']['get']> & object;
