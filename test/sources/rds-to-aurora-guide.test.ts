import { DBClusterSnapshotNotFoundFault } from '@aws-sdk/client-rds';
import { SimulatedAccount } from '../../src/simulator/account';
import { loadState } from '../../src/simulator/state';
import { awsCommandLine } from '../support/aws-command-line';
import { callOther } from '../support/other-services';
import { connect } from '../support/simulated-account';

const RDS_INSTANCE = {
  DBInstanceIdentifier: 'existing-rds-instance',
  DBInstanceArn: 'arn:aws:rds:eu-west-1:123456789012:db:existing-rds-instance',
  DBInstanceClass: 'db.r5.large',
  DBInstanceStatus: 'available',
  Engine: 'mysql',
  EngineVersion: '8.0.35',
  MasterUsername: 'admin',
  Endpoint: { Address: 'existing-rds-instance.simulated.eu-west-1.rds.amazonaws.com', Port: 3306 },
};

function start() {
  const account = new SimulatedAccount({ region: 'eu-west-1' });
  loadState(account, [], [RDS_INSTANCE]);
  return { account, aws: awsCommandLine(account), pass: connect(account).pass };
}

const CREATE_CLUSTER = `aws rds create-db-cluster --db-cluster-identifier my-app-aurora-cluster --engine aurora-mysql --engine-mode provisioned \\
  --engine-version 8.0.mysql_aurora.3.02.0 --database-name myapp --master-username admin --master-user-password a-random-password \\
  --serverless-v2-scaling-configuration MaxCapacity=16,MinCapacity=2 --backup-retention-period 7 --preferred-backup-window 03:00-04:00 \\
  --enable-cloudwatch-logs-exports error general slowquery --tags Key=Environment,Value=production Key=ManagedBy,Value=terraform`;

async function withCluster() {
  const started = start();
  const { aws, pass } = started;
  await aws(CREATE_CLUSTER);
  pass(300);
  await aws('aws rds create-db-instance --db-instance-identifier writer --db-cluster-identifier my-app-aurora-cluster --db-instance-class db.serverless --engine aurora-mysql');
  pass(900);
  return started;
}

