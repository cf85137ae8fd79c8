import {
  CreateDBClusterCommand, CreateDBInstanceCommand, CreateGlobalClusterCommand, DeleteDBClusterCommand, DeleteGlobalClusterCommand,
  DescribeDBClustersCommand, DescribeGlobalClustersCommand, FailoverGlobalClusterCommand, ModifyDBClusterCommand, ModifyGlobalClusterCommand,
  RemoveFromGlobalClusterCommand, StopDBClusterCommand, SwitchoverGlobalClusterCommand,
} from '@aws-sdk/client-rds';
import type { AccountOptions } from '../../src/simulator/account';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const ARN = 'arn:aws:rds:eu-west-1:123456789012:cluster:';
const shop = { GlobalClusterIdentifier: 'shop' };
const toSecondary = { ...shop, TargetDbClusterIdentifier: `${ARN}secondary` };
const VERSION = '8.0.mysql_aurora.3.10.0';

const create = ({ rds }: Simulated, change: object = { SourceDBClusterIdentifier: `${ARN}mysql-80` }) => rds.send(new CreateGlobalClusterCommand({ ...shop, ...change }));
const addCluster = ({ rds }: Simulated, change: object = {}) =>
  rds.send(new CreateDBClusterCommand({ DBClusterIdentifier: 'secondary', Engine: 'aurora-mysql', EngineVersion: VERSION, ...shop, ...change }));
const look = async ({ rds }: Simulated) => (await rds.send(new DescribeGlobalClustersCommand(shop))).GlobalClusters![0];
const cluster = async ({ rds }: Simulated, DBClusterIdentifier: string) =>
  (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }))).DBClusters![0];
const isWritten = ({ account }: Simulated, name: string) => {
  account.catchUpClients();
  return account.log.ofType('writes').filter((entry) => entry.cluster === name).at(-1)?.acknowledged;
};

/** mysql-80 with a secondary that has an instance. */
async function withSecondary(options: AccountOptions = {}) {
  const simulated = await exampleAccount(options);
  await create(simulated);
  simulated.pass(120);
  await addCluster(simulated);
  simulated.pass(300);
  await simulated.rds.send(new CreateDBInstanceCommand({
    DBClusterIdentifier: 'secondary', DBInstanceIdentifier: 'secondary-1', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql',
  }));
  simulated.pass(900);
  simulated.account.addClient('secondary');
  return simulated;
}

