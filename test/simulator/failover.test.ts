import { DescribeDBClustersCommand, FailoverDBClusterCommand, InvalidDBInstanceStateFault } from '@aws-sdk/client-rds';
import { measure } from '../../src/simulator/measure';
import { exampleAccount } from '../support/simulated-account';

const cluster = { DBClusterIdentifier: 'mysql-80' };
const toReader = new FailoverDBClusterCommand({ ...cluster, TargetDBInstanceIdentifier: 'provisioned-instance-2' });

async function shown(rds: Awaited<ReturnType<typeof exampleAccount>>['rds']) {
  const { DBClusters } = await rds.send(new DescribeDBClustersCommand(cluster));
  const { Status, DBClusterMembers } = DBClusters![0];
  return { status: Status, writer: DBClusterMembers!.find((member) => member.IsClusterWriter)!.DBInstanceIdentifier };
}

describe('a failover', () => {
  test('reads available with the old writer, then failing-over, then available with the old writer once more, and only then the new one', async () => {
    const { rds, pass } = await exampleAccount();
    await rds.send(toReader);
    const seen: string[] = [];
    for (let second = 0; second < 60; second += 0.1) {
      const { status, writer } = await shown(rds);
      const text = `${status} ${writer}`;
      if (seen.at(-1) !== text) seen.push(text);
      pass(0.1);
    }
    expect(seen).toEqual([
      'available provisioned-instance-1', 'failing-over provisioned-instance-1', 'available provisioned-instance-1', 'available provisioned-instance-2',
    ]);
  });

  test('keeps a client from writing for as long as the outage lasts, and loses nothing', async () => {
    const { rds, account, pass } = await exampleAccount();
    pass(10);
    await rds.send(toReader);
    pass(60);
    const { writeGapSeconds, outageSeconds, writesLost, writesRejected, writesAcknowledged } = measure(account, 'mysql-80', 70);
    expect(outageSeconds).toBeGreaterThanOrEqual(5);
    expect(outageSeconds).toBeLessThanOrEqual(35);
    expect(Math.abs(writeGapSeconds - outageSeconds)).toBeLessThanOrEqual(0.2);
    expect(writesLost).toBe(0);
    expect(writesRejected + writesAcknowledged).toBe(701);
  });

  test('is refused while another one is going on, and to the writer itself', async () => {
    const { rds, pass } = await exampleAccount();
    await rds.send(toReader);
    pass(4);
    await expect(rds.send(toReader)).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault' });
    pass(60);
    await expect(rds.send(toReader)).rejects.toThrow(InvalidDBInstanceStateFault);
  });

  test('takes as long as the seed says, however many calls were made before', async () => {
    const outage = async (looks: number, seed: number) => {
      const { rds, account, pass } = await exampleAccount({ seed });
      for (let look = 0; look < looks; look++) await shown(rds);
      await rds.send(toReader);
      pass(60);
      return measure(account, 'mysql-80', 60).outageSeconds;
    };
    expect(await outage(0, 7)).toBe(await outage(25, 7));
    expect(new Set(await Promise.all([1, 2, 3, 4, 5].map((seed) => outage(0, seed)))).size).toBeGreaterThan(1);
  });
});