describe('Zero-Downtime RDS to Aurora Serverless v2 Migration: A Step-by-Step Guide', () => {
  test('Step 1: Assess Your Current RDS Setup', async () => {
    const { aws, pass } = start();
    pass(2 * 3600);
    const metric = (statistics: string) => aws(`aws cloudwatch get-metric-statistics \\
      --namespace AWS/RDS \\
      --metric-name CPUUtilization \\
      --dimensions Name=DBInstanceIdentifier,Value=existing-rds-instance \\
      --start-time 2026-12-01T00:00:00Z \\
      --end-time 2026-12-07T00:00:00Z \\
      --period 3600 \\
      --statistics ${statistics}`);
    // The document prints a comma, and the statistics have to be two words.
    await expect(metric('Maximum,Average')).rejects.toThrow('Value Maximum,Average at \'statistics\' must be one of');
    const { Datapoints } = await metric('Maximum Average');
    expect(Datapoints).toHaveLength(2);
    expect(Datapoints[0]).toEqual({ Timestamp: new Date('2026-12-01T00:00:00Z'), Maximum: expect.any(Number), Average: expect.any(Number) });
  });

  test('Step 2: Plan Aurora Serverless v2 Capacity: the resource aws_rds_cluster as its provider creates it', async () => {
    const { aws } = start();
    const { DBCluster } = await aws(CREATE_CLUSTER);
    expect(DBCluster).toMatchObject({
      DBClusterIdentifier: 'my-app-aurora-cluster',
      Engine: 'aurora-mysql',
      EngineMode: 'provisioned',
      DatabaseName: 'myapp',
      ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 },
      EnabledCloudwatchLogsExports: ['error', 'general', 'slowquery'],
      PreferredBackupWindow: '03:00-04:00',
      TagList: [{ Key: 'Environment', Value: 'production' }, { Key: 'ManagedBy', Value: 'terraform' }],
    });
  });

  describe('Step 3: Create Aurora Read Replica', () => {
    test('what it does is a snapshot and a restore: what is written afterwards is not in the copy', async () => {
      const { account, aws, pass } = start();
      pass(60);
      const { DBSnapshot } = await aws('aws rds create-db-snapshot --db-instance-identifier existing-rds-instance --db-snapshot-identifier pre-migration-snapshot');
      await aws('aws rds wait db-snapshot-available --db-snapshot-identifier pre-migration-snapshot');
      const restore = (snapshot: string) => aws(`aws rds restore-db-cluster-from-snapshot --db-cluster-identifier aurora-migration-cluster --engine aurora-mysql \\
        --engine-version 8.0.mysql_aurora.3.02.0 --snapshot-identifier ${snapshot} --enable-cloudwatch-logs-exports audit error general slowquery`);
      await expect(restore('pre-migration-snapshot')).rejects.toThrow(DBClusterSnapshotNotFoundFault);
      await restore(DBSnapshot.DBSnapshotArn);
      await aws('aws rds wait db-cluster-available --db-cluster-identifier aurora-migration-cluster');
      account.catchUpClients();
      const writes = (volume: { log(name: string): { size: number } }) => volume.log('existing-rds-instance').size;
      const [copied, original] = [account.clusters.get('aurora-migration-cluster')!.volume, account.instances.get('existing-rds-instance')!.volume!].map(writes);
      expect([copied > 0, original > copied]).toEqual([true, true]);
    });

    test('what it promises is a replica that follows until it is promoted', async () => {
      const { aws, pass } = start();
      await aws(`aws rds create-db-cluster --db-cluster-identifier replica --engine aurora-mysql --engine-version 8.0.mysql_aurora.3.10.0 \\
        --replication-source-identifier ${RDS_INSTANCE.DBInstanceArn}`);
      pass(300);
      await aws('aws rds create-db-instance --db-instance-identifier replica-1 --db-cluster-identifier replica --db-instance-class db.r6g.large --engine aurora-mysql');
      pass(900);
      expect((await aws('aws rds describe-db-clusters --db-cluster-identifier replica')).DBClusters[0].ReplicationSourceIdentifier).toBe(RDS_INSTANCE.DBInstanceArn);
      await aws('aws rds promote-read-replica-db-cluster --db-cluster-identifier replica');
      pass(600);
      expect((await aws('aws rds describe-db-clusters --db-cluster-identifier replica')).DBClusters[0].ReplicationSourceIdentifier).toBeUndefined();
    });
  });

  describe('Step 4: Implement the Migration', () => {
    test.each([['4.1 Set Up Continuous Replication', 'dms'], ['4.3 Gradual Traffic Migration', 'route53']])('%s: the service %s is not simulated and says so', async (_, service) => {
      expect(await callOther(start().account, service)).toEqual({ status: 501, message: `The service ${service} is not simulated.` });
    });
  });

  describe('Step 5: Post-Migration Optimization', () => {
    test('5.1 Auto-scaling Configuration: the usage is analyzed and the range updated', async () => {
      const { aws, pass } = await withCluster();
      pass(2 * 3600);
      const { Datapoints } = await aws(`aws cloudwatch get-metric-statistics --namespace AWS/RDS --metric-name ServerlessDatabaseCapacity \\
        --dimensions Name=DBClusterIdentifier,Value=my-app-aurora-cluster --start-time 2026-11-24T00:00:00Z --end-time 2026-12-01T02:00:00Z \\
        --period 3600 --statistics Average Maximum Minimum`);
      const averages: number[] = Datapoints.map(({ Average }: { Average: number }) => Average);
      expect(averages.length).toBeGreaterThan(0);
      expect(Math.min(...averages)).toBeGreaterThanOrEqual(2);
      const update = (range: string) =>
        aws(`aws rds modify-db-cluster --db-cluster-identifier my-app-aurora-cluster --serverless-v2-scaling-configuration ${range} --apply-immediately`);
      expect((await update('MinCapacity=1,MaxCapacity=8')).DBCluster.ServerlessV2ScalingConfiguration).toEqual({ MinCapacity: 1, MaxCapacity: 8 });
      // The script multiplies by 1.2 without rounding, and AWS takes half ACUs only.
      pass(60);
      await expect(update('MinCapacity=1,MaxCapacity=9.6')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    test.each(['PutDashboard', 'PutMetricAlarm'])('5.2 Performance Monitoring: %s is not simulated and says so', async (operation) => {
      const { aws } = await withCluster();
      const commands: Record<string, string> = {
        PutDashboard: 'aws cloudwatch put-dashboard --dashboard-name aurora-serverless-v2-monitoring --dashboard-body \'{"widgets":[]}\'',
        PutMetricAlarm: `aws cloudwatch put-metric-alarm --alarm-name aurora-serverless-v2-high-cpu --comparison-operator GreaterThanThreshold --evaluation-periods 2 \\
          --metric-name CPUUtilization --namespace AWS/RDS --period 300 --statistic Average --threshold 80`,
      };
      await expect(aws(commands[operation])).rejects.toMatchObject({ name: 'NotSimulated', message: `monitoring:${operation} is not simulated.` });
    });
  });
});