describe('CreateGlobalCluster', () => {
  test('makes a cluster the primary of a new global cluster', async () => {
    const simulated = await exampleAccount();
    expect((await create(simulated)).GlobalCluster).toMatchObject({ Status: 'creating', GlobalClusterArn: 'arn:aws:rds::123456789012:global-cluster:shop' });
    simulated.pass(120);
    expect(await look(simulated)).toMatchObject({
      Status: 'available', Engine: 'aurora-mysql', EngineVersion: VERSION, GlobalClusterMembers: [{ DBClusterArn: `${ARN}mysql-80`, IsWriter: true, Readers: [] }],
    });
  });

  test('makes an empty one, to which the first cluster comes as the primary', async () => {
    const simulated = await exampleAccount();
    await create(simulated, { Engine: 'aurora-mysql', EngineVersion: VERSION });
    simulated.pass(120);
    await expect(addCluster(simulated)).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await addCluster(simulated, { MasterUsername: 'admin', MasterUserPassword: 'secret' });
    expect((await look(simulated)).GlobalClusterMembers).toMatchObject([{ DBClusterArn: `${ARN}secondary`, IsWriter: true }]);
  });

  test.each([
    ['a name that is taken', {}, 'GlobalClusterAlreadyExistsFault', 400],
    ['a source and an engine', { GlobalClusterIdentifier: 'b', SourceDBClusterIdentifier: 'mysql-80', Engine: 'aurora-mysql' }, 'InvalidParameterCombination', 400],
    ['a Serverless v1 cluster', { GlobalClusterIdentifier: 'b', SourceDBClusterIdentifier: 'sample-cluster' }, 'InvalidDBClusterStateFault', 400],
    ['a member of another one', { GlobalClusterIdentifier: 'b', SourceDBClusterIdentifier: 'mysql-80' }, 'InvalidDBClusterStateFault', 400],
    ['a cluster that is not there', { GlobalClusterIdentifier: 'b', SourceDBClusterIdentifier: 'none' }, 'DBClusterNotFoundFault', 404],
    ['neither source nor engine', { GlobalClusterIdentifier: 'b' }, 'MissingParameter', 400],
  ])('is refused with %s', async (_, change, name, httpStatusCode) => {
    const simulated = await exampleAccount();
    await create(simulated);
    await expect(create(simulated, change)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('is refused for a managed master password, and beyond the quota', async () => {
    const simulated = await exampleAccount({ profile: { ...TYPICAL, quotas: { ...TYPICAL.quotas, globalClusters: 1 } } });
    simulated.account.clusters.get('mysql-80')!.shape.MasterUserSecret = { SecretArn: 'x' };
    await expect(create(simulated)).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault', message: expect.stringContaining('managed by RDS') });
    await create(simulated, { Engine: 'aurora-mysql' });
    await expect(create(simulated, { GlobalClusterIdentifier: 'b', Engine: 'aurora-mysql' })).rejects.toMatchObject({ name: 'GlobalClusterQuotaExceededFault' });
  });
});

describe('CreateDBCluster with GlobalClusterIdentifier', () => {
  test('makes a secondary that follows the primary with a lag, shows readers only, and refuses writes', async () => {
    const simulated = await withSecondary();
    expect((await look(simulated)).GlobalClusterMembers).toMatchObject([
      { DBClusterArn: `${ARN}mysql-80`, IsWriter: true, Readers: [`${ARN}secondary`] },
      { DBClusterArn: `${ARN}secondary`, IsWriter: false, SynchronizationStatus: 'connected', GlobalWriteForwardingStatus: 'disabled' },
    ]);
    expect((await cluster(simulated, 'secondary')).DBClusterMembers).toMatchObject([{ IsClusterWriter: false }]);
    expect(simulated.account.addReader('secondary', 'cluster').staleWrites()).toBe(10);
    expect(isWritten(simulated, 'secondary')).toBe(false);
  });

  test.each([
    ['with credentials of its own', { MasterUsername: 'admin', MasterUserPassword: 'x' }, 'InvalidParameterCombination'],
    ['with another engine', { Engine: 'aurora-postgresql', EngineVersion: '16.4' }, 'InvalidParameterCombination'],
    ['with another version', { EngineVersion: '8.0.mysql_aurora.3.12.0' }, 'InvalidParameterCombination'],
    ['of a global cluster that is not there', { GlobalClusterIdentifier: 'none' }, 'GlobalClusterNotFoundFault'],
  ])('makes no secondary %s', async (_, change, name) => {
    const simulated = await exampleAccount();
    await create(simulated);
    simulated.pass(120);
    await expect(addCluster(simulated, { DBClusterIdentifier: 'other', ...change })).rejects.toMatchObject({ name });
  });

  test('makes members that can neither be stopped nor deleted, nor upgraded alone to another major version', async () => {
    const simulated = await withSecondary();
    const { rds } = simulated;
    await addCluster(simulated, { DBClusterIdentifier: 'headless' });
    simulated.pass(300);
    await expect(rds.send(new StopDBClusterCommand({ DBClusterIdentifier: 'secondary' }))).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault' });
    await expect(rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier: 'headless', SkipFinalSnapshot: true })))
      .rejects.toMatchObject({ name: 'InvalidDBClusterStateFault', message: expect.stringContaining('is a part of a global cluster') });
    await expect(rds.send(new ModifyDBClusterCommand({
      DBClusterIdentifier: 'secondary', EngineVersion: '8.4.mysql_aurora.8.4.8', AllowMajorVersionUpgrade: true, ApplyImmediately: true,
    }))).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault', message: expect.stringContaining('ModifyGlobalCluster') });
  });
});

