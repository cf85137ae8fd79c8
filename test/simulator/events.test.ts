import {
  CreateDBClusterCommand, CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, CreateDBParameterGroupCommand, DeleteDBClusterCommand,
  DescribeEventsCommand, type DescribeEventsMessage, FailoverDBClusterCommand, ModifyDBClusterCommand, ModifyDBInstanceCommand,
  ModifyDBParameterGroupCommand, paginateDescribeEvents, RebootDBInstanceCommand, StartDBClusterCommand, StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import { parseFault } from '../../src/simulator/faults/fault';
import { exampleAccount } from '../support/simulated-account';

const MYSQL = { DBClusterIdentifier: 'mysql-80' };
const WRITER = { DBInstanceIdentifier: 'provisioned-instance-1' };
const READER = { DBInstanceIdentifier: 'provisioned-instance-2' };

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

async function events({ rds }: Simulated, input: DescribeEventsMessage = {}) {
  const { Events } = await rds.send(new DescribeEventsCommand({ Duration: 1440, ...input }));
  return Events!;
}

const messages = async (simulated: Simulated, input?: DescribeEventsMessage) => (await events(simulated, input)).map(({ Message }) => Message);
/** The ids that Amazon EventBridge would show. */
const ids = ({ account }: Simulated) => account.events.events.map(({ EventID }) => EventID.replace('RDS-EVENT-', ''));
const failover = ({ rds }: Simulated) =>
  rds.send(new FailoverDBClusterCommand({ ...MYSQL, TargetDBInstanceIdentifier: READER.DBInstanceIdentifier }));

describe('Events: DescribeEvents', () => {
  test('tells of a failover: when it starts, who restarts, when it is over', async () => {
    const simulated = await exampleAccount();
    const begun = simulated.account.clock.now;
    await failover(simulated);
    simulated.pass(60);
    const told = await events(simulated);
    expect(told.map(({ SourceIdentifier, Message, EventCategories }) => [SourceIdentifier, Message, EventCategories])).toEqual([
      ['mysql-80', 'Started cross AZ failover to DB instance: provisioned-instance-2', ['failover']],
      ['provisioned-instance-1', 'DB instance restarted', ['availability']],
      ['provisioned-instance-2', 'DB instance restarted', ['availability']],
      ['mysql-80', 'Completed failover to DB instance: provisioned-instance-2', ['failover']],
    ]);
    expect(told[0]).toMatchObject({ SourceType: 'db-cluster', SourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80' });
    expect(told[1]).toMatchObject({ SourceType: 'db-instance', SourceArn: 'arn:aws:rds:eu-west-1:123456789012:db:provisioned-instance-1' });
    expect(told[0].Date!.getTime()).toBeGreaterThan(begun);
    expect(told[3].Date!.getTime()).toBeGreaterThan(told[0].Date!.getTime());
    expect(ids(simulated)).toEqual(['0073', '0006', '0006', '0071']);
  });

  test('tells whether a failover stays in its zone', async () => {
    const simulated = await exampleAccount();
    const { instances } = simulated.account;
    const zone = instances.get(WRITER.DBInstanceIdentifier)!.shape.AvailabilityZone;
    instances.get(READER.DBInstanceIdentifier)!.shape.AvailabilityZone = zone;
    await failover(simulated);
    simulated.pass(60);
    expect(await messages(simulated)).toContain('Started same AZ failover to DB instance: provisioned-instance-2');
  });

  test('tells of a cluster\'s birth, stop, start, new name and end', async () => {
    const simulated = await exampleAccount();
    const { rds, pass } = simulated;
    const identified = { DBClusterIdentifier: 'new' };
    await rds.send(new CreateDBClusterCommand({ ...identified, Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'long-enough' }));
    pass(600);
    for (const command of [new StopDBClusterCommand(identified), new StartDBClusterCommand(identified)]) {
      await rds.send(command as StopDBClusterCommand);
      pass(900);
    }
    await rds.send(new ModifyDBClusterCommand({ ...identified, NewDBClusterIdentifier: 'renamed' }));
    pass(300);
    await rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier: 'renamed', FinalDBSnapshotIdentifier: 'last' }));
    pass(600);
    expect(await messages(simulated)).toEqual([
      'DB cluster created', 'DB cluster stopped', 'DB cluster started', 'Renamed cluster from new to renamed', 'Creating manual cluster snapshot',
      'Manual cluster snapshot created', 'DB cluster deleted',
    ]);
    expect(ids(simulated)).toEqual(['0170', '0150', '0151', '0172', '0074', '0075', '0171']);
  });

  test('tells that AWS starts a cluster that was stopped for seven days', async () => {
    const simulated = await exampleAccount();
    await simulated.rds.send(new StopDBClusterCommand(MYSQL));
    simulated.pass(8 * 86_400);
    expect(await messages(simulated, { Duration: 14 * 1440 })).toEqual([
      'DB cluster stopped', 'DB cluster is being started due to it exceeding the maximum allowed time being stopped', 'DB cluster started',
    ]);
  });

  test('tells of new instances, reboots, changes of class, groups and passwords', async () => {
    const simulated = await exampleAccount();
    const { rds, pass } = simulated;
    await rds.send(new CreateDBInstanceCommand({ ...MYSQL, DBInstanceIdentifier: 'third', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }));
    pass(900);
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'third' }));
    pass(120);
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'third', DBInstanceClass: 'db.r6g.xlarge', ApplyImmediately: true }));
    pass(3600);
    await rds.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: 'own', DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'own' }));
    await rds.send(new ModifyDBParameterGroupCommand({
      DBParameterGroupName: 'own', Parameters: [{ ParameterName: 'long_query_time', ParameterValue: '1', ApplyMethod: 'immediate' }],
    }));
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'third', DBParameterGroupName: 'own' }));
    expect(await messages(simulated, { SourceType: 'db-instance', SourceIdentifier: 'third' })).toEqual([
      'DB instance created', 'DB instance shutdown', 'DB instance restarted', 'Applying modification to database instance class',
      'Finished applying modification to DB instance class', 'Updated to use DBParameterGroup own',
    ]);
    expect(await events(simulated, { SourceType: 'db-parameter-group' })).toMatchObject([{
      SourceIdentifier: 'own', SourceArn: 'arn:aws:rds:eu-west-1:123456789012:pg:own', Message: 'Updated parameter long_query_time to 1 with apply method immediate',
    }]);
    await rds.send(new ModifyDBClusterCommand({ ...MYSQL, MasterUserPassword: 'another-one' }));
    pass(120);
    expect(await messages(simulated, { SourceType: 'db-cluster' })).toEqual(['Reset master credentials']);
  });

  test.each([
    ['minor upgrade', {}, ['Database cluster upgrade is in progress', 'Database cluster engine version has been upgraded'], ['0177', '0173']],
    ['major upgrade', {
      EngineVersion: '8.4.mysql_aurora.8.4.7', AllowMajorVersionUpgrade: true, DBInstanceParameterGroupName: 'default.aurora-mysql8.4',
    }, ['Database cluster upgrade is in progress', 'Database cluster engine major version has been upgraded'], ['0177', '0074', '0075', '0176']],
  ])('tells of a %s', async (_, change, expected, expectedIds) => {
    const simulated = await exampleAccount();
    await simulated.rds.send(new ModifyDBClusterCommand({ ...MYSQL, EngineVersion: '8.0.mysql_aurora.3.10.1', ApplyImmediately: true, ...change }));
    simulated.pass(3600);
    expect(await messages(simulated, { SourceType: 'db-cluster' })).toEqual(expected);
    expect(ids(simulated)).toEqual(expectedIds);
  });

  test('tells of a zone that fails what it tells of a failover', async () => {
    const simulated = await exampleAccount();
    simulated.account.faults.add(parseFault('zone-failure:seconds=10'));
    simulated.pass(120);
    expect(await messages(simulated, { EventCategories: ['failover'] })).toEqual([
      'Started cross AZ failover to DB instance: provisioned-instance-2', 'Completed failover to DB instance: provisioned-instance-2',
    ]);
  });

  test('goes back one hour, or as far as it is asked, and never more than 14 days', async () => {
    const simulated = await exampleAccount();
    const { rds, pass, account } = simulated;
    await rds.send(new CreateDBClusterSnapshotCommand({ ...MYSQL, DBClusterSnapshotIdentifier: 'first' }));
    pass(7200);
    const [early, late] = [new Date(account.clock.now - 7200_000), new Date(account.clock.now - 3600_000)];
    const count = async (input: DescribeEventsMessage) => (await rds.send(new DescribeEventsCommand(input))).Events!.length;
    expect(await count({})).toBe(0);
    expect(await count({ Duration: 119 })).toBe(1);
    expect(await count({ Duration: 121 })).toBe(2);
    expect(await count({ StartTime: early })).toBe(2);
    expect(await count({ StartTime: early, Duration: 1 })).toBe(1);
    expect(await count({ StartTime: late })).toBe(0);
    expect(await count({ StartTime: early, EndTime: late })).toBe(2);
    expect(await count({ EndTime: late })).toBe(2);
    pass(15 * 86_400);
    expect(await count({ StartTime: early })).toBe(0);
  });

  test('is paged, and filtered by source, type and category', async () => {
    const simulated = await exampleAccount();
    const { rds, pass } = simulated;
    for (let time = 0; time < 15; time++) {
      await rds.send(new RebootDBInstanceCommand(READER));
      pass(61);
    }
    await failover(simulated);
    pass(60);
    const paged: unknown[] = [];
    for await (const { Events } of paginateDescribeEvents({ client: rds, pageSize: 20 }, {})) paged.push(...Events!);
    expect(paged).toEqual(await events(simulated));
    expect(paged).toHaveLength(34);
    expect(await messages(simulated, { SourceIdentifier: 'mysql-80', SourceType: 'db-cluster' })).toHaveLength(2);
    expect(await messages(simulated, { EventCategories: ['failover'] })).toHaveLength(2);
    expect(await messages(simulated, { EventCategories: ['failover', 'availability'] })).toHaveLength(34);
    expect(await messages(simulated, { SourceType: 'db-snapshot' })).toEqual([]);
  });

  test.each([
    ['a source without its type', { SourceIdentifier: 'mysql-80' }],
    ['an end before the start', { StartTime: new Date(Date.UTC(2026, 11, 2)), EndTime: new Date(Date.UTC(2026, 11, 1)), Duration: undefined }],
  ])('refuses %s', async (_, input) => {
    await expect(events(await exampleAccount(), input)).rejects.toMatchObject({ name: 'InvalidParameterCombination', $metadata: { httpStatusCode: 400 } });
  });
});
