import {
  ApplyPendingMaintenanceActionCommand, CreateDBClusterCommand, CreateDBInstanceCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand,
  DescribePendingMaintenanceActionsCommand, type DescribePendingMaintenanceActionsMessage, ModifyDBClusterCommand, StartDBClusterCommand,
  StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

const DB = { DBClusterIdentifier: 'db' };
const ARN = 'arn:aws:rds:eu-west-1:123456789012:cluster:db';
const UPGRADE = 'system-update';
const PLATFORM = 'serverless-platform-version-update';

/** A PostgreSQL cluster behind the version and the platform that AWS would like it to have, with a writer and a reader on Serverless v2. */
async function withCluster({ EngineVersion = '16.8', platform = '3' } = {}) {
  const simulated = await exampleAccount();
  const { rds, account, pass } = simulated;
  await rds.send(new CreateDBClusterCommand({
    ...DB,
    Engine: 'aurora-postgresql',
    EngineVersion,
    MasterUsername: 'admin',
    MasterUserPassword: 'long-enough',
    ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 },
    PreferredMaintenanceWindow: 'Wed:02:00-Wed:02:30',
  }));
  pass(600);
  for (const DBInstanceIdentifier of ['writer', 'reader']) {
    await rds.send(new CreateDBInstanceCommand({ ...DB, DBInstanceIdentifier, DBInstanceClass: 'db.serverless', Engine: 'aurora-postgresql' }));
    pass(900);
  }
  account.clusters.get('db')!.shape.ServerlessV2PlatformVersion = platform;
  const cluster = async () => (await rds.send(new DescribeDBClustersCommand(DB))).DBClusters![0];
  return {
    ...simulated,
    cluster,
    pending: async (input: DescribePendingMaintenanceActionsMessage = {}) =>
      (await rds.send(new DescribePendingMaintenanceActionsCommand(input))).PendingMaintenanceActions!,
    apply: (ApplyAction: string, OptInType: string, ResourceIdentifier = ARN) =>
      rds.send(new ApplyPendingMaintenanceActionCommand({ ResourceIdentifier, ApplyAction, OptInType })),
    statuses: async () => (await rds.send(new DescribeDBInstancesCommand({ Filters: [{ Name: 'db-cluster-id', Values: ['db'] }] })))
      .DBInstances!.map(({ DBInstanceStatus }) => DBInstanceStatus),
  };
}

