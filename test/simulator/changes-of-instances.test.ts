import { DescribeDBInstancesCommand, FailoverDBClusterCommand, ModifyDBClusterCommand, ModifyDBInstanceCommand, RebootDBInstanceCommand } from '@aws-sdk/client-rds';
import { measure } from '../../src/simulator/measure';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const mysql80 = { DBClusterIdentifier: 'mysql-80' };
const [writer, reader] = ['provisioned-instance-1', 'provisioned-instance-2'];
const look = async ({ rds }: Simulated, name: string) =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }))).DBInstances![0];
const modify = ({ rds }: Simulated, name: string, change: object) => rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: name, ...change }));
const outageSeconds = ({ account }: Simulated) => measure(account, 'mysql-80', 0).outageSeconds;

async function withRange() {
  const simulated = await exampleAccount();
  await simulated.rds.send(new ModifyDBClusterCommand({ ...mysql80, ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } }));
  simulated.pass(120);
  return simulated;
}

describe('a change of class', () => {
  test('in place on the writer keeps everybody from writing', async () => {
    const simulated = await withRange();
    await modify(simulated, writer, { DBInstanceClass: 'db.serverless', ApplyImmediately: true });
    simulated.pass(2000);
    expect(await look(simulated, writer)).toMatchObject({ DBInstanceClass: 'db.serverless', DBInstanceStatus: 'available' });
    expect(outageSeconds(simulated)).toBeGreaterThanOrEqual(30);
    expect(measure(simulated.account, 'mysql-80', 0).writesLost).toBe(0);
  });

  test('on a reader keeps nobody from writing', async () => {
    const simulated = await withRange();
    await modify(simulated, reader, { DBInstanceClass: 'db.serverless', ApplyImmediately: true });
    simulated.pass(2000);
    expect(outageSeconds(simulated)).toBe(0);
  });

  test('without ApplyImmediately waits in PendingModifiedValues for the window', async () => {
    const simulated = await exampleAccount();
    await modify(simulated, reader, { DBInstanceClass: 'db.r6g.xlarge' });
    simulated.pass(3600);
    expect(await look(simulated, reader)).toMatchObject({ DBInstanceClass: 'db.r6g.large', PendingModifiedValues: { DBInstanceClass: 'db.r6g.xlarge' } });
    simulated.pass(7 * 86_400);
    expect(await look(simulated, reader)).toMatchObject({ DBInstanceClass: 'db.r6g.xlarge' });
  });

  test.each([
    ['to db.serverless without a capacity range', { DBInstanceClass: 'db.serverless' }, 'InvalidDBClusterStateFault'],
    ['to an unknown class', { DBInstanceClass: 'db.q1.large' }, 'InvalidParameterValue'],
    ['together with an impossible tier', { PromotionTier: 16 }, 'InvalidParameterValue'],
    ['together with a name that is taken', { NewDBInstanceIdentifier: writer }, 'DBInstanceAlreadyExists'],
  ])('is refused %s', async (_, change, code) => {
    const error = await modify(await exampleAccount(), reader, change).catch((caught: unknown) => caught);
    expect((error as { Error?: { Code: string } }).Error?.Code).toBe(code);
  });
});

describe('who takes over', () => {
  async function failOver(prepare: (simulated: Simulated) => Promise<unknown>) {
    const simulated = await withRange();
    await prepare(simulated);
    simulated.pass(2000);
    await simulated.rds.send(new FailoverDBClusterCommand(mysql80));
    simulated.pass(60);
    return simulated;
  }

  test('the lowest tier, however large the others are', async () => {
    const { account } = await failOver(async (simulated) => {
      await modify(simulated, reader, { PromotionTier: 0 });
      simulated.account.instances.get(reader)!.shape.DBInstanceClass = 'db.t3.medium';
    });
    expect(account.clusters.get('mysql-80')!.writer).toBe(reader);
  });

  test('a serverless reader in tier 2 that is promoted starts small', async () => {
    const { account } = await failOver(async (simulated) => {
      await modify(simulated, reader, { PromotionTier: 2 });
      await modify(simulated, reader, { DBInstanceClass: 'db.serverless', ApplyImmediately: true });
    });
    expect(account.clusters.get('mysql-80')!.writer).toBe(reader);
    expect(account.instances.get(reader)!.sizeAcu(account.clock.now)).toBe(1);
  });

  test('a serverless reader in tier 1 has the size of the writer', async () => {
    const { account } = await failOver((simulated) => modify(simulated, reader, { DBInstanceClass: 'db.serverless', ApplyImmediately: true }));
    expect(account.instances.get(reader)!.sizeAcu(account.clock.now)).toBe(8);
  });

  test('a reader that is moved to tier 1 grows to it', async () => {
    const simulated = await withRange();
    await modify(simulated, reader, { PromotionTier: 2 });
    await modify(simulated, reader, { DBInstanceClass: 'db.serverless', ApplyImmediately: true });
    simulated.pass(2000);
    await modify(simulated, reader, { PromotionTier: 1 });
    simulated.pass(120);
    expect(simulated.account.instances.get(reader)!.sizeAcu(simulated.account.clock.now)).toBe(8);
  });
});

describe('a reboot', () => {
  test('of the writer interrupts writing, of a reader nothing', async () => {
    const simulated = await exampleAccount();
    await simulated.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: reader }));
    simulated.pass(120);
    expect(outageSeconds(simulated)).toBe(0);
    await simulated.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: writer }));
    expect((await look(simulated, writer)).DBInstanceStatus).toBe('rebooting');
    simulated.pass(120);
    expect(outageSeconds(simulated)).toBeGreaterThanOrEqual(10);
  });

  test('with a failover is not for members of Aurora clusters', async () => {
    const { rds } = await exampleAccount();
    await expect(rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: writer, ForceFailover: true }))).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });
});

test('a new name of an instance is its cluster\'s, too', async () => {
  const simulated = await exampleAccount();
  await modify(simulated, writer, { NewDBInstanceIdentifier: 'renamed', ApplyImmediately: true });
  simulated.pass(200);
  const cluster = simulated.account.clusters.get('mysql-80')!;
  expect(cluster.writer).toBe('renamed');
  expect(cluster.members.map((member) => member.DBInstanceIdentifier)).toEqual([reader, 'renamed']);
  expect((await look(simulated, 'renamed')).DBInstanceArn).toBe('arn:aws:rds:eu-west-1:123456789012:db:renamed');
});
