import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateDBClusterParameterGroupCommand, CreateDBInstanceCommand, CreateDBProxyCommand, DescribeDBInstancesCommand, DescribeEventsCommand,
  ModifyDBClusterCommand,
  ModifyDBClusterParameterGroupCommand, RebootDBInstanceCommand, RegisterDBProxyTargetsCommand,
} from '@aws-sdk/client-rds';
import { SimulatedAccount } from '../../src/simulator/account';
import { measure } from '../../src/simulator/measure';
import { loadState } from '../../src/simulator/state';
import { connect } from '../support/simulated-account';

const DB = { DBClusterIdentifier: 'db' };
const AWAKE = 0.5;
const PAUSED = 0;
const HOUR = 3600;
/** The delay, and how long after it AWS may look. */
const LONG_ENOUGH = 300 + 60;

interface Options {
  readonly tierOfReader?: number;
  readonly min?: number;
  readonly provisionedReader?: boolean;
}

/** A serverless cluster from 0 to 4 ACUs with a writer and a reader, whose client has gone to sleep. */
function sleepyCluster({ tierOfReader = 1, min = 0, provisionedReader = false }: Options = {}) {
  const account = new SimulatedAccount({ region: 'eu-west-1' });
  const member = (name: string, tier: number, isWriter: boolean) => ({ DBInstanceIdentifier: name, IsClusterWriter: isWriter, PromotionTier: tier });
  const instance = (name: string, tier: number, DBInstanceClass = 'db.serverless') => ({
    DBInstanceIdentifier: name,
    DBClusterIdentifier: 'db',
    DBInstanceArn: `arn:aws:rds:eu-west-1:123456789012:db:${name}`,
    DBInstanceStatus: 'available',
    DBInstanceClass,
    Engine: 'aurora-mysql',
    EngineVersion: '8.0.mysql_aurora.3.10.0',
    PromotionTier: tier,
  });
  loadState(account, [{
    ...DB,
    DBClusterArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:db',
    Status: 'available',
    Engine: 'aurora-mysql',
    EngineVersion: '8.0.mysql_aurora.3.10.0',
    EngineMode: 'provisioned',
    Port: 3306,
    DBClusterMembers: [member('writer', 0, true), member('reader', tierOfReader, false)],
    ServerlessV2ScalingConfiguration: { MinCapacity: min, MaxCapacity: 4, ...(min === 0 && { SecondsUntilAutoPause: 300 }) },
  }], [instance('writer', 0), instance('reader', tierOfReader, provisionedReader ? 'db.r6g.large' : undefined)]);
  const [client] = account.clients;
  client.stop();
  const simulated = connect(account);
  const acu = (name: string) => account.instances.get(name)!.capacityAt(account.clock.now);
  return { ...simulated, client, capacities: () => [acu('writer'), acu('reader')] };
}

