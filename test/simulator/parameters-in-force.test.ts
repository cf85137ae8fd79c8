import {
  CreateDBClusterCommand, CreateDBClusterParameterGroupCommand, CreateDBClusterSnapshotCommand, CreateDBInstanceCommand,
  CreateDBParameterGroupCommand, DBClusterParameterGroupNotFoundFault, DBParameterGroupNotFoundFault, DescribeDBClustersCommand,
  DescribeDBInstancesCommand, FailoverDBClusterCommand, ModifyDBClusterCommand, ModifyDBClusterParameterGroupCommand,
  ModifyDBInstanceCommand, ModifyDBParameterGroupCommand, RebootDBInstanceCommand, ResetDBClusterParameterGroupCommand,
  RestoreDBClusterFromSnapshotCommand, StartDBClusterCommand, StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

const MYSQL = { DBClusterIdentifier: 'mysql-80' };
const WRITER = 'provisioned-instance-1';
const READER = 'provisioned-instance-2';

const group = (DBClusterParameterGroupName: string) =>
  new CreateDBClusterParameterGroupCommand({ DBClusterParameterGroupName, DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'of a test' });

/** The cluster mysql-80 with a cluster group of its own, in force on both members. */
async function withGroup() {
  const simulated = await exampleAccount();
  const { rds, account, pass } = simulated;
  await rds.send(group('mine'));
  await rds.send(new ModifyDBClusterCommand({ ...MYSQL, DBClusterParameterGroupName: 'mine' }));
  const reboot = async (...names: string[]) => {
    for (const DBInstanceIdentifier of names) await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier }));
    pass(120);
  };
  await reboot(WRITER, READER);
  return {
    ...simulated,
    reboot,
    set: (ParameterName: string, ParameterValue: string, ApplyMethod: 'immediate' | 'pending-reboot') => rds.send(new ModifyDBClusterParameterGroupCommand({
      DBClusterParameterGroupName: 'mine', Parameters: [{ ParameterName, ParameterValue, ApplyMethod }],
    })),
    inForce: (name: string, instance = WRITER) => account.parameterGroups.valueInForce(account.instances.get(instance)!, name),
    statuses: async () => {
      const { DBClusters } = await rds.send(new DescribeDBClustersCommand(MYSQL));
      const members = DBClusters![0].DBClusterMembers!;
      return Object.fromEntries(members.map((member) => [member.DBInstanceIdentifier, member.DBClusterParameterGroupStatus]));
    },
  };
}

