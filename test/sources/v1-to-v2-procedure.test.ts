import { DBClusterSnapshotNotFoundFault } from '@aws-sdk/client-rds';
import { PROFILES } from '../../src/simulator/profiles';
import { awsCommandLine } from '../support/aws-command-line';
import { exampleAccount } from '../support/simulated-account';

async function start(profile = PROFILES.typical) {
  const { account, pass } = await exampleAccount({ region: 'eu-west-1', profile });
  const aws = awsCommandLine(account);
  const cluster = async (name = 'sample-cluster') => (await aws(`aws rds describe-db-clusters --db-cluster-identifier ${name}`)).DBClusters[0];
  return { account, pass, aws, cluster };
}

const CONVERT = `aws rds modify-db-cluster \\
    --db-cluster-identifier sample-cluster \\
    --engine-mode provisioned \\
    --allow-engine-mode-change \\
    --db-cluster-instance-class db.t3.medium`;
const CREATE = `aws rds create-db-cluster --db-cluster-identifier new-cluster \\
    --engine aurora-postgresql --engine-version 13.12 \\
    --engine-mode serverless \\
    --scaling-configuration MinCapacity=2,MaxCapacity=4,SecondsUntilAutoPause=1000,AutoPause=true \\
    --master-username username --master-user-password password \\
    --db-subnet-group-name sample-db-subnet-group`;
const serverless = (name: string, zone: string) => `aws rds create-db-instance --db-instance-identifier ${name} --db-cluster-identifier sample-cluster \\
    --db-instance-class db.serverless --engine aurora-postgresql --availability-zone ${zone}`;

describe('Aurora Serverless v1 から v2 への移行手順', () => {
  describe('アップグレード手順', () => {
    test('Aurora Serverless v1 クラスターの用意: the printed command lacks two hyphens, and creating Serverless v1 has ended', async () => {
      const { aws } = await start();
      await expect(aws(CREATE.replace('--master-user-password', 'master-user-password'))).rejects.toThrow('Unknown options: master-user-password, password');
      await expect(aws(CREATE)).rejects.toMatchObject({ name: 'InvalidParameterValue', message: 'The engine mode serverless you requested is currently unavailable.' });
    });

    test('プロビジョニングされた DB クラスターへ変換: at once though ApplyImmediately is left out, with a snapshot and the instance sample-cluster-instance-1', async () => {
      const { account, aws, pass, cluster } = await start();
      expect(await cluster()).toMatchObject({ EngineMode: 'serverless', DBClusterMembers: [] });
      await aws(CONVERT);
      pass(900);
      expect(await cluster()).toMatchObject({
        Status: 'available', EngineMode: 'provisioned', DBClusterMembers: [{ DBInstanceIdentifier: 'sample-cluster-instance-1', IsClusterWriter: true }],
      });
      const { DBInstances } = await aws('aws rds describe-db-instances --db-instance-identifier sample-cluster-instance-1');
      expect(DBInstances[0].DBInstanceClass).toBe('db.t3.medium');
      const { DBClusterSnapshots } = await aws('aws rds describe-db-cluster-snapshots --db-cluster-identifier sample-cluster');
      expect(DBClusterSnapshots[0].DBClusterSnapshotIdentifier).toMatch(/^pre-modify-engine-mode-sample-cluster-2026-12-01-\d\d-\d\d$/);
      for (const client of account.clients) client.catchUp();
      expect(account.clients.map((client) => client.lost())).toEqual([0, 0]);
    });

    test('the rest: reader, failover, a second reader in another zone, deletion of the provisioned instance', async () => {
      const { account, aws, pass, cluster } = await start();
      await aws(CONVERT);
      pass(900);
      // Aurora Serverless v2 リーダー DB インスタンスの追加: the console sets the capacity range with the first instance.
      await aws('aws rds modify-db-cluster --db-cluster-identifier sample-cluster --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=4');
      pass(60);
      await aws(serverless('sample-v2-1', 'eu-west-1a'));
      pass(900);
      // Serverless v2 リーダー DB インスタンスへフェイルオーバー
      await aws('aws rds failover-db-cluster --db-cluster-identifier sample-cluster');
      pass(60);
      // リーダー DB インスタンスの追加
      await aws(serverless('sample-v2-2', 'eu-west-1c'));
      pass(900);
      // プロビジョニングされた DB インスタンスの削除
      await aws('aws rds delete-db-instance --db-instance-identifier sample-cluster-instance-1');
      pass(900);
      const { DBClusterMembers } = await cluster();
      expect(DBClusterMembers).toMatchObject([
        { DBInstanceIdentifier: 'sample-v2-1', IsClusterWriter: true }, { DBInstanceIdentifier: 'sample-v2-2', IsClusterWriter: false },
      ]);
      const { DBInstances } = await aws('aws rds describe-db-instances --filters Name=db-cluster-id,Values=sample-cluster');
      expect(DBInstances.map(({ DBInstanceClass, AvailabilityZone }: any) => [DBInstanceClass, AvailabilityZone]))
        .toEqual([['db.serverless', 'eu-west-1a'], ['db.serverless', 'eu-west-1c']]);
      for (const client of account.clients) client.catchUp();
      expect(account.clients.map((client) => client.lost())).toEqual([0, 0]);
    });
  });

  describe('その他耳より情報', () => {
    const restore = (name: string, more: string) => `aws rds restore-db-cluster-from-snapshot --db-cluster-identifier ${name} --snapshot-identifier v1 \\
      --engine aurora-postgresql --engine-version 13.12 ${more}`;

    test('a snapshot of Serverless v1 is restored as Serverless v1 only where AWS still accepts it', async () => {
      for (const [profile, accepted] of [[PROFILES.typical, false], [PROFILES['serverless-v1-can-be-restored'], true]] as const) {
        const { aws } = await start(profile);
        await aws('aws rds create-db-cluster-snapshot --db-cluster-identifier sample-cluster --db-cluster-snapshot-identifier v1');
        await aws('aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier v1');
        const restoring = aws(restore('again-v1', '--engine-mode serverless'));
        expect(await restoring.then(({ DBCluster }) => DBCluster.EngineMode, (error) => error.name)).toBe(accepted ? 'serverless' : 'InvalidParameterValue');
      }
    });

    test('it is restored as a provisioned cluster with a Serverless v2 instance', async () => {
      const { aws, pass, cluster } = await start();
      await expect(aws(restore('restored', '--engine-mode provisioned'))).rejects.toThrow(DBClusterSnapshotNotFoundFault);
      await aws('aws rds create-db-cluster-snapshot --db-cluster-identifier sample-cluster --db-cluster-snapshot-identifier v1');
      await aws('aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier v1');
      await aws(restore('restored', '--engine-mode provisioned --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=4'));
      await aws('aws rds wait db-cluster-available --db-cluster-identifier restored');
      await aws('aws rds create-db-instance --db-instance-identifier restored-1 --db-cluster-identifier restored --db-instance-class db.serverless --engine aurora-postgresql');
      pass(900);
      expect(await cluster('restored')).toMatchObject({ EngineMode: 'provisioned', DBClusterMembers: [{ DBInstanceIdentifier: 'restored-1', IsClusterWriter: true }] });
    });
  });
});