describe('SwitchoverGlobalCluster', () => {
  test('exchanges the roles without a loss; the clusters keep their names, and only the global endpoint moves', async () => {
    const simulated = await withSecondary();
    simulated.account.addClient('shop');
    expect((await simulated.rds.send(new SwitchoverGlobalClusterCommand(toSecondary))).GlobalCluster).toMatchObject({
      Status: 'switching-over',
      FailoverState: { Status: 'pending', FromDbClusterArn: `${ARN}mysql-80`, ToDbClusterArn: `${ARN}secondary`, IsDataLossAllowed: false },
    });
    simulated.pass(300);
    const { Status, FailoverState, GlobalClusterMembers } = await look(simulated);
    expect({ Status, FailoverState }).toEqual({ Status: 'available' });
    expect(GlobalClusterMembers!.map(({ DBClusterArn, IsWriter }) => [DBClusterArn, IsWriter])).toEqual([[`${ARN}secondary`, true], [`${ARN}mysql-80`, false]]);
    expect((await cluster(simulated, 'secondary')).DBClusterMembers).toMatchObject([{ IsClusterWriter: true }]);
    expect(['mysql-80', 'secondary', 'shop'].map((name) => isWritten(simulated, name))).toEqual([false, true, true]);
    const lost = simulated.account.clients.filter(({ cluster: name }) => ['mysql-80', 'shop'].includes(name)).map((client) => client.lost());
    expect(lost).toEqual([0, 0]);
    expect(simulated.account.watch.violations.filter(({ code }) => code === 'ONE_WRITER')).toEqual([]);
  });

  test.each([
    ['to the primary', { TargetDbClusterIdentifier: 'mysql-80' }, 'InvalidGlobalClusterStateFault'],
    ['to a stranger', { TargetDbClusterIdentifier: 'sample-cluster' }, 'DBClusterNotFoundFault'],
    ['of what is not there', { GlobalClusterIdentifier: 'none' }, 'GlobalClusterNotFoundFault'],
  ])('is refused %s', async (_, change, name) => {
    const { rds } = await withSecondary();
    await expect(rds.send(new SwitchoverGlobalClusterCommand({ ...toSecondary, ...change }))).rejects.toMatchObject({ name });
  });

  test('is refused to a secondary without an instance, and while another one is going on', async () => {
    const simulated = await withSecondary();
    simulated.account.instances.get('secondary-1')!.shape.DBInstanceStatus = 'rebooting';
    await expect(simulated.rds.send(new SwitchoverGlobalClusterCommand(toSecondary))).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault' });
    simulated.account.instances.get('secondary-1')!.shape.DBInstanceStatus = 'available';
    await simulated.rds.send(new SwitchoverGlobalClusterCommand(toSecondary));
    await expect(simulated.rds.send(new SwitchoverGlobalClusterCommand(toSecondary))).rejects.toMatchObject({ name: 'InvalidGlobalClusterStateFault' });
  });
});

describe('FailoverGlobalCluster', () => {
  test('with AllowDataLoss loses what had not arrived, and the oracle sees it', async () => {
    const simulated = await withSecondary();
    await simulated.rds.send(new FailoverGlobalClusterCommand({ ...toSecondary, AllowDataLoss: true }));
    simulated.pass(300);
    expect((await look(simulated)).GlobalClusterMembers).toMatchObject([{ IsWriter: true }, { SynchronizationStatus: 'pending-resync' }]);
    simulated.pass(3600);
    expect((await look(simulated)).GlobalClusterMembers).toMatchObject([{ IsWriter: true }, { SynchronizationStatus: 'connected' }]);
    const [client] = simulated.account.clients.filter(({ cluster: name }) => name === 'mysql-80');
    expect(client.lost()).toBe(10);
    await look(simulated);
    expect(simulated.account.watch.violations).toContainEqual(expect.objectContaining({ code: 'DATA_IS_KEPT' }));
    expect(isWritten(simulated, 'secondary')).toBe(true);
  });

  test('without it is a switchover, and with both it is refused', async () => {
    const simulated = await withSecondary();
    await expect(simulated.rds.send(new FailoverGlobalClusterCommand({ ...toSecondary, AllowDataLoss: true, Switchover: true })))
      .rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await simulated.rds.send(new FailoverGlobalClusterCommand(toSecondary));
    simulated.pass(300);
    const [client] = simulated.account.clients.filter(({ cluster: name }) => name === 'mysql-80');
    expect([client.lost(), isWritten(simulated, 'secondary')]).toEqual([0, true]);
  });
});