describe('Parameter groups: a change of a parameter', () => {
  test('that is static waits for the reboot of each member', async () => {
    const { set, inForce, statuses, reboot } = await withGroup();
    await set('binlog_format', 'ROW', 'pending-reboot');
    expect(await statuses()).toEqual({ [WRITER]: 'pending-reboot', [READER]: 'pending-reboot' });
    expect(inForce('binlog_format')).toBe('OFF');
    await reboot(WRITER);
    expect(await statuses()).toEqual({ [WRITER]: 'in-sync', [READER]: 'pending-reboot' });
    expect([inForce('binlog_format', WRITER), inForce('binlog_format', READER)]).toEqual(['ROW', 'OFF']);
  });

  test('that is dynamic takes effect at once, or waits when it is told to', async () => {
    const { set, inForce, statuses } = await withGroup();
    await set('time_zone', 'Asia/Tokyo', 'immediate');
    expect([inForce('time_zone', WRITER), inForce('time_zone', READER)]).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
    expect(await statuses()).toEqual({ [WRITER]: 'in-sync', [READER]: 'in-sync' });
    await set('time_zone', 'UTC', 'pending-reboot');
    expect(inForce('time_zone')).toBe('Asia/Tokyo');
    expect(await statuses()).toEqual({ [WRITER]: 'pending-reboot', [READER]: 'pending-reboot' });
  });

  test('to what it was before makes nobody wait', async () => {
    const { set, statuses, reboot } = await withGroup();
    await set('binlog_format', 'ROW', 'pending-reboot');
    await reboot(WRITER, READER);
    await set('binlog_format', 'ROW', 'pending-reboot');
    expect(await statuses()).toEqual({ [WRITER]: 'in-sync', [READER]: 'in-sync' });
  });

  test('is undone by a reset, what is static at the next reboot', async () => {
    const { rds, set, inForce, reboot } = await withGroup();
    await set('binlog_format', 'ROW', 'pending-reboot');
    await set('require_secure_transport', 'ON', 'immediate');
    await reboot(WRITER, READER);
    await rds.send(new ResetDBClusterParameterGroupCommand({ DBClusterParameterGroupName: 'mine', ResetAllParameters: true }));
    expect([inForce('require_secure_transport'), inForce('binlog_format')]).toEqual(['OFF', 'ROW']);
    await reboot(WRITER);
    expect(inForce('binlog_format')).toBe('OFF');
  });

  test('of a failover comes into force on the old and the new writer, and on no other member', async () => {
    const { rds, pass, set, inForce, statuses } = await withGroup();
    await rds.send(new CreateDBInstanceCommand({ ...MYSQL, DBInstanceIdentifier: 'third', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }));
    pass(900);
    await set('binlog_format', 'ROW', 'pending-reboot');
    await rds.send(new FailoverDBClusterCommand({ ...MYSQL, TargetDBInstanceIdentifier: READER }));
    pass(1);
    expect(inForce('binlog_format', READER)).toBe('OFF');
    pass(60);
    expect([WRITER, READER, 'third'].map((name) => inForce('binlog_format', name))).toEqual(['ROW', 'ROW', 'OFF']);
    expect(await statuses()).toEqual({ [WRITER]: 'in-sync', [READER]: 'in-sync', third: 'pending-reboot' });
  });

  test.each([
    ['a change of class', async ({ rds, pass }: Awaited<ReturnType<typeof withGroup>>) => {
      await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: WRITER, DBInstanceClass: 'db.r6g.xlarge', ApplyImmediately: true }));
      pass(3600);
    }],
    ['a stop and a start', async ({ rds, pass }: Awaited<ReturnType<typeof withGroup>>) => {
      await rds.send(new StopDBClusterCommand(MYSQL));
      pass(1200);
      await rds.send(new StartDBClusterCommand(MYSQL));
      pass(1200);
    }],
    ['a minor upgrade', async ({ rds, pass }: Awaited<ReturnType<typeof withGroup>>) => {
      await rds.send(new ModifyDBClusterCommand({ ...MYSQL, EngineVersion: '8.0.mysql_aurora.3.10.1', ApplyImmediately: true }));
      pass(3600);
    }],
  ])('comes into force with %s', async (_, restart) => {
    const simulated = await withGroup();
    await simulated.set('binlog_format', 'ROW', 'pending-reboot');
    await restart(simulated);
    expect(simulated.inForce('binlog_format')).toBe('ROW');
    expect(await simulated.statuses()).toMatchObject({ [WRITER]: 'in-sync' });
  });
});

describe('Parameter groups: a group of an instance', () => {
  test('prevails over the one of its cluster, from the next reboot on', async () => {
    const { rds, set, inForce, reboot } = await withGroup();
    await set('long_query_time', '5', 'immediate');
    await rds.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: 'own', DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'own' }));
    await rds.send(new ModifyDBParameterGroupCommand({
      DBParameterGroupName: 'own', Parameters: [{ ParameterName: 'long_query_time', ParameterValue: '1', ApplyMethod: 'immediate' }],
    }));
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: READER, DBParameterGroupName: 'own' }));
    const shown = async () => (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: READER }))).DBInstances![0].DBParameterGroups;
    expect(await shown()).toEqual([{ DBParameterGroupName: 'own', ParameterApplyStatus: 'pending-reboot' }]);
    expect(inForce('long_query_time', READER)).toBe('5');
    await reboot(READER);
    expect(await shown()).toEqual([{ DBParameterGroupName: 'own', ParameterApplyStatus: 'in-sync' }]);
    expect([inForce('long_query_time', WRITER), inForce('long_query_time', READER)]).toEqual(['5', '1']);
  });

  test('has no effect at once where another one is still in force', async () => {
    const { rds, set, inForce } = await withGroup();
    await rds.send(group('next'));
    await set('time_zone', 'Asia/Tokyo', 'immediate');
    await rds.send(new ModifyDBClusterCommand({ ...MYSQL, DBClusterParameterGroupName: 'next' }));
    await rds.send(new ModifyDBClusterParameterGroupCommand({
      DBClusterParameterGroupName: 'next', Parameters: [{ ParameterName: 'time_zone', ParameterValue: 'UTC', ApplyMethod: 'immediate' }],
    }));
    expect(inForce('time_zone')).toBe('Asia/Tokyo');
  });
});

