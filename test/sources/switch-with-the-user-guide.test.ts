import { InvalidDBClusterStateFault } from '@aws-sdk/client-rds';
import { awsCommandLine } from '../support/aws-command-line';
import { exampleAccount } from '../support/simulated-account';

/** The example's clusters under the versions of the document, and what sends its commands. */
async function start(versions: Record<string, string> = {}) {
  const { account, pass } = await exampleAccount();
  for (const [name, version] of Object.entries(versions)) {
    const cluster = account.clusters.get(name)!;
    cluster.shape.EngineVersion = version;
    for (const { shape } of account.instancesOf(cluster)) Object.assign(shape, { EngineVersion: version, DBParameterGroups: [{ DBParameterGroupName: 'default.x' }] });
  }
  const aws = awsCommandLine(account);
  const cluster = async (name: string) => (await aws(`aws rds describe-db-clusters --db-cluster-identifier ${name}`)).DBClusters[0];
  const roles = async (name: string) => {
    const { DBClusterMembers } = await cluster(name);
    return Object.fromEntries(DBClusterMembers.map((member: any) => [member.DBInstanceIdentifier, member.IsClusterWriter]));
  };
  return { account, pass, aws, cluster, roles };
}

type Started = Awaited<ReturnType<typeof start>>;

async function switchToServerless({ aws, pass, roles }: Started, cluster: string, engine: string): Promise<void> {
  await aws(`aws rds modify-db-cluster --db-cluster-identifier ${cluster} --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16`);
  pass(60);
  await aws(`aws rds create-db-instance --db-instance-identifier v2 --db-cluster-identifier ${cluster} --db-instance-class db.serverless --engine ${engine}`);
  pass(900);
  await aws(`aws rds failover-db-cluster --db-cluster-identifier ${cluster} --target-db-instance-identifier v2`);
  pass(60);
  expect((await roles(cluster)).v2).toBe(true);
}