describe('ModifyGlobalCluster', () => {
  const upgrade = { ...shop, EngineVersion: '8.4.mysql_aurora.8.4.8', AllowMajorVersionUpgrade: true };

  test('upgrades all members to another major version, with default parameter groups', async () => {
    const simulated = await withSecondary();
    await simulated.rds.send(new ModifyGlobalClusterCommand(upgrade));
    simulated.pass(60);
    expect((await look(simulated)).Status).toBe('upgrading');
    simulated.pass(3600);
    expect(await look(simulated)).toMatchObject({ Status: 'available', EngineVersion: upgrade.EngineVersion });
    for (const name of ['mysql-80', 'secondary']) {
      expect(await cluster(simulated, name)).toMatchObject({ EngineVersion: upgrade.EngineVersion, DBClusterParameterGroup: 'default.aurora-mysql8.4' });
    }
  });

  test('has a new name and protection from deletion', async () => {
    const simulated = await withSecondary();
    await simulated.rds.send(new ModifyGlobalClusterCommand({ ...shop, NewGlobalClusterIdentifier: 'renamed', DeletionProtection: true }));
    await expect(look(simulated)).rejects.toMatchObject({ name: 'GlobalClusterNotFoundFault', $metadata: { httpStatusCode: 404 } });
    expect((await cluster(simulated, 'secondary')).GlobalClusterIdentifier).toBe('renamed');
  });

  test.each([
    ['without permission for a major upgrade', { ...upgrade, AllowMajorVersionUpgrade: undefined }, 'InvalidParameterCombination'],
    ['with a minor upgrade', { ...shop, EngineVersion: '8.0.mysql_aurora.3.12.0' }, 'NotSimulated'],
  ])('is refused %s', async (_, input, name) => {
    const { rds } = await withSecondary();
    await expect(rds.send(new ModifyGlobalClusterCommand(input))).rejects.toMatchObject({ name });
  });
});

describe('RemoveFromGlobalCluster and DeleteGlobalCluster', () => {
  const remove = ({ rds }: Simulated, name: string) => rds.send(new RemoveFromGlobalClusterCommand({ ...shop, DbClusterIdentifier: ARN + name }));

  test('a secondary that is removed writes for itself: two databases of one origin', async () => {
    const simulated = await withSecondary();
    await remove(simulated, 'secondary');
    expect((await cluster(simulated, 'secondary')).Status).toBe('promoting');
    simulated.pass(600);
    expect((await cluster(simulated, 'secondary')).DBClusterMembers).toMatchObject([{ IsClusterWriter: true }]);
    expect(isWritten(simulated, 'secondary')).toBe(true);
    expect(simulated.account.watch.violations).toContainEqual(expect.objectContaining({ code: 'ONE_WRITER' }));
  });

  test('a global cluster is deleted when it is empty, and the primary goes last', async () => {
    const simulated = await withSecondary();
    const deletion = () => simulated.rds.send(new DeleteGlobalClusterCommand(shop));
    await expect(remove(simulated, 'mysql-80')).rejects.toMatchObject({ name: 'InvalidGlobalClusterStateFault' });
    await remove(simulated, 'secondary');
    simulated.pass(600);
    await expect(deletion()).rejects.toMatchObject({ name: 'InvalidGlobalClusterStateFault', $metadata: { httpStatusCode: 400 } });
    await remove(simulated, 'mysql-80');
    simulated.pass(600);
    await deletion();
    simulated.pass(120);
    expect((await simulated.rds.send(new DescribeGlobalClustersCommand({}))).GlobalClusters).toEqual([]);
    expect(isWritten(simulated, 'mysql-80')).toBe(true);
  });

  test('a protected one is not deleted', async () => {
    const simulated = await exampleAccount();
    await create(simulated, { Engine: 'aurora-mysql', DeletionProtection: true });
    simulated.pass(120);
    await expect(simulated.rds.send(new DeleteGlobalClusterCommand(shop))).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });
});
