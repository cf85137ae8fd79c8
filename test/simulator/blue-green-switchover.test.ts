import {
  DeleteDBInstanceCommand, RebootDBInstanceCommand, RestoreDBClusterToPointInTimeCommand,
} from '@aws-sdk/client-rds';
import { parseFault } from '../../src/simulator/faults/fault';
import { measure } from '../../src/simulator/measure';
import { TYPICAL } from '../../src/simulator/profile';
import { PROFILES } from '../../src/simulator/profiles';
import { cluster, create, deployment, lastWrites, ready, remove, type Simulated, SOURCE, switchOver, withBinaryLogs } from '../support/blue-green';

const DB = 'arn:aws:rds:eu-west-1:123456789012:db:';
const endpoints = ({ account }: Simulated) => [...account.clusters.values()].map(({ identifier, shape }) => [identifier, shape.DbClusterResourceId]);
/** What the switchover alone cost. */
async function interruption(simulated: Simulated) {
  const before = measure(simulated.account, 'mysql-80', 0);
  await switchOver(simulated);
  simulated.pass(300);
  const after = measure(simulated.account, 'mysql-80', 0);
  return {
    outageSeconds: after.outageSeconds - before.outageSeconds,
    writeGapSeconds: after.writeGapSeconds - before.writeGapSeconds,
    writesLost: after.writesLost,
  };
}

