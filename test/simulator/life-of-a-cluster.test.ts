import {
  CreateDBClusterCommand, CreateDBInstanceCommand, DBClusterAlreadyExistsFault, DBClusterNotFoundFault, DBClusterQuotaExceededFault,
  DeleteDBClusterCommand, DeleteDBInstanceCommand, DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand, InvalidDBClusterStateFault, ModifyDBClusterCommand,
  RebootDBClusterCommand, StartDBClusterCommand, StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const mysql80 = { DBClusterIdentifier: 'mysql-80' };
const created = { DBClusterIdentifier: 'new', Engine: 'aurora-postgresql', MasterUsername: 'admin', MasterUserPassword: 'a-password' };
const look = async ({ rds }: Simulated, name = 'mysql-80') => (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: name }))).DBClusters![0];

async function createCluster(simulated: Simulated, change: object = {}) {
  await simulated.rds.send(new CreateDBClusterCommand({ ...created, ...change }));
  simulated.pass(300);
}

describe('a new cluster', () => {
  test('has the port of MySQL unless it is told, also for PostgreSQL', async () => {
    const simulated = await exampleAccount();
    await createCluster(simulated);
    expect(await look(simulated, 'new')).toMatchObject({ Port: 3306, Status: 'available', EngineMode: 'provisioned', DBClusterMembers: [] });
    await createCluster(simulated, { DBClusterIdentifier: 'told', Port: 5432 });
    expect((await look(simulated, 'told')).Port).toBe(5432);
  });

  test('has a writer with its first instance, and none before', async () => {
    const simulated = await exampleAccount();
    const client = simulated.account.addClient('new');
    await createCluster(simulated);
    client.catchUp();
    await simulated.rds.send(new CreateDBInstanceCommand({ DBClusterIdentifier: 'new', DBInstanceIdentifier: 'first', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-postgresql' }));
    simulated.pass(900);
    client.catchUp();
    expect((await look(simulated, 'new')).DBClusterMembers).toMatchObject([{ DBInstanceIdentifier: 'first', IsClusterWriter: true }]);
    const fates = simulated.account.log.ofType('writes').filter(({ cluster }) => cluster === 'new').map(({ acknowledged }) => acknowledged);
    expect([fates[0], fates.at(-1)]).toEqual([false, true]);
  });

  test.each([
    ['as Serverless v1: that ended', { EngineMode: 'serverless' }, 'InvalidParameterValue'],
    ['with a name that is taken', { DBClusterIdentifier: 'mysql-80' }, 'DBClusterAlreadyExistsFault'],
    ['of an engine that is not Aurora\'s', { Engine: 'mysql' }, 'InvalidParameterValue'],
    ['without a password', { MasterUserPassword: undefined }, 'InvalidParameterCombination'],
    ['with two passwords', { ManageMasterUserPassword: true }, 'InvalidParameterCombination'],
    ['with a name that is none', { DBClusterIdentifier: '-x-' }, 'InvalidParameterValue'],
  ])('is refused %s', async (_, change, code) => {
    const { rds } = await exampleAccount();
    const error = await rds.send(new CreateDBClusterCommand({ ...created, ...change })).catch((caught: unknown) => caught);
    expect((error as { Error?: { Code: string } }).Error?.Code).toBe(code);
  });

  test('is refused by class and status as the SDK models it: a taken name, a full quota', async () => {
    const simulated = await exampleAccount({ profile: { ...TYPICAL, quotas: { ...TYPICAL.quotas, clusters: 2 } } });
    await expect(createCluster(simulated, { DBClusterIdentifier: 'mysql-80' })).rejects.toThrow(DBClusterAlreadyExistsFault);
    await expect(createCluster(simulated)).rejects.toThrow(DBClusterQuotaExceededFault);
    await expect(createCluster(simulated)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

describe('the end of a cluster', () => {
  const remove = new DeleteDBClusterCommand({ ...mysql80, SkipFinalSnapshot: true });

  async function withoutProtection() {
    const simulated = await exampleAccount();
    await simulated.rds.send(new ModifyDBClusterCommand({ ...mysql80, DeletionProtection: false }));
    return simulated;
  }

  test('is refused while it is protected, and while it has instances', async () => {
    const { rds } = await exampleAccount();
    await expect(rds.send(remove)).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    const unprotected = await withoutProtection();
    await expect(unprotected.rds.send(remove)).rejects.toThrow(new InvalidDBClusterStateFault({
      message: 'Cluster cannot be deleted, it still contains DB instances in non-deleting state.', $metadata: {},
    }));
  });

  test('takes the data with it, unless there is a final snapshot', async () => {
    const simulated = await withoutProtection();
    const { rds, account, pass } = simulated;
    pass(10);
    for (const name of ['provisioned-instance-2', 'provisioned-instance-1']) await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: name }));
    await expect(rds.send(new DeleteDBClusterCommand(mysql80))).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await rds.send(new DeleteDBClusterCommand({ ...mysql80, FinalDBSnapshotIdentifier: 'last' }));
    pass(900);
    await expect(look(simulated)).rejects.toThrow(DBClusterNotFoundFault);
    expect(account.clients[0].lost()).toBe(101);
    const { DBClusterSnapshots } = await rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: 'last' }));
    expect(DBClusterSnapshots![0]).toMatchObject({ Status: 'available', SnapshotType: 'manual' });
    expect(account.clusterSnapshots.get('last')!.volume.log('mysql-80').size).toBe(101);
  });

  test('of its last instance, even under protection, leaves the data without a writer', async () => {
    const { rds, account, pass } = await exampleAccount();
    for (const name of ['provisioned-instance-2', 'provisioned-instance-1']) await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: name }));
    pass(900);
    const cluster = account.clusters.get('mysql-80')!;
    expect([cluster.writer, cluster.acceptsWrites, account.clients[0].lost()]).toEqual([undefined, false, 0]);
  });
});