describe('auto-pause', () => {
  test('pauses writer and reader after the delay, while their status stays available', async () => {
    const { pass, capacities, rds } = sleepyCluster();
    pass(290);
    expect(capacities()).toEqual([AWAKE, AWAKE]);
    pass(60);
    expect(capacities()).toEqual([PAUSED, PAUSED]);
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances!.map(({ DBInstanceStatus }) => DBInstanceStatus)).toEqual(['available', 'available']);
  });

  test('is told by events, and so is what wakes the instance', async () => {
    const { rds, pass } = sleepyCluster();
    const told = async () => (await rds.send(new DescribeEventsCommand({ SourceType: 'db-instance', SourceIdentifier: 'writer', EventCategories: ['serverless'] })))
      .Events!.map(({ Message }) => Message);
    pass(LONG_ENOUGH);
    expect(await told()).toEqual(['Initiated pause for the DB instance', 'Successfully paused the DB instance']);
    await rds.send(new ModifyDBClusterCommand({ ...DB, ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 } }));
    pass(60);
    expect((await told()).slice(2)).toEqual(['Initiated resume for the DB instance', 'Successfully resumed the DB instance']);
  });

  test('shows in the metrics: capacity and CPU of 0, and no datapoint of anything else', async () => {
    const { account, cloudWatch, pass } = sleepyCluster();
    pass(HOUR);
    const latest = async (MetricName: string) => {
      const { Datapoints } = await cloudWatch.send(new GetMetricStatisticsCommand({
        Namespace: 'AWS/RDS',
        MetricName,
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'reader' }],
        Period: 60,
        Statistics: ['Average'],
        StartTime: new Date(account.clock.now - 120_000),
        EndTime: new Date(account.clock.now),
      }));
      return Datapoints!.at(-1)?.Average;
    };
    const metrics = ['ServerlessDatabaseCapacity', 'CPUUtilization', 'AuroraReplicaLag', 'DatabaseConnections'];
    expect(await Promise.all(metrics.map(latest))).toEqual([0, 0, undefined, undefined]);
  });

  test.each([[HOUR, 10.9, 15.4], [25 * HOUR, 30, 45.1]])('after %d s a client that comes back waits for from %d to %d s', (paused, least, most) => {
    const { account, client, pass, capacities } = sleepyCluster();
    pass(paused);
    expect(capacities()).toEqual([PAUSED, PAUSED]);
    client.start();
    pass(60);
    expect(capacities()[0]).toBe(AWAKE);
    const { writeGapSeconds, writesLost } = measure(account, 'db', account.clock.secondsSinceStart);
    expect(writeGapSeconds).toBeGreaterThanOrEqual(least);
    expect(writeGapSeconds).toBeLessThanOrEqual(most);
    expect(writesLost).toBe(0);
  });

  test('is cancelled by a client that stays connected', () => {
    const { client, pass, capacities } = sleepyCluster();
    client.start();
    pass(HOUR);
    expect(capacities()).toEqual([AWAKE, AWAKE]);
  });

  test('is not on when the range begins above 0', () => {
    const { pass, capacities } = sleepyCluster({ min: 0.5 });
    pass(HOUR);
    expect(capacities()).toEqual([AWAKE, AWAKE]);
  });

  test('is cancelled by a provisioned instance in the cluster', () => {
    const { pass, capacities } = sleepyCluster({ provisionedReader: true });
    pass(HOUR);
    expect(capacities()[0]).toBe(AWAKE);
  });

  test('is cancelled by RDS Proxy, which keeps its connections', async () => {
    const { rds, pass, capacities } = sleepyCluster();
    await rds.send(new CreateDBProxyCommand({
      DBProxyName: 'proxy',
      EngineFamily: 'MYSQL',
      RoleArn: 'arn:aws:iam::123456789012:role/proxy',
      VpcSubnetIds: ['subnet-1', 'subnet-2'],
      Auth: [{ AuthScheme: 'SECRETS', SecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db' }],
    }));
    pass(HOUR);
    expect(capacities()).toEqual([PAUSED, PAUSED]);
    await rds.send(new RegisterDBProxyTargetsCommand({ DBProxyName: 'proxy', DBClusterIdentifiers: ['db'] }));
    pass(HOUR);
    expect(capacities()).toEqual([AWAKE, AWAKE]);
  });

  test('is cancelled by the binary log for the writer, and not for a reader in tier 2', async () => {
    const { rds, pass, capacities } = sleepyCluster({ tierOfReader: 2 });
    const group = { DBClusterParameterGroupName: 'binlog', DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'binlog' };
    await rds.send(new CreateDBClusterParameterGroupCommand(group));
    await rds.send(new ModifyDBClusterParameterGroupCommand({
      DBClusterParameterGroupName: 'binlog', Parameters: [{ ParameterName: 'binlog_format', ParameterValue: 'ROW', ApplyMethod: 'pending-reboot' }],
    }));
    await rds.send(new ModifyDBClusterCommand({ ...DB, DBClusterParameterGroupName: 'binlog' }));
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'writer' }));
    pass(HOUR);
    expect(capacities()).toEqual([AWAKE, PAUSED]);
  });

  test('comes back no earlier than 20 minutes after an administrator has changed the range', async () => {
    const { rds, pass, capacities } = sleepyCluster();
    pass(LONG_ENOUGH);
    expect(capacities()).toEqual([PAUSED, PAUSED]);
    await rds.send(new ModifyDBClusterCommand({ ...DB, ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 } }));
    pass(19 * 60);
    expect(capacities()).toEqual([AWAKE, AWAKE]);
    pass(LONG_ENOUGH);
    expect(capacities()).toEqual([PAUSED, PAUSED]);
  });

  test('a new reader of a paused cluster begins awake', async () => {
    const { rds, account, pass } = sleepyCluster();
    pass(LONG_ENOUGH);
    await rds.send(new CreateDBInstanceCommand({ ...DB, DBInstanceIdentifier: 'new', DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql' }));
    const instance = account.instances.get('new')!;
    while (instance.capacityAt(account.clock.now) === undefined) pass(1);
    expect(instance.capacityAt(account.clock.now)).toBe(AWAKE);
  });
});
