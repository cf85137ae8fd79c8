import { spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { run, start } from '../support/command-line';
import { EXAMPLE_STATE } from '../support/simulated-account';

const hasAwsCli = spawnSync('aws', ['--version']).status === 0;
/** So fast that whatever AWS does is done before the AWS CLI has started once more: its waiters look every 30 real seconds. */
const SPEED = '20000';

describe('simulate', () => {
  let server: ChildProcessWithoutNullStreams;
  let url: string;

  beforeEach(async () => {
    server = start('simulate', '--port', '0', '--speed', SPEED, '--state', ...EXAMPLE_STATE);
    const firstLine = await new Promise<string>((resolve) => server.stdout.once('data', (data: Buffer) => resolve(data.toString().split('\n')[0])));
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(firstLine)![0];
  });

  afterEach(() => {
    server.kill();
  });

  test('answers an SDK client over HTTP', async () => {
    const rds = new RDSClient({ endpoint: url, region: 'eu-west-1', credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' } });
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters!.map((cluster) => cluster.DBClusterIdentifier)).toEqual(['mysql-80', 'sample-cluster']);
  });

  (hasAwsCli ? test : test.skip)('answers the AWS CLI with the transcript of mysql-80, waiters and error text included', () => {
    const aws = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync('aws', ['--endpoint-url', url, '--region', 'eu-west-1', 'rds', ...args], {
        encoding: 'utf8', env: { ...process.env, AWS_ACCESS_KEY_ID: 'TEST', AWS_SECRET_ACCESS_KEY: 'TEST' },
      });
      return status === 0 ? stdout.trim() : stderr.trim();
    };
    const roles = () => aws('describe-db-clusters', '--db-cluster-identifier', 'mysql-80', '--output', 'text',
      '--query', '*[].[DBClusterIdentifier,DBClusterMembers[*].[DBInstanceIdentifier,IsClusterWriter]]').split(/\s*\n/).sort();
    const create = (name: string) => aws('create-db-instance', '--db-instance-identifier', name,
      '--db-cluster-identifier', 'mysql-80', '--db-instance-class', 'db.serverless', '--engine', 'aurora-mysql');
    const wait = (condition: string, name: string) => aws('wait', condition, '--db-instance-identifier', name);

    expect(roles()).toEqual(['mysql-80', 'provisioned-instance-1\tTrue', 'provisioned-instance-2\tFalse']);
    expect(aws('describe-db-instances', '--db-instance-identifier', 'provisioned-instance-1', '--output', 'text', '--query', '*[].[DBInstanceIdentifier,DBInstanceClass]'))
      .toBe('provisioned-instance-1\tdb.r6g.large');
    expect(create('serverless-v2-instance-1')).toBe('An error occurred (InvalidDBClusterStateFault) when calling the CreateDBInstance operation: '
      + 'Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.');
    expect(aws('describe-db-clusters', '--db-cluster-identifier', 'mysql-80', '--query', 'DBClusters[*].ServerlessV2ScalingConfiguration', '--output', 'json')).toBe('[]');
    expect(JSON.parse(aws('modify-db-cluster', '--db-cluster-identifier', 'mysql-80', '--serverless-v2-scaling-configuration', 'MinCapacity=0.5,MaxCapacity=16')).DBCluster)
      .toMatchObject({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 } });

    expect(JSON.parse(create('serverless-v2-instance-1')).DBInstance).toMatchObject({ DBInstanceClass: 'db.serverless', DBInstanceStatus: 'creating' });
    expect(JSON.parse(create('serverless-v2-instance-2')).DBInstance).toMatchObject({ DBInstanceStatus: 'creating' });
    expect(wait('db-instance-available', 'serverless-v2-instance-1')).toBe('');
    expect(wait('db-instance-available', 'serverless-v2-instance-2')).toBe('');

    const failover = JSON.parse(aws('failover-db-cluster', '--db-cluster-identifier', 'mysql-80', '--target-db-instance-identifier', 'serverless-v2-instance-1')).DBCluster;
    expect(failover.Status).toBe('available');
    expect(failover.DBClusterMembers).toContainEqual({
      DBInstanceIdentifier: 'provisioned-instance-1', IsClusterWriter: true, DBClusterParameterGroupStatus: 'in-sync', PromotionTier: 1,
    });
    expect(roles()).toEqual(['mysql-80', 'provisioned-instance-1\tFalse', 'provisioned-instance-2\tFalse', 'serverless-v2-instance-1\tTrue', 'serverless-v2-instance-2\tFalse']);

    for (const name of ['provisioned-instance-2', 'provisioned-instance-1']) {
      expect(JSON.parse(aws('delete-db-instance', '--db-instance-identifier', name, '--skip-final-snapshot')).DBInstance)
        .toMatchObject({ DBInstanceIdentifier: name, DBInstanceStatus: 'deleting', Engine: 'aurora-mysql', DBInstanceClass: 'db.r6g.large' });
    }
    expect(wait('db-instance-deleted', 'provisioned-instance-1')).toBe('');
    expect(roles()).toEqual(['mysql-80', 'serverless-v2-instance-1\tTrue', 'serverless-v2-instance-2\tFalse']);
  }, 300_000);

  test('says what is wrong with a port that is taken', () => {
    const taken = new URL(url).port;
    expect(run('simulate', '--port', taken)).toEqual({ status: 2, stdout: '', stderr: `✘ Cannot listen on port ${taken}: EADDRINUSE. Choose another, or 0 for a free one.\n` });
  });
});