describe('a stopped cluster', () => {
  test('accepts no writes and no change, and comes back by itself after seven days', async () => {
    const simulated = await exampleAccount();
    const { rds, account, pass } = simulated;
    await rds.send(new StopDBClusterCommand(mysql80));
    pass(900);
    expect((await look(simulated)).Status).toBe('stopped');
    expect(account.clusters.get('mysql-80')!.acceptsWrites).toBe(false);
    await expect(rds.send(new ModifyDBClusterCommand({ ...mysql80, BackupRetentionPeriod: 9 }))).rejects.toThrow(InvalidDBClusterStateFault);
    pass(7 * 86_400 + 900);
    expect((await look(simulated)).Status).toBe('available');
    expect(account.clusters.get('mysql-80')!.acceptsWrites).toBe(true);
  });

  test('is started on request, and only when it is stopped', async () => {
    const simulated = await exampleAccount();
    await expect(simulated.rds.send(new StartDBClusterCommand(mysql80))).rejects.toThrow(InvalidDBClusterStateFault);
    await simulated.rds.send(new StopDBClusterCommand(mysql80));
    simulated.pass(900);
    await simulated.rds.send(new StartDBClusterCommand(mysql80));
    simulated.pass(900);
    expect((await look(simulated)).Status).toBe('available');
  });

  test('cannot be a Serverless v1 one', async () => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new StopDBClusterCommand({ DBClusterIdentifier: 'sample-cluster' }))).rejects.toThrow(InvalidDBClusterStateFault);
  });
});

