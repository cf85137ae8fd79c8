import {
  CreateDBClusterCommand, CreateDBInstanceCommand, DescribeDBClustersCommand, PromoteReadReplicaDBClusterCommand, RebootDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { TYPICAL } from '../../src/simulator/profile';
import { awsCommandLine } from '../support/aws-command-line';
import { accountWithRdsInstance, exampleAccount } from '../support/simulated-account';

const replica = { DBClusterIdentifier: 'aurora' };

async function withReplica() {
  const simulated = await accountWithRdsInstance();
  simulated.pass(10);
  await simulated.rds.send(new CreateDBClusterCommand({ ...replica, Engine: 'aurora-mysql', ReplicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:old-rds' }));
  simulated.pass(300);
  await simulated.rds.send(new CreateDBInstanceCommand({ ...replica, DBInstanceIdentifier: 'aurora-1', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }));
  simulated.pass(900);
  return simulated;
}

describe('an Aurora replica of an RDS instance', () => {
  test('shows what was committed a second ago, and everything once the source is quiet', async () => {
    const { rds, account, pass } = await withReplica();
    const reader = account.addReader('aurora', 'cluster');
    expect(reader.staleWrites()).toBe(10);
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'old-rds' }));
    pass(2);
    expect(reader.staleWrites()).toBe(0);
  });

  test('shows its lag in CloudWatch while its source is written to, none once that is quiet, and nothing once it is promoted', async () => {
    const { rds, account, pass } = await withReplica();
    const aws = awsCommandLine(account);
    const lag = async () => {
      const [from, to] = [account.clock.now - 180_000, account.clock.now].map((millis) => Math.floor(millis / 1000));
      const { Datapoints } = await aws(`aws cloudwatch get-metric-statistics --namespace AWS/RDS --metric-name AuroraBinlogReplicaLag \
        --dimensions Name=DBInstanceIdentifier,Value=aurora-1 --start-time ${from} --end-time ${to} --period 60 --statistics Maximum`);
      return Datapoints.map(({ Maximum }: { Maximum: number }) => Maximum);
    };
    expect(Math.max(...await lag())).toBe(1);
    for (const client of account.clients) client.stop();
    pass(300);
    expect(await lag()).toEqual([0, 0]);
    await rds.send(new PromoteReadReplicaDBClusterCommand(replica));
    pass(600);
    expect(await lag()).toEqual([]);
  });

  test('refuses writes and says why, until it is promoted', async () => {
    const { rds, account, pass } = await withReplica();
    const client = account.addClient('aurora');
    client.catchUp();
    expect(account.log.ofType('writes').at(-1)).toMatchObject({ acknowledged: false, refusedBecause: 'aurora is a read replica of old-rds' });
    await rds.send(new PromoteReadReplicaDBClusterCommand(replica));
    pass(600);
    client.catchUp();
    expect(account.log.ofType('writes').at(-1)).toMatchObject({ cluster: 'aurora', acknowledged: true });
  });

  test('lacks what had not arrived yet when it is promoted in the middle of writes', async () => {
    const { rds, account, pass } = await withReplica();
    await rds.send(new PromoteReadReplicaDBClusterCommand(replica));
    pass(600);
    account.catchUpClients();
    const [source, promoted] = [account.instances.get('old-rds')!.volume!, account.clusters.get('aurora')!.volume];
    const promotedAt = account.log.ofType('operation-ended').find(({ operation }) => operation.kind === 'promote read replica')!.atMillis;
    const writesSince = (account.clock.now - promotedAt) / 100;
    expect(source.unseenIn(promoted)).toBe(writesSince + 10);
  });

  test('has everything when the source was quiet for longer than the lag', async () => {
    const fiveSeconds = { minimum: 5, typical: 5, maximum: 5, source: 'this test' };
    const profile = { ...TYPICAL, durations: { ...TYPICAL.durations, promoteReplica: fiveSeconds } };
    const simulated = await accountWithRdsInstance({ profile });
    const { rds, account, pass } = simulated;
    await rds.send(new CreateDBClusterCommand({ ...replica, Engine: 'aurora-mysql', ReplicationSourceIdentifier: 'old-rds' }));
    pass(300);
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'old-rds' }));
    await rds.send(new PromoteReadReplicaDBClusterCommand(replica));
    pass(6);
    expect(account.instances.get('old-rds')!.volume!.unseenIn(account.clusters.get('aurora')!.volume)).toBe(0);
  });

  test('is not created when its source or its capacity range is none', async () => {
    const { rds } = await exampleAccount();
    const create = (change: object) => rds.send(new CreateDBClusterCommand({ ...replica, Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'secret', ...change }));
    await expect(create({ ReplicationSourceIdentifier: 'nobody' })).rejects.toMatchObject({ name: 'DBInstanceNotFoundFault' });
    await expect(create({ ServerlessV2ScalingConfiguration: { MinCapacity: 4, MaxCapacity: 2 } })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(rds.send(new DescribeDBClustersCommand(replica))).rejects.toMatchObject({ name: 'DBClusterNotFoundFault' });
  });
});

describe('a reader', () => {
  test('behind the reader endpoint sees what the readers have, behind the cluster endpoint what the writer has', async () => {
    const { account, pass } = await exampleAccount({ profile: { ...TYPICAL, replicaLagMillis: 300 } });
    pass(10);
    expect(account.addReader('mysql-80').staleWrites()).toBe(3);
    expect(account.addReader('mysql-80', 'cluster').staleWrites()).toBe(0);
  });

  test('behind the reader endpoint of a cluster without readers is led to the writer, and of one without instances to nobody', async () => {
    const { account, pass } = await exampleAccount({ profile: { ...TYPICAL, replicaLagMillis: 300 } });
    pass(10);
    account.instances.delete('provisioned-instance-2');
    expect(account.addReader('mysql-80').staleWrites()).toBe(0);
    account.instances.delete('provisioned-instance-1');
    expect(account.addReader('mysql-80').staleWrites()).toBeUndefined();
  });
});

test('a client on a port on which nobody listens does not get through', async () => {
  const { account, pass } = await exampleAccount();
  const [onTheRightPort, onTheWrongPort] = [account.addClient('mysql-80', { port: 3306 }), account.addClient('mysql-80', { port: 5432 })];
  pass(10);
  account.catchUpClients();
  expect([onTheRightPort.isConnected, onTheWrongPort.isConnected]).toEqual([true, false]);
});
