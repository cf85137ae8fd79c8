import {
  CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, DBClusterSnapshotNotFoundFault, DescribeDBClustersCommand,
  DescribeDBClusterSnapshotsCommand, EnableHttpEndpointCommand, InvalidDBClusterStateFault,
  ModifyDBClusterCommand, RestoreDBClusterFromSnapshotCommand,
  RestoreDBClusterToPointInTimeCommand,
} from '@aws-sdk/client-rds';
import { measure } from '../../src/simulator/measure';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const mysql80 = { DBClusterIdentifier: 'mysql-80' };
const look = async ({ rds }: Simulated, name = 'mysql-80') => (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: name }))).DBClusters![0];
const major = {
  ...mysql80, EngineVersion: '8.4.mysql_aurora.8.4.7', AllowMajorVersionUpgrade: true, DBInstanceParameterGroupName: 'default.aurora-mysql8.4', ApplyImmediately: true,
};

describe('an upgrade', () => {
  test('to another major version takes its own snapshot, keeps everybody from writing for a while and loses nothing', async () => {
    const simulated = await exampleAccount();
    await simulated.rds.send(new ModifyDBClusterCommand(major));
    simulated.pass(3);
    simulated.pass(3000);
    expect(await look(simulated)).toMatchObject({ EngineVersion: '8.4.mysql_aurora.8.4.7', Status: 'available', DBClusterParameterGroup: 'default.aurora-mysql8.4' });
    const { DBClusterSnapshots } = await simulated.rds.send(new DescribeDBClusterSnapshotsCommand(mysql80));
    expect(DBClusterSnapshots![0].DBClusterSnapshotIdentifier).toMatch(/^preupgrade-mysql-80-8-0-mysql-aurora-3-10-0-to-8-4-mysql-aurora-8-4-7-\d{4}/);
    expect(measure(simulated.account, 'mysql-80', 3000)).toMatchObject({ writesLost: 0 });
    expect(measure(simulated.account, 'mysql-80', 3000).outageSeconds).toBeGreaterThanOrEqual(180);
  });

  test.each([
    ['to a version that is no target', { ...major, EngineVersion: '8.0.mysql_aurora.3.04.0' }],
    ['to another major version without saying so', { ...major, AllowMajorVersionUpgrade: undefined, DBInstanceParameterGroupName: undefined }],
    ['to another major version with the custom instance group of the old one', { ...major, DBInstanceParameterGroupName: undefined }],
  ])('%s is refused', async (_, input) => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new ModifyDBClusterCommand(input))).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });

  test('without ApplyImmediately waits for the maintenance window', async () => {
    const simulated = await exampleAccount();
    await simulated.rds.send(new ModifyDBClusterCommand({ ...mysql80, EngineVersion: '8.0.mysql_aurora.3.12.0' }));
    simulated.pass(3600);
    expect(await look(simulated)).toMatchObject({ EngineVersion: '8.0.mysql_aurora.3.10.0', PendingModifiedValues: { EngineVersion: '8.0.mysql_aurora.3.12.0' } });
    simulated.pass(7 * 86_400);
    expect((await look(simulated)).EngineVersion).toBe('8.0.mysql_aurora.3.12.0');
  });

  test('of a serverless cluster to another major version needs a maximum of 2 ACUs', async () => {
    const { rds, account, pass } = await exampleAccount();
    await rds.send(new ModifyDBClusterCommand({ ...mysql80, ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 } }));
    pass(120);
    account.instances.get('provisioned-instance-2')!.shape.DBInstanceClass = 'db.serverless';
    await expect(rds.send(new ModifyDBClusterCommand(major))).rejects.toThrow(/at least 2 ACUs, it is 1/);
  });

  test('of a cluster without instances is refused', async () => {
    const { rds, account } = await exampleAccount();
    account.instances.clear();
    account.clusters.get('mysql-80')!.shape.DBClusterMembers = [];
    await expect(rds.send(new ModifyDBClusterCommand(major))).rejects.toThrow(InvalidDBClusterStateFault);
  });
});