describe('Parameter groups: a group that is assigned', () => {
  const fresh = { Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'long-enough' };

  test('must be there', async () => {
    const { rds, pass } = await exampleAccount();
    await rds.send(new CreateDBClusterSnapshotCommand({ ...MYSQL, DBClusterSnapshotIdentifier: 'before' }));
    pass(600);
    for (const command of [
      new ModifyDBClusterCommand({ ...MYSQL, DBClusterParameterGroupName: 'nobody' }),
      new CreateDBClusterCommand({ ...fresh, DBClusterIdentifier: 'new', DBClusterParameterGroupName: 'nobody' }),
      new RestoreDBClusterFromSnapshotCommand({
        DBClusterIdentifier: 'new', SnapshotIdentifier: 'before', Engine: 'aurora-mysql', DBClusterParameterGroupName: 'nobody',
      }),
      new ModifyDBClusterCommand({
        ...MYSQL,
        EngineVersion: '8.4.mysql_aurora.8.4.7',
        AllowMajorVersionUpgrade: true,
        DBClusterParameterGroupName: 'nobody',
        DBInstanceParameterGroupName: 'default.aurora-mysql8.4',
      }),
    ] as ModifyDBClusterCommand[]) {
      await expect(rds.send(command)).rejects.toMatchObject({ Error: { Code: 'DBClusterParameterGroupNotFound' }, $metadata: { httpStatusCode: 404 } });
      await expect(rds.send(command)).rejects.toThrow(DBClusterParameterGroupNotFoundFault);
    }
    const member = new CreateDBInstanceCommand({
      ...MYSQL, DBInstanceIdentifier: 'new', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql', DBParameterGroupName: 'nobody',
    });
    const changed = new ModifyDBInstanceCommand({ DBInstanceIdentifier: READER, DBParameterGroupName: 'nobody' });
    for (const command of [member, changed] as ModifyDBInstanceCommand[]) {
      await expect(rds.send(command)).rejects.toMatchObject({ Error: { Code: 'DBParameterGroupNotFound' }, $metadata: { httpStatusCode: 404 } });
      await expect(rds.send(command)).rejects.toThrow(DBParameterGroupNotFoundFault);
    }
  });

  test('must be of the family of the engine version', async () => {
    const { rds } = await exampleAccount();
    for (const command of [
      new ModifyDBClusterCommand({ ...MYSQL, DBClusterParameterGroupName: 'default.aurora-mysql5.7' }),
      new CreateDBClusterCommand({ ...fresh, DBClusterIdentifier: 'new', DBClusterParameterGroupName: 'default.aurora-postgresql16' }),
      new ModifyDBInstanceCommand({ DBInstanceIdentifier: READER, DBParameterGroupName: 'default.aurora-mysql8.4' }),
    ] as ModifyDBClusterCommand[]) {
      await expect(rds.send(command)).rejects.toMatchObject({
        name: 'InvalidParameterCombination', message: expect.stringMatching(/use a Parameter Group with DBParameterGroupFamily aurora-mysql8.0/),
      });
    }
  });

  test('may be the one that is assigned already, and nothing waits', async () => {
    const { rds, statuses } = await withGroup();
    await rds.send(new ModifyDBClusterCommand({ ...MYSQL, DBClusterParameterGroupName: 'mine' }));
    expect(await statuses()).toEqual({ [WRITER]: 'in-sync', [READER]: 'in-sync' });
  });
});