describe('Pending maintenance', () => {
  test('lists the minor upgrade and the platform version that AWS offers to a cluster', async () => {
    const { pending } = await withCluster();
    expect(await pending()).toEqual([{
      ResourceIdentifier: ARN,
      PendingMaintenanceActionDetails: [
        { Action: PLATFORM, Description: 'Upgrade to serverless platform version 4' },
        { Action: UPGRADE, Description: expect.stringMatching(/^Upgrade to Aurora PostgreSQL 16\.\d+$/) },
      ],
    }]);
  });

  test('is found by ARN and by filters, and is none of a DB instance', async () => {
    const { pending } = await withCluster();
    const byFilter = (Name: string, ...Values: string[]) => pending({ Filters: [{ Name, Values }] });
    expect(await pending({ ResourceIdentifier: ARN })).toHaveLength(1);
    expect(await byFilter('db-cluster-id', 'db', 'other')).toHaveLength(1);
    expect(await byFilter('db-cluster-id', ARN)).toHaveLength(1);
    expect(await byFilter('db-cluster-id', 'mysql-80')).toEqual([]);
    expect(await byFilter('db-instance-id', 'writer')).toEqual([]);
    expect(await pending({ ResourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:writer' })).toEqual([]);
    const nobody = pending({ ResourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:cluster:nobody' });
    await expect(nobody).rejects.toMatchObject({ name: 'ResourceNotFoundFault', $metadata: { httpStatusCode: 404 } });
  });

  test('is not there where everything is up to date, or nothing runs on the platform', async () => {
    const { account, pending } = await withCluster({ EngineVersion: '17.7', platform: '4' });
    expect(await pending()).toEqual([]);
    account.clusters.get('db')!.shape.ServerlessV2PlatformVersion = '2';
    expect(await pending()).toHaveLength(1);
    for (const instance of ['writer', 'reader']) account.instances.get(instance)!.shape.DBInstanceClass = 'db.r6g.large';
    expect(await pending()).toEqual([]);
  });

  test('upgrades the engine at once when it is asked to', async () => {
    const { apply, pass, cluster, pending } = await withCluster();
    const { ResourcePendingMaintenanceActions } = await apply(UPGRADE, 'immediate');
    const details = ResourcePendingMaintenanceActions!.PendingMaintenanceActionDetails!;
    expect(details.find(({ Action }) => Action === UPGRADE)).toMatchObject({ OptInStatus: 'immediate', CurrentApplyDate: expect.any(Date) });
    pass(10);
    expect((await cluster()).Status).toBe('upgrading');
    pass(1800);
    expect(await cluster()).toMatchObject({ Status: 'available', EngineVersion: details[1].Description!.replace(/.* /, '') });
    expect((await pending())[0].PendingMaintenanceActionDetails!.map(({ Action }) => Action)).toEqual([PLATFORM]);
  });

  test('restarts the serverless members one after the other for a new platform version, the writer last', async () => {
    const { apply, pass, cluster, account, statuses } = await withCluster();
    const begun = account.clock.now;
    await apply(PLATFORM, 'immediate');
    expect([await statuses(), (await cluster()).Status]).toEqual([['available', 'rebooting'], 'maintenance']);
    pass(Math.ceil(account.draw('rebootInstance', 'reader') / 1000));
    expect(await statuses()).toEqual(['rebooting', 'available']);
    expect((await cluster()).ServerlessV2PlatformVersion).toBe('3');
    const outages = account.log.entries.filter((entry) => entry.type === 'outage-started' && entry.cluster === 'db');
    expect(outages.map(({ atMillis }) => atMillis)).toEqual([begun + account.draw('rebootInstance', 'reader')]);
    pass(120);
    expect(await cluster()).toMatchObject({ Status: 'available', ServerlessV2PlatformVersion: '4' });
    expect(await statuses()).toEqual(['available', 'available']);
  });

  test('waits for the window of the cluster, can be called off until then, and then is done', async () => {
    const { apply, pass, cluster, pending } = await withCluster();
    const detail = async () => (await pending())[0].PendingMaintenanceActionDetails!.find(({ Action }) => Action === UPGRADE)!;
    await apply(UPGRADE, 'next-maintenance');
    // Time begins on a Tuesday.
    expect(await detail()).toMatchObject({ OptInStatus: 'next-maintenance', CurrentApplyDate: new Date(Date.UTC(2026, 11, 2, 2)) });
    await apply(UPGRADE, 'undo-opt-in');
    expect((await detail()).OptInStatus).toBeUndefined();
    pass(2 * 86_400);
    expect((await cluster()).EngineVersion).toBe('16.8');
    await apply(UPGRADE, 'next-maintenance');
    pass(7 * 86_400);
    expect((await cluster()).EngineVersion).not.toBe('16.8');
  });

  test('waits a week longer when the cluster is stopped in its window', async () => {
    const { rds, apply, pass, cluster } = await withCluster();
    await apply(UPGRADE, 'next-maintenance');
    await rds.send(new StopDBClusterCommand(DB));
    pass(2 * 86_400);
    await rds.send(new StartDBClusterCommand(DB));
    pass(86_400);
    expect((await cluster()).EngineVersion).toBe('16.8');
    pass(6 * 86_400);
    expect((await cluster()).EngineVersion).not.toBe('16.8');
  });

  test('that has begun is not undone, and nothing else is begun beside it', async () => {
    const { apply, pass } = await withCluster();
    await apply(PLATFORM, 'immediate');
    await expect(apply(PLATFORM, 'undo-opt-in')).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await expect(apply(UPGRADE, 'immediate')).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault', $metadata: { httpStatusCode: 400 } });
    pass(300);
    await apply(UPGRADE, 'immediate');
  });

  test.each([
    ['an action that is not pending', [PLATFORM, 'immediate'], 'ResourceNotFoundFault', 404],
    ['an action of instances', ['os-upgrade', 'immediate'], 'NotSimulated', 501],
    ['no action', ['sleep', 'immediate'], 'InvalidParameterValue', 400],
    ['another opt-in type', [UPGRADE, 'tomorrow'], 'InvalidParameterValue', 400],
    ['an unknown resource', [UPGRADE, 'immediate', `${ARN}-2`], 'ResourceNotFoundFault', 404],
  ] as const)('refuses %s', async (_, [action, type, arn], name, httpStatusCode) => {
    const { apply } = await withCluster({ platform: '4' });
    await expect(apply(action, type, arn)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('never happens by itself, and a cluster on an old platform moves on when it is stopped and started', async () => {
    const { rds, pass, cluster, pending } = await withCluster();
    pass(30 * 86_400);
    expect(await cluster()).toMatchObject({ EngineVersion: '16.8', ServerlessV2PlatformVersion: '3' });
    await rds.send(new StopDBClusterCommand(DB));
    pass(1200);
    await rds.send(new StartDBClusterCommand(DB));
    pass(1200);
    expect((await cluster()).ServerlessV2PlatformVersion).toBe('4');
    expect((await pending())[0].PendingMaintenanceActionDetails!.map(({ Action }) => Action)).toEqual([UPGRADE]);
  });
});

test('Parameter groups: a new maximum capacity makes serverless members wait for a reboot, after which their static parameters follow it', async () => {
  const { rds, pass } = await withCluster();
  const waiting = async () => (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'writer' }))).DBInstances![0].DBParameterGroups![0].ParameterApplyStatus;
  const setRange = async (MinCapacity: number, MaxCapacity: number) => {
    await rds.send(new ModifyDBClusterCommand({ ...DB, ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } }));
    pass(120);
  };
  await setRange(2, 8);
  expect(await waiting()).toBe('in-sync');
  await setRange(2, 16);
  expect(await waiting()).toBe('pending-reboot');
});
