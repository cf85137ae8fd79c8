import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateDBInstanceCommand, type CreateDBInstanceMessage, DescribeDBInstancesCommand, ModifyDBClusterCommand } from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

const SERVERLESS: CreateDBInstanceMessage = {
  DBClusterIdentifier: 'mysql-80', DBInstanceIdentifier: 'new', DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql',
};

async function withRange() {
  const simulated = await exampleAccount();
  await simulated.rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } }));
  simulated.pass(120);
  return simulated;
}

describe('a new member', () => {
  test.each([
    ['with the name of another one', { DBInstanceIdentifier: 'provisioned-instance-1' }, 'DBInstanceAlreadyExists'],
    ['with another engine than its cluster', { Engine: 'aurora-postgresql' }, 'InvalidParameterCombination'],
    ['of an unknown class', { DBInstanceClass: 'db.q9.large' }, 'InvalidParameterValue'],
    ['of an unknown cluster', { DBClusterIdentifier: 'nobody' }, 'DBClusterNotFoundFault'],
    ['in a Serverless v1 cluster', { DBClusterIdentifier: 'sample-cluster', Engine: 'aurora-postgresql' }, 'InvalidParameterValue'],
  ])('is refused %s', async (_, change, code) => {
    const { rds } = await withRange();
    const error = await rds.send(new CreateDBInstanceCommand({ ...SERVERLESS, ...change })).catch((caught: unknown) => caught);
    expect((error as { Error?: { Code: string } }).Error?.Code).toBe(code);
  });

  test('has what it was given, and goes to the zone with the fewest members when it was given none', async () => {
    const { rds } = await withRange();
    await rds.send(new CreateDBInstanceCommand({ ...SERVERLESS, DBParameterGroupName: 'shop-instances', PromotionTier: 3, Tags: [{ Key: 'a', Value: 'b' }], MonitoringInterval: 60, MonitoringRoleArn: 'arn:aws:iam::1:role/m' }));
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'new' }));
    expect(DBInstances![0]).toMatchObject({
      AvailabilityZone: 'eu-west-1c',
      PromotionTier: 3,
      MonitoringInterval: 60,
      MonitoringRoleArn: 'arn:aws:iam::1:role/m',
      DBParameterGroups: [{ DBParameterGroupName: 'shop-instances' }],
      TagList: [{ Key: 'a', Value: 'b' }],
      EngineVersion: '8.0.mysql_aurora.3.10.0',
    });
  });

  test('reads available once before it really is', async () => {
    const { rds, pass } = await withRange();
    await rds.send(new CreateDBInstanceCommand(SERVERLESS));
    const seen: string[] = [];
    for (let second = 0; second < 700; second += 0.5) {
      const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'new' }));
      const status = DBInstances![0].DBInstanceStatus!;
      if (seen.at(-1) !== status) seen.push(status);
      pass(0.5);
    }
    expect(seen).toEqual(['creating', 'available', 'modifying', 'available']);
  });

  test.each([
    ['in tier 1 grows to the size of the writer', 1, 8],
    ['in tier 2 stays at the minimum', 2, 1],
  ])('%s', async (_, PromotionTier, expected) => {
    const { rds, cloudWatch, account, pass } = await withRange();
    await rds.send(new CreateDBInstanceCommand({ ...SERVERLESS, PromotionTier }));
    pass(900);
    const { MetricDataResults } = await cloudWatch.send(new GetMetricDataCommand({
      StartTime: new Date(account.clock.now - 600_000),
      EndTime: new Date(account.clock.now),
      MetricDataQueries: [{
        Id: 'acu',
        MetricStat: {
          Period: 60,
          Stat: 'Maximum',
          Metric: {
            Namespace: 'AWS/RDS', MetricName: 'ServerlessDatabaseCapacity', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'new' }],
          },
        },
      }],
    }));
    expect(MetricDataResults![0].Values![0]).toBe(expected);
  });
});
