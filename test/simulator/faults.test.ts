import {
  CreateDBInstanceCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand, InsufficientDBInstanceCapacityFault, InstanceQuotaExceededFault,
  ModifyDBClusterCommand, ModifyDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { parseFault } from '../../src/simulator/faults/fault';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

const look = new DescribeDBClustersCommand({ DBClusterIdentifier: 'mysql-80' });
const setTier = (PromotionTier: number) => new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-2', PromotionTier });
const setRange = new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } });
const create = new CreateDBInstanceCommand({ DBClusterIdentifier: 'mysql-80', DBInstanceIdentifier: 'new', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' });

async function withFault(...texts: string[]) {
  const simulated = await exampleAccount();
  for (const text of texts) simulated.account.faults.add(parseFault(text));
  const tier = () => simulated.account.instances.get('provisioned-instance-2')!.shape.PromotionTier;
  return { ...simulated, tier };
}

const codeOf = async (call: Promise<unknown>) => call.then(() => 'ok', (error: { name: string }) => error.name);

describe('a fault strikes as often and where it was asked to', () => {
  test('so many times, after so many that are spared', async () => {
    const { rds } = await withFault('throttle:after=1,count=2');
    const codes = [];
    for (let call = 0; call < 4; call++) codes.push(await codeOf(rds.send(look)));
    expect(codes).toEqual(['ok', 'ThrottlingException', 'ThrottlingException', 'ok']);
  });

  test('only the operations that were named', async () => {
    const { rds, ssm } = await withFault('throttle:operation=rds:Describe*,count=9');
    expect(await codeOf(rds.send(look))).toBe('ThrottlingException');
    expect(await codeOf(rds.send(setTier(2)))).toBe('ok');
    expect(await codeOf(ssm.send(new GetParametersByPathCommand({ Path: '/x' })))).toBe('ok');
  });

  test('with a probability that the seed decides', async () => {
    const run = async () => {
      const { rds } = await withFault('throttle:probability=0.5,count=1000');
      const codes: string[] = [];
      for (let call = 0; call < 40; call++) codes.push(await codeOf(rds.send(look)));
      return codes;
    };
    const first = await run();
    expect(first).toEqual(await run());
    expect(first.filter((code) => code === 'ok').length).toBeGreaterThan(8);
    expect(first.filter((code) => code === 'ok').length).toBeLessThan(32);
  });
});

describe('each kind of fault', () => {
  test('throttle and server-error: nothing was done', async () => {
    for (const [kind, name, status] of [['throttle', 'ThrottlingException', 400], ['server-error', 'InternalFailure', 500]] as const) {
      const { rds, tier } = await withFault(kind);
      await expect(rds.send(setTier(5))).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
      expect(tier()).toBe(1);
    }
  });

  test('reset-before breaks the connection before the effect, reset-after behind it', async () => {
    for (const [kind, expected] of [['reset-before', 1], ['reset-after', 5]] as const) {
      const { rds, tier } = await withFault(kind);
      await expect(rds.send(setTier(5))).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(tier()).toBe(expected);
    }
  });

  test('stale shows what was there so many seconds ago', async () => {
    const { rds, pass } = await withFault('stale:seconds=20,count=100');
    pass(30);
    await rds.send(setRange);
    const shown = async () => (await rds.send(look)).DBClusters![0].ServerlessV2ScalingConfiguration;
    expect(await shown()).toBeUndefined();
    pass(19);
    expect(await shown()).toBeUndefined();
    pass(2);
    expect(await shown()).toEqual({ MinCapacity: 1, MaxCapacity: 8 });
  });

  test('insufficient-capacity at once, or later as a status', async () => {
    const atOnce = await withFault('insufficient-capacity');
    await expect(atOnce.rds.send(create)).rejects.toThrow(InsufficientDBInstanceCapacityFault);
    const later = await withFault('insufficient-capacity:detail=later');
    await later.rds.send(create);
    later.pass(900);
    const { DBInstances } = await later.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'new' }));
    expect(DBInstances![0].DBInstanceStatus).toBe('insufficient-capacity');
  });

  test('quota', async () => {
    const { rds } = await withFault('quota:operation=rds:CreateDBInstance');
    await expect(rds.send(create)).rejects.toThrow(InstanceQuotaExceededFault);
  });

  test.each([['stuck', 'modifying'], ['status:detail=incompatible-network', 'incompatible-network']])('%s never becomes available', async (kind, status) => {
    const { rds, pass } = await withFault(kind.includes(':') ? `${kind},operation=rds:ModifyDBCluster` : `${kind}:operation=rds:ModifyDBCluster`);
    await rds.send(setRange);
    pass(100_000);
    expect((await rds.send(look)).DBClusters![0].Status).toBe(status);
  });

  test('precheck-failure leaves the old version, and says why as an event', async () => {
    const { rds, account, pass } = await withFault('precheck-failure:detail=reserved words');
    await rds.send(new ModifyDBClusterCommand({
      DBClusterIdentifier: 'mysql-80', EngineVersion: '8.4.mysql_aurora.8.4.7', AllowMajorVersionUpgrade: true, ApplyImmediately: true, DBInstanceParameterGroupName: 'default.aurora-mysql8.4',
    }));
    pass(3000);
    expect((await rds.send(look)).DBClusters![0]).toMatchObject({ EngineVersion: '8.0.mysql_aurora.3.10.0', Status: 'available' });
    expect(account.events.events.map(({ Message }) => Message)).toContain('Database cluster is in a state that cannot be upgraded: PreUpgrade checks failed: reserved words');
  });

  test('zone-failure makes the cluster fail over by itself', async () => {
    const { account, pass } = await withFault('zone-failure:seconds=10');
    pass(120);
    expect(account.clusters.get('mysql-80')!.writer).toBe('provisioned-instance-2');
    account.catchUpClients();
    expect(account.clients.map((client) => client.lost())).toEqual([0, 0]);
  });

  test('maintenance moves the minor version under one\'s feet', async () => {
    const { rds, pass } = await withFault('maintenance:seconds=10');
    pass(3600);
    expect((await rds.send(look)).DBClusters![0].EngineVersion).toBe('8.0.mysql_aurora.3.10.1');
  });
});

describe('a profile throttles with a token bucket', () => {
  test('that fills up again', async () => {
    const { rds, pass } = await exampleAccount({ profile: { ...TYPICAL, throttling: { callsPerSecond: 2, burst: 3 } } });
    const codes: string[] = [];
    for (let call = 0; call < 4; call++) codes.push(await codeOf(rds.send(look)));
    pass(1);
    for (let call = 0; call < 3; call++) codes.push(await codeOf(rds.send(look)));
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ThrottlingException', 'ok', 'ok', 'ThrottlingException']);
  });
});

describe('a fault that makes no sense is refused', () => {
  test.each([
    ['explode', /There is no fault explode. There are: throttle,/],
    ['slow', /The fault slow needs seconds/],
    ['refuse:detail=Nonsense', /The fault refuse needs the code of an error of RDS.*Got Nonsense/],
    ['status', /needs the status/],
    ['throttle:times=3', /A fault has no option times/],
    ['throttle:count=many', /count of the fault throttle must be a number from 0, got many/],
  ])('%s', (text, message) => {
    expect(() => parseFault(text)).toThrow(message);
  });
});