describe('a restored cluster', () => {
  const restore = { DBClusterIdentifier: 'copy', SnapshotIdentifier: 's', Engine: 'aurora-mysql' };

  async function withSnapshot(profile = TYPICAL) {
    const simulated = await exampleAccount({ profile });
    simulated.pass(10);
    await simulated.rds.send(new CreateDBClusterSnapshotCommand({ ...mysql80, DBClusterSnapshotIdentifier: 's' }));
    simulated.pass(300);
    return simulated;
  }

  test('has the data of the snapshot and no instances; what was written afterwards is not in it', async () => {
    const simulated = await withSnapshot();
    await simulated.rds.send(new RestoreDBClusterFromSnapshotCommand({ ...restore, EngineVersion: '8.0.mysql_aurora.3.10.0' }));
    expect((await look(simulated, 'copy')).Status).toBe('migrating');
    simulated.pass(900);
    expect(await look(simulated, 'copy')).toMatchObject({ Status: 'available', DBClusterMembers: [], HttpEndpointEnabled: false, Port: 3306 });
    simulated.account.catchUpClients();
    const [original, copy] = ['mysql-80', 'copy'].map((name) => simulated.account.clusters.get(name)!.volume);
    expect(copy.lineage).toBe(original.lineage);
    expect([copy.log('mysql-80').size, original.log('mysql-80').size]).toEqual([101, 12_101]);
  });

  test('gets the default version of the Region when none is given', async () => {
    const simulated = await withSnapshot();
    simulated.account.clusterSnapshots.get('s')!.shape.EngineVersion = '8.0.mysql_aurora.3.08.0';
    await simulated.rds.send(new RestoreDBClusterFromSnapshotCommand(restore));
    expect((await look(simulated, 'copy')).EngineVersion).toBe('8.0.mysql_aurora.3.10.0');
  });

  test('with a major upgrade needs a provisioned instance first', async () => {
    const simulated = await withSnapshot();
    simulated.account.clusterSnapshots.get('s')!.shape.EngineVersion = '5.7.mysql_aurora.2.11.4';
    await simulated.rds.send(new RestoreDBClusterFromSnapshotCommand({
      ...restore, EngineVersion: '8.0.mysql_aurora.3.10.0', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 },
    }));
    simulated.pass(900);
    const create = (DBInstanceIdentifier: string, DBInstanceClass: string) =>
      simulated.rds.send(new CreateDBInstanceCommand({ DBClusterIdentifier: 'copy', DBInstanceIdentifier, DBInstanceClass, Engine: 'aurora-mysql' }));
    await expect(create('first', 'db.serverless')).rejects.toThrow(InvalidDBClusterStateFault);
    await create('first', 'db.r6g.large');
    simulated.pass(900);
    await create('second', 'db.serverless');
  });

  test.each([
    ['a snapshot that is not there', { ...restore, SnapshotIdentifier: 'nothing' }, 'DBClusterSnapshotNotFoundFault'],
    ['a name that is taken', { ...restore, DBClusterIdentifier: 'mysql-80' }, 'DBClusterAlreadyExistsFault'],
    ['as Serverless v1, which has ended', { ...restore, EngineMode: 'serverless' }, 'InvalidParameterValue'],
    ['as another engine', { ...restore, Engine: 'aurora-postgresql' }, 'InvalidParameterCombination'],
  ])('is refused with %s', async (_, input, code) => {
    const { rds } = await withSnapshot();
    const error = await rds.send(new RestoreDBClusterFromSnapshotCommand(input)).catch((caught: unknown) => caught);
    expect((error as { Error?: { Code: string } }).Error?.Code).toBe(code);
  });

  test('as Serverless v1 is accepted where the profile says so', async () => {
    const simulated = await withSnapshot({ ...TYPICAL, serverlessV1CanBeRestored: true });
    await simulated.rds.send(new RestoreDBClusterFromSnapshotCommand({ ...restore, EngineMode: 'serverless', ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 8 } }));
    expect(await look(simulated, 'copy')).toMatchObject({ EngineMode: 'serverless', ScalingConfigurationInfo: { MinCapacity: 2, MaxCapacity: 8 } });
  });

  test('a snapshot of an RDS instance is found by ARN only', async () => {
    const { rds } = await withSnapshot();
    await expect(rds.send(new RestoreDBClusterFromSnapshotCommand({ ...restore, SnapshotIdentifier: 'rds-snapshot' }))).rejects.toThrow(DBClusterSnapshotNotFoundFault);
  });

  test('a clone of a Serverless v1 cluster may be provisioned', async () => {
    const simulated = await exampleAccount();
    simulated.pass(10);
    await simulated.rds.send(new RestoreDBClusterToPointInTimeCommand({
      DBClusterIdentifier: 'trial', SourceDBClusterIdentifier: 'sample-cluster', RestoreType: 'copy-on-write', UseLatestRestorableTime: true, EngineMode: 'provisioned',
    }));
    simulated.pass(900);
    expect(await look(simulated, 'trial')).toMatchObject({ EngineMode: 'provisioned', EngineVersion: '13.12', Status: 'available' });
    expect((await look(simulated, 'sample-cluster')).EngineMode).toBe('serverless');
    expect(simulated.account.clusters.get('trial')!.volume.log('sample-cluster').size).toBe(101);
  });
});

describe('the Data API', () => {
  test('is not to be had on old versions', async () => {
    const { rds, account } = await exampleAccount();
    account.clusters.get('mysql-80')!.shape.EngineVersion = '8.0.mysql_aurora.3.06.0';
    await expect(rds.send(new EnableHttpEndpointCommand({ ResourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80' }))).rejects.toThrow(/not available for aurora-mysql/);
  });

  test('of a provisioned cluster is switched by ARN, with errors of its own', async () => {
    const simulated = await exampleAccount();
    const enable = (name: string) => simulated.rds.send(new EnableHttpEndpointCommand({ ResourceArn: `arn:aws:rds:eu-west-1:123456789012:cluster:${name}` }));
    await expect(enable('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundFault', $metadata: { httpStatusCode: 404 } });
    await expect(enable('sample-cluster')).rejects.toMatchObject({ name: 'InvalidResourceStateFault' });
    await enable('mysql-80');
    simulated.pass(30);
    expect((await look(simulated)).HttpEndpointEnabled).toBe(true);
  });
});