describe('SwitchoverBlueGreenDeployment', () => {
  test('moves the names and endpoints, not the resource ids', async () => {
    const simulated = await ready();
    const before = { blue: await cluster(simulated, 'mysql-80'), green: await cluster(simulated, simulated.green.identifier) };
    expect(await switchOver(simulated)).toMatchObject({ Status: 'SWITCHOVER_IN_PROGRESS', SwitchoverDetails: [{ Status: 'AVAILABLE' }, {}, {}] });
    simulated.pass(300);
    expect(await deployment(simulated)).toMatchObject({
      Status: 'SWITCHOVER_COMPLETED',
      Source: `${SOURCE}-old1`,
      Target: SOURCE,
      SwitchoverDetails: [
        { SourceMember: `${SOURCE}-old1`, TargetMember: SOURCE, Status: 'SWITCHOVER_COMPLETED' },
        { SourceMember: `${DB}provisioned-instance-1-old1`, TargetMember: `${DB}provisioned-instance-1`, Status: 'SWITCHOVER_COMPLETED' },
        { SourceMember: `${DB}provisioned-instance-2-old1`, TargetMember: `${DB}provisioned-instance-2`, Status: 'SWITCHOVER_COMPLETED' },
      ],
    });
    const [now, old] = [await cluster(simulated, 'mysql-80'), await cluster(simulated, 'mysql-80-old1')];
    expect([now.DbClusterResourceId, old.DbClusterResourceId]).toEqual([before.green.DbClusterResourceId, before.blue.DbClusterResourceId]);
    expect(now).toMatchObject({ Endpoint: expect.stringMatching(/^mysql-80[.]/), EarliestRestorableTime: before.green.EarliestRestorableTime });
    expect(now.DBClusterMembers!.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier).sort()).toEqual(['provisioned-instance-1', 'provisioned-instance-2']);
  });

  test('drops connections, loses no write, and is over in about a minute', async () => {
    const simulated = await ready();
    const { outageSeconds, writesLost } = await interruption(simulated);
    expect(lastWrites(simulated).acknowledged).toBe(true);
    expect(writesLost).toBe(0);
    expect(outageSeconds).toBeGreaterThanOrEqual(11);
    expect(outageSeconds).toBeLessThanOrEqual(61);
    simulated.account.watch.afterCall({ service: 'rds', operation: 'DescribeDBClusters', input: {} });
    expect(simulated.account.watch.violations.filter(({ code }) => ['ONE_WRITER', 'DATA_IS_KEPT'].includes(code))).toEqual([]);
  });

  test('is over later for clients that keep the address of the old side', async () => {
    const simulated = await ready({}, { profile: PROFILES['clients-cache-dns'] });
    const { outageSeconds, writeGapSeconds } = await interruption(simulated);
    expect(writeGapSeconds).toBeCloseTo(Math.ceil(outageSeconds / 30) * 30, 0);
  });

  test('leaves an old side that only reads until the record is deleted', async () => {
    const simulated = await ready();
    await switchOver(simulated);
    simulated.pass(300);
    const client = simulated.account.addClient('mysql-80-old1');
    const isWritten = () => {
      client.catchUp();
      return simulated.account.log.ofType('writes').filter((entry) => entry.cluster === 'mysql-80-old1').at(-1)!.acknowledged;
    };
    expect(isWritten()).toBe(false);
    await simulated.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-1-old1' }));
    simulated.pass(120);
    expect(isWritten()).toBe(false);
    await remove(simulated);
    simulated.pass(300);
    expect(isWritten()).toBe(true);
  });

  test('the history of before is found through the resource id of the old side', async () => {
    const simulated = await ready();
    const { DbClusterResourceId } = await cluster(simulated, 'mysql-80');
    await switchOver(simulated);
    simulated.pass(300);
    const held = simulated.account.clusters.get('mysql-80-old1')!.volume.log('mysql-80').size;
    await simulated.rds.send(new RestoreDBClusterToPointInTimeCommand({
      DBClusterIdentifier: 'before', SourceDbClusterResourceId: DbClusterResourceId, UseLatestRestorableTime: true,
    }));
    expect(simulated.account.clusters.get('before')!.volume.log('mysql-80').size).toBe(held);
    expect(simulated.account.clusters.get('mysql-80')!.volume.log('mysql-80').size).toBeGreaterThan(held);
  });

  test('a member that was added to green stays, the twin of one that was deleted keeps its name', async () => {
    const simulated = await ready();
    const reader = (await deployment(simulated)).SwitchoverDetails!.at(-1)!.TargetMember!.split(':').at(-1)!;
    await simulated.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: reader, SkipFinalSnapshot: true }));
    simulated.pass(900);
    await switchOver(simulated);
    simulated.pass(300);
    expect((await cluster(simulated, 'mysql-80-old1')).DBClusterMembers!.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier).sort())
      .toEqual(['provisioned-instance-1-old1', 'provisioned-instance-2']);
  });

  test.each([
    ['rolls back when it takes longer than its timeout', () => undefined, { SwitchoverTimeout: 30 }, 'it took longer than its timeout'],
    ['is cancelled by what clients do', (account: Account) => account.faults.add(parseFault('guardrail:detail=long-running writes')), {}, 'long-running writes'],
    ['is cancelled while green is not healthy', (account: Account) => {account.instances.get([...account.instances.keys()].at(-1)!)!.shape.DBInstanceStatus = 'rebooting';}, {}, 'is rebooting'],
  ])('%s, and nothing has changed', async (_, spoil, input, why) => {
    const slow = { minimum: 60, typical: 60, maximum: 60, source: 'this test' };
    const simulated = await ready({}, { profile: { ...TYPICAL, durations: { ...TYPICAL.durations, switchoverOutage: slow } } });
    const before = endpoints(simulated);
    spoil(simulated.account);
    await switchOver(simulated, input);
    simulated.pass(120);
    expect(await deployment(simulated)).toMatchObject({ Status: 'SWITCHOVER_FAILED', StatusDetails: expect.stringContaining(why) });
    expect(endpoints(simulated)).toEqual(before);
    expect(lastWrites(simulated).acknowledged).toBe(true);
    expect(simulated.green.acceptsWrites).toBe(false);
    for (const instance of simulated.account.instances.values()) instance.shape.DBInstanceStatus = 'available';
    await switchOver(simulated);
    simulated.pass(300);
    expect((await deployment(simulated)).Status).toBe('SWITCHOVER_COMPLETED');
  });

  test('is cancelled when green is behind by more than the timeout', async () => {
    const simulated = await ready({}, { profile: { ...TYPICAL, replicationLagMillis: { ...TYPICAL.replicationLagMillis, blueGreen: 40_000 } } });
    await switchOver(simulated, { SwitchoverTimeout: 30 });
    simulated.pass(60);
    expect(await deployment(simulated)).toMatchObject({ Status: 'SWITCHOVER_FAILED', StatusDetails: expect.stringContaining('replication lag') });
  });

  test('reads AVAILABLE after a failure under the profile that says so', async () => {
    const simulated = await ready({}, { profile: { ...TYPICAL, statusAfterFailedSwitchover: 'AVAILABLE' } });
    simulated.account.faults.add(parseFault('guardrail'));
    await switchOver(simulated);
    simulated.pass(60);
    expect((await deployment(simulated)).Status).toBe('AVAILABLE');
  });

  test('is impossible once replication is degraded, and green holds what had arrived', async () => {
    const simulated = await ready();
    simulated.account.faults.add(parseFault('replication-degraded:seconds=10'));
    simulated.pass(60);
    expect(await deployment(simulated)).toMatchObject({ Status: 'INVALID_CONFIGURATION', StatusDetails: expect.stringContaining('Replication degraded') });
    await expect(switchOver(simulated)).rejects.toMatchObject({ name: 'InvalidBlueGreenDeploymentStateFault' });
    expect(simulated.blue.volume.unseenIn(simulated.green.volume)).toBeGreaterThanOrEqual(500);
  });

  test('is rolled back when replication degrades meanwhile', async () => {
    const simulated = await ready();
    await switchOver(simulated);
    simulated.account.faults.add(parseFault('replication-degraded:seconds=4'));
    simulated.pass(300);
    expect(await deployment(simulated)).toMatchObject({ Status: 'INVALID_CONFIGURATION' });
    expect([lastWrites(simulated).acknowledged, simulated.account.clusters.has('mysql-80-old1')]).toEqual([true, false]);
    expect(measure(simulated.account, 'mysql-80', 0).writesLost).toBe(0);
  });

  test.each([29, 3601])('has no timeout of %d seconds', async (SwitchoverTimeout) => {
    await expect(switchOver(await ready(), { SwitchoverTimeout })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('is refused while the green side is being made', async () => {
    const simulated = await withBinaryLogs();
    await create(simulated);
    await expect(switchOver(simulated)).rejects.toMatchObject({ name: 'InvalidBlueGreenDeploymentStateFault', $metadata: { httpStatusCode: 400 } });
  });
});

type Account = Simulated['account'];