describe('Getting started with Aurora Serverless v2', () => {
  describe('Switching from a provisioned cluster to Aurora Serverless v2', () => {
    test('the switchover of mysql-80 on Aurora MySQL version 3.02.0 gives what the document printed', async () => {
      const { account, aws, pass, roles } = await start({ 'mysql-80': '8.0.mysql_aurora.3.02.0' });
      expect(await roles('mysql-80')).toEqual({ 'provisioned-instance-2': false, 'provisioned-instance-1': true });
      for (const name of ['provisioned-instance-1', 'provisioned-instance-2']) {
        const { DBInstances } = await aws(`aws rds describe-db-instances --db-instance-identifier ${name} \\
          --output text --query '*[].[DBInstanceIdentifier,DBInstanceClass]'`);
        expect(DBInstances).toMatchObject([{ DBInstanceIdentifier: name, DBInstanceClass: 'db.r6g.large' }]);
      }
      const create = (name: string) => aws(`aws rds create-db-instance --db-instance-identifier ${name} \\
        --db-cluster-identifier mysql-80 --db-instance-class db.serverless --engine aurora-mysql`);
      const tooEarly = await create('serverless-v2-instance-1').catch((error: unknown) => error);
      expect(tooEarly).toBeInstanceOf(InvalidDBClusterStateFault);
      expect(tooEarly.message).toBe('Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.');
      const blank = await aws('aws rds describe-db-clusters --db-cluster-identifier mysql-80 --query \'DBClusters[*].ServerlessV2ScalingConfiguration\'');
      expect(blank.DBClusters[0].ServerlessV2ScalingConfiguration).toBeUndefined();
      const modified = await aws(`aws rds modify-db-cluster --db-cluster-identifier mysql-80 \\
        --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16`);
      expect(modified.DBCluster).toMatchObject({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 } });
      pass(60);

      for (const name of ['serverless-v2-instance-1', 'serverless-v2-instance-2']) {
        expect((await create(name)).DBInstance).toMatchObject({
          DBInstanceIdentifier: name, DBClusterIdentifier: 'mysql-80', DBInstanceClass: 'db.serverless', DBInstanceStatus: 'creating',
        });
      }
      await aws('aws rds wait db-instance-available --db-instance-identifier serverless-v2-instance-1');
      await aws('aws rds wait db-instance-available --db-instance-identifier serverless-v2-instance-2');

      const failover = await aws(`aws rds failover-db-cluster --db-cluster-identifier mysql-80 \\
        --target-db-instance-identifier serverless-v2-instance-1`);
      const inSync = { DBClusterParameterGroupStatus: 'in-sync', PromotionTier: 1 };
      expect(failover.DBCluster.Status).toBe('available');
      expect(failover.DBCluster.DBClusterMembers).toEqual(expect.arrayContaining([
        { DBInstanceIdentifier: 'serverless-v2-instance-1', IsClusterWriter: false, ...inSync },
        { DBInstanceIdentifier: 'serverless-v2-instance-2', IsClusterWriter: false, ...inSync },
        { DBInstanceIdentifier: 'provisioned-instance-2', IsClusterWriter: false, ...inSync },
        { DBInstanceIdentifier: 'provisioned-instance-1', IsClusterWriter: true, ...inSync },
      ]));
      pass(60);
      expect(await roles('mysql-80')).toEqual({
        'serverless-v2-instance-1': true, 'serverless-v2-instance-2': false, 'provisioned-instance-2': false, 'provisioned-instance-1': false,
      });

      // What is written behind the switch is seen on the new writer at once, and on the Serverless v2 reader within its lag.
      const written = () => account.clusters.get('mysql-80')!.volume.log('mysql-80').size;
      const atTheSwitch = (account.catchUpClients(), written());
      pass(10);
      const [onWriter, onReader] = [account.addReader('mysql-80', 'cluster').staleWrites(), account.addReader('mysql-80', 'reader').staleWrites()];
      expect(written()).toBeGreaterThan(atTheSwitch);
      expect(onWriter).toBe(0);
      expect(onReader).toBeLessThan((written() - atTheSwitch) / 10);

      for (const name of ['provisioned-instance-2', 'provisioned-instance-1']) {
        const { DBInstance } = await aws(`aws rds delete-db-instance --db-instance-identifier ${name} --skip-final-snapshot`);
        expect(DBInstance).toMatchObject({
          DBInstanceIdentifier: name, DBInstanceStatus: 'deleting', Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.02.0', DBInstanceClass: 'db.r6g.large',
        });
      }
      pass(900);
      expect(await roles('mysql-80')).toEqual({ 'serverless-v2-instance-1': true, 'serverless-v2-instance-2': false });
      account.catchUpClients();
      const writes = account.log.ofType('writes').filter(({ cluster }) => cluster === 'mysql-80');
      expect([writes[0].acknowledged, writes.at(-1)!.acknowledged, account.clients[0].lost()]).toEqual([true, true, 0]);
    });

    test('a provisioned reader is converted instead of adding one', async () => {
      const { aws, pass, roles } = await start();
      await aws('aws rds modify-db-cluster --db-cluster-identifier mysql-80 --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16');
      pass(60);
      await aws('aws rds modify-db-instance --db-instance-identifier provisioned-instance-2 --db-instance-class db.serverless --apply-immediately');
      pass(30);
      await aws('aws rds wait db-instance-available --db-instance-identifier provisioned-instance-2');
      await aws('aws rds failover-db-cluster --db-cluster-identifier mysql-80 --target-db-instance-identifier provisioned-instance-2');
      pass(60);
      expect(await roles('mysql-80')).toEqual({ 'provisioned-instance-1': false, 'provisioned-instance-2': true });
    });
  });

  describe('Upgrading or switching existing clusters to use Aurora Serverless v2', () => {
    test('after an upgrade by snapshot restore the first DB instance must be provisioned', async () => {
      const { aws, pass } = await start({ 'mysql-80': '5.7.mysql_aurora.2.11.4' });
      await aws('aws rds create-db-cluster-snapshot --db-cluster-identifier mysql-80 --db-cluster-snapshot-identifier before');
      await aws('aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier before');
      await aws(`aws rds restore-db-cluster-from-snapshot --db-cluster-identifier upgraded --snapshot-identifier before --engine aurora-mysql \\
        --engine-version 8.0.mysql_aurora.3.10.0 --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16`);
      await aws('aws rds wait db-cluster-available --db-cluster-identifier upgraded');
      const create = (name: string, size: string) => aws(`aws rds create-db-instance --db-instance-identifier ${name} --db-cluster-identifier upgraded \\
        --db-instance-class ${size} --engine aurora-mysql`);
      await expect(create('first', 'db.serverless')).rejects.toThrow(InvalidDBClusterStateFault);
      await create('first', 'db.r6g.large');
      pass(900);
      await expect(create('second', 'db.serverless')).resolves.toMatchObject({ DBInstance: { DBInstanceStatus: 'creating' } });
    });
  });

  describe('Upgrade paths for MySQL-compatible clusters to use Aurora Serverless v2', () => {
    test('Provisioned cluster running Aurora MySQL version 3: the final stage of all conversions', async () => {
      const started = await start();
      await switchToServerless(started, 'mysql-80', 'aurora-mysql');
    });

    test('Provisioned cluster running Aurora MySQL version 2: a major upgrade, then the switch', async () => {
      const started = await start({ 'mysql-80': '5.7.mysql_aurora.2.11.4' });
      await expect(switchToServerless(started, 'mysql-80', 'aurora-mysql')).rejects.toThrow(/RDS does not support creating a DB instance|not valid/);
      const upgrade = 'aws rds modify-db-cluster --db-cluster-identifier mysql-80 --engine-version 8.0.mysql_aurora.3.02.0 --apply-immediately';
      started.pass(60);
      await expect(started.aws(upgrade)).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
      await started.aws(`${upgrade} --allow-major-version-upgrade`);
      started.pass(10);
      await started.aws('aws rds wait db-cluster-available --db-cluster-identifier mysql-80');
      await switchToServerless(started, 'mysql-80', 'aurora-mysql');
    });
  });

  describe('Upgrade paths for PostgreSQL-compatible clusters to use Aurora Serverless v2', () => {
    test.each([
      ['13', '13.12', undefined], ['12', '12.22', '13.23'], ['11', '11.9', '13.23'], ['11, which today goes to newer versions only', '11.21', '14.22'],
    ])('Provisioned cluster running Aurora PostgreSQL version %s', async (_, version, target) => {
      const started = await start({ 'sample-cluster': version });
      const { aws, pass } = started;
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-mode provisioned --allow-engine-mode-change --db-cluster-instance-class db.r6g.large');
      pass(900);
      if (target) {
        await aws(`aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-version ${target} --allow-major-version-upgrade --apply-immediately`);
        pass(10);
        await aws('aws rds wait db-cluster-available --db-cluster-identifier sample-cluster');
      }
      await switchToServerless(started, 'sample-cluster', 'aurora-postgresql');
    });
  });

  describe('Comparison of Aurora Serverless v2 and Aurora Serverless v1 requirements', () => {
    test('a major upgrade from 13.x to 14.x needs a maximum capacity of at least 2 ACUs', async () => {
      const started = await start();
      const { aws, pass } = started;
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-mode provisioned --allow-engine-mode-change --db-cluster-instance-class db.r6g.large');
      pass(900);
      await switchToServerless(started, 'sample-cluster', 'aurora-postgresql');
      const upgrade = () => aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-version 14.22 --allow-major-version-upgrade --apply-immediately');
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=1');
      pass(60);
      await expect(upgrade()).rejects.toThrow('maximum capacity of at least 2 ACUs');
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=2');
      pass(60);
      await upgrade();
    });

    test('Port: a Serverless v1 cluster has the default port only, a provisioned one any', async () => {
      const { aws } = await start();
      await expect(aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --port 5433')).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
      expect((await aws('aws rds modify-db-cluster --db-cluster-identifier mysql-80 --port 3307')).DBCluster.Port).toBe(3307);
    });
  });

  describe('Comparison of Aurora Serverless v2 and Aurora Serverless v1 scaling and availability', () => {
    const range = (text: string) => `aws rds modify-db-cluster --db-cluster-identifier mysql-80 --serverless-v2-scaling-configuration ${text}`;

    test('Minimum and maximum ACUs: 0.5 and 128 as printed, on versions of that time', async () => {
      const { aws } = await start({ 'mysql-80': '8.0.mysql_aurora.3.02.0' });
      await expect(aws(range('MinCapacity=0,MaxCapacity=128'))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await expect(aws(range('MinCapacity=0.5,MaxCapacity=128.5'))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await aws(range('MinCapacity=0.5,MaxCapacity=128'));
    });

    test('Minimum and maximum ACUs: today 0 and 256', async () => {
      const { aws } = await start();
      expect((await aws(range('MinCapacity=0,MaxCapacity=256'))).DBCluster.ServerlessV2ScalingConfiguration)
        .toEqual({ MinCapacity: 0, MaxCapacity: 256, SecondsUntilAutoPause: 300 });
    });

    test('Stopping a cluster: by hand like a provisioned one, never a Serverless v1 cluster', async () => {
      const { aws, pass, cluster } = await start();
      await aws('aws rds stop-db-cluster --db-cluster-identifier mysql-80');
      pass(900);
      expect((await cluster('mysql-80')).Status).toBe('stopped');
      await expect(aws('aws rds stop-db-cluster --db-cluster-identifier sample-cluster')).rejects.toThrow(InvalidDBClusterStateFault);
    });

    test('Number of DB instances: one writer and up to 15 readers', async () => {
      const { aws, pass, roles } = await start();
      await aws(range('MinCapacity=0.5,MaxCapacity=16'));
      pass(60);
      const create = (number: number) =>
        aws(`aws rds create-db-instance --db-instance-identifier v2-${number} --db-cluster-identifier mysql-80 --db-instance-class db.serverless --engine aurora-mysql`);
      for (let number = 1; number <= 14; number++) await create(number);
      await expect(create(15)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      expect(Object.keys(await roles('mysql-80'))).toHaveLength(16);
    });
  });

  describe('Comparison of Aurora Serverless v2 and Aurora Serverless v1 feature support', () => {
    test('Cloning: a Serverless v1 cluster has a provisioned clone today', async () => {
      const { aws, cluster } = await start();
      await aws(`aws rds restore-db-cluster-to-point-in-time --db-cluster-identifier clone --source-db-cluster-identifier sample-cluster \\
        --restore-type copy-on-write --use-latest-restorable-time --engine-mode provisioned`);
      await aws('aws rds wait db-cluster-available --db-cluster-identifier clone');
      expect(await cluster('clone')).toMatchObject({ EngineMode: 'provisioned', EngineVersion: '13.12', DBClusterMembers: [] });
      expect(await cluster('sample-cluster')).toMatchObject({ EngineMode: 'serverless', Status: 'available' });
    });

    test('Integration with AWS Secrets Manager: today for Serverless v2, still not for v1', async () => {
      const { aws } = await start();
      const managed = (name: string) => aws(`aws rds modify-db-cluster --db-cluster-identifier ${name} --manage-master-user-password`);
      expect((await managed('mysql-80')).DBCluster.MasterUserSecret.SecretStatus).toBe('active');
      await expect(managed('sample-cluster')).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    });

    test('Data API available: today, with an operation of its own, on versions that have it', async () => {
      const { aws, pass, cluster } = await start();
      const { DBClusterArn } = await cluster('mysql-80');
      await expect(aws('aws rds modify-db-cluster --db-cluster-identifier mysql-80 --enable-http-endpoint')).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
      await aws(`aws rds enable-http-endpoint --resource-arn ${DBClusterArn}`);
      pass(20);
      expect((await cluster('mysql-80')).HttpEndpointEnabled).toBe(true);
      const older = await start({ 'mysql-80': '8.0.mysql_aurora.3.02.0' });
      await expect(older.aws(`aws rds enable-http-endpoint --resource-arn ${DBClusterArn}`)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });
  });

  describe('Upgrading from an Aurora Serverless v1 cluster to Aurora Serverless v2', () => {
    const convert = 'aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-mode provisioned --allow-engine-mode-change --db-cluster-instance-class db.r6g.large';

    async function finish({ aws, pass, cluster }: Started) {
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16');
      pass(60);
      const [writer] = (await cluster('sample-cluster')).DBClusterMembers;
      await aws(`aws rds modify-db-instance --db-instance-identifier ${writer.DBInstanceIdentifier} --db-instance-class db.serverless --apply-immediately`);
      pass(30);
      await aws(`aws rds wait db-instance-available --db-instance-identifier ${writer.DBInstanceIdentifier}`);
      const { DBInstances } = await aws('aws rds describe-db-instances --filters Name=db-cluster-id,Values=sample-cluster');
      expect(DBInstances).toMatchObject([{ DBInstanceIdentifier: 'sample-cluster-instance-1', DBInstanceClass: 'db.serverless' }]);
    }

    test('Aurora MySQL version 2: converted, upgraded, its writer modified', async () => {
      const started = await start();
      const { account, aws, pass, cluster } = started;
      Object.assign(account.clusters.get('sample-cluster')!.shape, { Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.11.4' });
      const upgrade = 'aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-version 8.0.mysql_aurora.3.02.0 --allow-major-version-upgrade --apply-immediately';
      await expect(aws(upgrade)).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
      await aws(convert);
      pass(900);
      await aws(upgrade);
      pass(10);
      await aws('aws rds wait db-cluster-available --db-cluster-identifier sample-cluster');
      expect((await cluster('sample-cluster')).EngineVersion).toBe('8.0.mysql_aurora.3.02.0');
      await finish(started);
    });

    test('Aurora PostgreSQL version 11: upgraded as Serverless v1, converted, its writer modified', async () => {
      const started = await start({ 'sample-cluster': '11.9' });
      const { aws, pass, cluster } = started;
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --engine-version 13.9 --allow-major-version-upgrade --apply-immediately');
      pass(10);
      await aws('aws rds wait db-cluster-available --db-cluster-identifier sample-cluster');
      expect(await cluster('sample-cluster')).toMatchObject({ EngineMode: 'serverless', EngineVersion: '13.9' });
      await aws(convert);
      pass(900);
      await finish(started);
    });

    test('Aurora PostgreSQL version 13: converted, its writer modified', async () => {
      const started = await start();
      await started.aws(convert);
      started.pass(900);
      await finish(started);
    });
  });
});