describe('changes of a cluster', () => {
  test('its security groups keep new clients out, not those that are connected', async () => {
    const { rds, account, pass } = await exampleAccount();
    account.closedSecurityGroups.add('sg-closed');
    pass(1);
    account.catchUpClients();
    await rds.send(new ModifyDBClusterCommand({ ...mysql80, VpcSecurityGroupIds: ['sg-closed'] }));
    pass(10);
    account.catchUpClients();
    account.disconnectClients(account.clusters.get('mysql-80')!.volume);
    pass(10);
    account.catchUpClients();
    expect(account.log.ofType('writes').filter(({ cluster }) => cluster === 'mysql-80').map(({ acknowledged }) => acknowledged)).toEqual([true, true, false]);
  });

  test('a new name takes clients of the old one away, and keeps resource id and data', async () => {
    const simulated = await exampleAccount();
    const { rds, account, pass } = simulated;
    const { DbClusterResourceId } = await look(simulated);
    pass(1);
    await rds.send(new ModifyDBClusterCommand({ ...mysql80, NewDBClusterIdentifier: 'renamed', ApplyImmediately: true }));
    pass(200);
    expect(await look(simulated, 'renamed')).toMatchObject({ DbClusterResourceId, Endpoint: expect.stringMatching(/^renamed\.cluster-/), Status: 'available' });
    expect(account.instances.get('provisioned-instance-1')!.shape.DBClusterIdentifier).toBe('renamed');
    expect(account.clients[0].lost()).toBeGreaterThan(0);
    expect(account.clusters.get('renamed')!.volume.log('mysql-80').size).toBeGreaterThan(0);
  });

  test('a new port restarts its instances', async () => {
    const { rds, account } = await exampleAccount();
    await rds.send(new ModifyDBClusterCommand({ ...mysql80, Port: 3307 }));
    expect([...account.instances.values()].map(({ shape }) => shape.DBInstanceStatus)).toEqual(['rebooting', 'rebooting']);
    expect(account.clusters.get('mysql-80')!.acceptsWrites).toBe(false);
  });

  test.each([
    ['a stale Serverless v1 range on a provisioned cluster', { ...mysql80, ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 4 } }],
    ['the v1 switch of the Data API on a provisioned cluster', { ...mysql80, EnableHttpEndpoint: true }],
    ['a managed password on Serverless v1', { DBClusterIdentifier: 'sample-cluster', ManageMasterUserPassword: true }],
    ['a port on Serverless v1', { DBClusterIdentifier: 'sample-cluster', Port: 5433 }],
    ['a Serverless v2 range on Serverless v1', { DBClusterIdentifier: 'sample-cluster', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 } }],
  ])('%s is refused', async (_, input) => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new ModifyDBClusterCommand(input))).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });

  test('a range that is sent again changes nothing', async () => {
    const simulated = await exampleAccount();
    const range = new ModifyDBClusterCommand({ ...mysql80, ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } });
    await simulated.rds.send(range);
    simulated.pass(120);
    await simulated.rds.send(range);
    simulated.pass(5);
    expect((await look(simulated)).Status).toBe('available');
  });

  test.each([
    ['8.0.mysql_aurora.3.05.2', 0.5, 128, true], ['8.0.mysql_aurora.3.05.2', 0, 8, false], ['8.0.mysql_aurora.3.05.2', 1, 256, false],
    ['8.0.mysql_aurora.3.10.0', 0, 256, true], ['8.0.mysql_aurora.3.10.0', 0.7, 8, false], ['8.0.mysql_aurora.3.10.0', 8, 4, false],
  ])('on %s a range from %d to %d is accepted: %s', async (version, MinCapacity, MaxCapacity, accepted) => {
    const { rds, account } = await exampleAccount();
    account.clusters.get('mysql-80')!.shape.EngineVersion = version;
    const modify = new ModifyDBClusterCommand({ ...mysql80, ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } });
    const outcome = await rds.send(modify).then(() => true, () => false);
    expect(outcome).toBe(accepted);
  });

  test('a reboot of the whole cluster is for Multi-AZ clusters only', async () => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new RebootDBClusterCommand(mysql80))).rejects.toThrow(InvalidDBClusterStateFault);
  });
});
