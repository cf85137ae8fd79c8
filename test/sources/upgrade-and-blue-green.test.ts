import { awsCommandLine } from '../support/aws-command-line';
import { exampleAccount } from '../support/simulated-account';

/** The Serverless v1 cluster of the document, on Aurora MySQL 5.7. */
async function start() {
  const { account, pass } = await exampleAccount();
  Object.assign(account.clusters.get('sample-cluster')!.shape, { Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.11.4', Port: 3306 });
  const aws = awsCommandLine(account);
  const minutes = async (work: () => Promise<unknown>): Promise<number> => {
    const begin = account.clock.now;
    await work();
    return (account.clock.now - begin) / 60_000;
  };
  return { account, pass, aws, minutes };
}

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
      const [original, copy] = ['sample-cluster', 'restored'].map((name) => account.clusters.get(name)!.volume.log('sample-cluster').size);
      account.catchUpClients();
      expect(copy).toBeLessThan(account.clusters.get('sample-cluster')!.volume.log('sample-cluster').size);
      expect(original).toBeGreaterThanOrEqual(copy);
    });

    test('the version that the document started with, 2.07.1, is not offered any more', async () => {
      const { aws } = await start();
      await aws('aws rds create-db-cluster-snapshot --db-cluster-identifier sample-cluster --db-cluster-snapshot-identifier v1');
      await aws('aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier v1');
      await expect(aws(`aws rds restore-db-cluster-from-snapshot --db-cluster-identifier old --snapshot-identifier v1 --engine aurora-mysql \\
        --engine-version 5.7.mysql_aurora.2.07.1 --engine-mode provisioned`)).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    });
  });
});
