import { awsCommandLine } from '../support/aws-command-line';
import { exampleAccount } from '../support/simulated-account';

/** The Serverless v1 cluster of the document, on Aurora MySQL 5.7. */
async function start() {
  const { account, pass } = await exampleAccount({ region: 'eu-west-1' });
  Object.assign(account.clusters.get('sample-cluster')!.shape, { Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.11.4', Port: 3306 });
  const aws = awsCommandLine(account);
  const minutes = async (work: () => Promise<unknown>): Promise<number> => {
    const begin = account.clock.now;
    await work();
    return (account.clock.now - begin) / 60_000;
  };
  return { account, pass, aws, minutes };
}

const WRITES_A_SECOND = 10;
/** The waiters look every half minute. */
const LOOK = 0.5;

describe('Aurora Serverless v1 to Serverless v2 - comparison, migration and blue/green deployment', () => {
  describe('Upgrading Aurora Serverless v1 to v2', () => {
    test('the four steps take as long as the document says, and 60-70 minutes together', async () => {
      const { account, aws, pass, minutes } = await start();
      const snapshot = await minutes(async () => {
        await aws('aws rds create-db-cluster-snapshot --db-cluster-identifier sample-cluster --db-cluster-snapshot-identifier v1');
        await aws('aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier v1');
      });
      expect([snapshot >= 2, snapshot <= 4 + LOOK]).toEqual([true, true]);

      const restore = await minutes(async () => {
        await aws(`aws rds restore-db-cluster-from-snapshot --db-cluster-identifier restored --snapshot-identifier v1 --engine aurora-mysql \\
          --engine-version 5.7.mysql_aurora.2.12.5 --engine-mode provisioned`);
        await aws('aws rds wait db-cluster-available --db-cluster-identifier restored');
      });
      expect([restore >= 10, restore <= 15 + LOOK]).toEqual([true, true]);

      const writer = await minutes(async () => {
        await aws('aws rds create-db-instance --db-instance-identifier writer --db-cluster-identifier restored --db-instance-class db.r6g.large --engine aurora-mysql');
        pass(600);
      });
      const upgrade = await minutes(async () => {
        await aws(`aws rds modify-db-cluster --db-cluster-identifier restored --engine-version 8.0.mysql_aurora.3.02.2 \\
          --allow-major-version-upgrade --apply-immediately`);
        pass(10);
        await aws('aws rds wait db-cluster-available --db-cluster-identifier restored');
      });
      expect([upgrade >= 15, upgrade <= 25 + LOOK]).toEqual([true, true]);

      const modify = await minutes(async () => {
        await aws('aws rds modify-db-cluster --db-cluster-identifier restored --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16');
        pass(60);
        await aws('aws rds modify-db-instance --db-instance-identifier writer --db-instance-class db.serverless --apply-immediately');
        pass(30);
        await aws('aws rds wait db-instance-available --db-instance-identifier writer');
      });
      expect(modify).toBeGreaterThan(5);
      const whole = snapshot + restore + writer + upgrade + modify;
      expect([whole >= 45, whole <= 80]).toEqual([true, true]);

      const { DBInstances } = await aws('aws rds describe-db-instances --db-instance-identifier writer');
      expect(DBInstances[0]).toMatchObject({ DBInstanceClass: 'db.serverless', EngineVersion: '8.0.mysql_aurora.3.02.2', DBInstanceStatus: 'available' });
      expect(account.clusters.get('restored')!.acceptsWrites).toBe(true);
      // What was written after the snapshot is not in the restored cluster.
      account.catchUpClients();
      const [original, copy] = ['sample-cluster', 'restored'].map((name) => account.clusters.get(name)!.volume.log('sample-cluster').size);
      expect(copy).toBeLessThan(original);
    });

    test('the version that the document started with, 2.07.1, is not offered any more', async () => {
      const { aws } = await start();
      await aws('aws rds create-db-cluster-snapshot --db-cluster-identifier sample-cluster --db-cluster-snapshot-identifier v1');
      await aws('aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier v1');
      await expect(aws(`aws rds restore-db-cluster-from-snapshot --db-cluster-identifier old --snapshot-identifier v1 --engine aurora-mysql \\
        --engine-version 5.7.mysql_aurora.2.07.1 --engine-mode provisioned`)).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    });
  });

  describe('Blue/Green deployment to minimize risk and downtime', () => {
    const create = 'aws rds create-blue-green-deployment --blue-green-deployment-name staging --source arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80';

    async function withBinaryLog() {
      const started = await start();
      const { aws, pass } = started;
      await aws('aws rds create-db-cluster-parameter-group --db-cluster-parameter-group-name binlog --db-parameter-group-family aurora-mysql8.0 --description "binlog_format"');
      await aws(`aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name binlog \\
        --parameters ParameterName=binlog_format,ParameterValue=ROW,ApplyMethod=pending-reboot`);
      await aws('aws rds modify-db-cluster --db-cluster-identifier mysql-80 --db-cluster-parameter-group-name binlog');
      await aws('aws rds reboot-db-instance --db-instance-identifier provisioned-instance-1');
      pass(120);
      return started;
    }

    test('needs a custom parameter group with binary logging turned on (binlog_format)', async () => {
      const { aws } = await start();
      await expect(aws(create)).rejects.toMatchObject({ name: 'SourceClusterNotSupportedFault' });
    });

    test('green stays in sync, takes an upgrade, and is promoted in less than a minute without a loss', async () => {
      const { account, aws, pass } = await withBinaryLog();
      const { BlueGreenDeployment } = await aws(`${create} --target-engine-version 8.4.mysql_aurora.8.4.7 \\
        --target-db-cluster-parameter-group-name default.aurora-mysql8.4 --target-db-parameter-group-name default.aurora-mysql8.4`);
      const id = `--blue-green-deployment-identifier ${BlueGreenDeployment.BlueGreenDeploymentIdentifier}`;
      const status = async () => (await aws(`aws rds describe-blue-green-deployments ${id}`)).BlueGreenDeployments[0].Status;
      pass(3 * 3600);
      expect(await status()).toBe('AVAILABLE');
      const switchover = account.clock.secondsSinceStart;
      await aws(`aws rds switchover-blue-green-deployment ${id}`);
      pass(600);
      expect(await status()).toBe('SWITCHOVER_COMPLETED');
      const { DBClusters } = await aws('aws rds describe-db-clusters --db-cluster-identifier mysql-80');
      expect(DBClusters[0]).toMatchObject({ EngineVersion: '8.4.mysql_aurora.8.4.7', Status: 'available' });
      account.catchUpClients();
      const refused = account.log.ofType('writes').filter(({ cluster, acknowledged, from }) => cluster === 'mysql-80' && !acknowledged && from / WRITES_A_SECOND > switchover);
      const seconds = refused.reduce((sum, { from, to }) => sum + (to - from) / WRITES_A_SECOND, 0);
      expect([seconds > 0, seconds < 60, account.clients[0].lost()]).toEqual([true, true, 0]);
    });

    test('is not supported for Aurora Serverless v1, and is for Serverless v2', async () => {
      const { aws, pass } = await withBinaryLog();
      await expect(aws(create.replace('mysql-80', 'sample-cluster'))).rejects.toMatchObject({ name: 'SourceClusterNotSupportedFault' });
      await aws('aws rds modify-db-cluster --db-cluster-identifier mysql-80 --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16');
      pass(60);
      await aws('aws rds create-db-instance --db-instance-identifier v2 --db-cluster-identifier mysql-80 --db-instance-class db.serverless --engine aurora-mysql');
      pass(900);
      await aws('aws rds failover-db-cluster --db-cluster-identifier mysql-80 --target-db-instance-identifier v2');
      pass(120);
      expect((await aws(create)).BlueGreenDeployment.Status).toBe('PROVISIONING');
    });

    test('is available for Aurora PostgreSQL, too, which was not so then', async () => {
      const { aws, pass } = await start();
      await aws('aws rds create-db-cluster-parameter-group --db-cluster-parameter-group-name logical --db-parameter-group-family aurora-postgresql16 --description logical');
      await aws(`aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name logical \\
        --parameters ParameterName=rds.logical_replication,ParameterValue=1,ApplyMethod=pending-reboot`);
      await aws(`aws rds create-db-cluster --db-cluster-identifier postgres --engine aurora-postgresql --engine-version 16.6 --master-username dbadmin \\
        --master-user-password a-password --db-cluster-parameter-group-name logical`);
      pass(300);
      await aws('aws rds create-db-instance --db-instance-identifier postgres-1 --db-cluster-identifier postgres --db-instance-class db.r6g.large --engine aurora-postgresql');
      pass(900);
      expect((await aws(create.replace('mysql-80', 'postgres'))).BlueGreenDeployment.Status).toBe('PROVISIONING');
    });
  });
});
