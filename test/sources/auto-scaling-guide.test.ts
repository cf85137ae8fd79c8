import { DBClusterSnapshotNotFoundFault, DBSubnetGroupNotFoundFault } from '@aws-sdk/client-rds';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { SimulatedAccount } from '../../src/simulator/account';
import { loadState } from '../../src/simulator/state';
import { awsCommandLine } from '../support/aws-command-line';
import { callOther } from '../support/other-services';
import { connect } from '../support/simulated-account';

const NOT_SIMULATED = (what: string) => ({ name: 'NotSimulated', message: `${what} is not simulated.` });

const CREATE_CLUSTER = `aws rds create-db-cluster \\
  --db-cluster-identifier my-aurora-sv2 \\
  --engine aurora-postgresql \\
  --engine-version 15.4 \\
  --master-username dbadmin \\
  --master-user-password "S3cure#Pass2026!" \\
  --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16 \\
  --enable-http-endpoint \\
  --vpc-security-group-ids sg-0abc12345 \\
  --db-subnet-group-name my-db-subnet-group \\
  --backup-retention-period 7 \\
  --storage-encrypted \\
  --region us-east-1`;
const member = (name: string, more = '', cluster = 'my-aurora-sv2') => `aws rds create-db-instance \\
  --db-instance-identifier ${name} \\
  --db-cluster-identifier ${cluster} \\
  --db-instance-class db.serverless \\
  --engine aurora-postgresql ${more}\\
  --region us-east-1`;

/** An account with the document's RDS instance and subnet group. */
async function start(version = '15.4') {
  const account = new SimulatedAccount({ region: 'us-east-1' });
  loadState(account, [], [{
    DBInstanceIdentifier: 'my-rds-postgres',
    DBInstanceArn: 'arn:aws:rds:us-east-1:123456789012:db:my-rds-postgres',
    DBInstanceClass: 'db.r6g.large',
    DBInstanceStatus: 'available',
    Engine: 'postgres',
    EngineVersion: version,
    MasterUsername: 'dbadmin',
    Endpoint: { Address: 'my-rds-postgres.simulated.us-east-1.rds.amazonaws.com', Port: 5432 },
  }]);
  const { config, pass } = connect(account);
  const aws = awsCommandLine(account);
  await aws('aws rds create-db-subnet-group --db-subnet-group-name my-db-subnet-group --db-subnet-group-description "Aurora subnet group" --subnet-ids subnet-0abc1 subnet-0abc2');
  return { account, config, pass, aws };
}

async function withCluster() {
  const started = await start();
  await started.aws(CREATE_CLUSTER);
  started.pass(300);
  await started.aws(member('my-aurora-sv2-writer'));
  started.pass(900);
  return started;
}

describe('AWS Aurora Serverless: Auto-Scaling Relational Database', () => {
  describe('Setting Up Aurora Serverless v2', () => {
    test('AWS CLI: Create an Aurora Serverless v2 PostgreSQL Cluster', async () => {
      const { aws, pass } = await start();
      expect((await aws(CREATE_CLUSTER)).DBCluster).toMatchObject({
        Status: 'creating', StorageEncrypted: true, BackupRetentionPeriod: 7, DBSubnetGroup: 'my-db-subnet-group', HttpEndpointEnabled: true,
      });
      await aws('aws rds wait db-cluster-available --db-cluster-identifier my-aurora-sv2');
      await aws(member('my-aurora-sv2-writer'));
      await aws(member('my-aurora-sv2-reader'));
      pass(900);
      const { DBClusters } = await aws(`aws rds describe-db-clusters \\
        --db-cluster-identifier my-aurora-sv2 \\
        --query 'DBClusters[0].{Status:Status,Endpoint:Endpoint,ReaderEndpoint:ReaderEndpoint}'`);
      expect(DBClusters[0]).toMatchObject({
        Status: 'available',
        Endpoint: expect.stringMatching(/^my-aurora-sv2\.cluster-.*\.us-east-1\.rds\.amazonaws\.com$/),
        ReaderEndpoint: expect.stringMatching(/^my-aurora-sv2\.cluster-ro-/),
        ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 },
        DBClusterMembers: [{ DBInstanceIdentifier: 'my-aurora-sv2-writer', IsClusterWriter: true }, { IsClusterWriter: false }],
      });
    });

    test('AWS CLI: without the subnet group the cluster is refused', async () => {
      const { aws } = await start();
      await aws('aws rds delete-db-subnet-group --db-subnet-group-name my-db-subnet-group');
      await expect(aws(CREATE_CLUSTER)).rejects.toThrow(DBSubnetGroupNotFoundFault);
    });

    test('CloudFormation YAML: Performance Insights belongs to the instance', async () => {
      const { aws } = await withCluster();
      const { DBInstance } = await aws(member('aurora-sv2-prod-writer', '--no-publicly-accessible --enable-performance-insights --performance-insights-retention-period 7 '));
      expect(DBInstance).toMatchObject({ PerformanceInsightsEnabled: true, PerformanceInsightsRetentionPeriod: 7, PubliclyAccessible: false });
    });

    test('Min ACU 0 vs 0.5: 0 is valid today, on versions that can pause', async () => {
      const { aws, pass } = await withCluster();
      const toZero = 'aws rds modify-db-cluster --db-cluster-identifier my-aurora-sv2 --serverless-v2-scaling-configuration MinCapacity=0,MaxCapacity=16';
      await expect(aws(toZero)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await aws('aws rds modify-db-cluster --db-cluster-identifier my-aurora-sv2 --engine-version 15.8 --apply-immediately');
      pass(1800);
      expect((await aws(toZero)).DBCluster.ServerlessV2ScalingConfiguration).toEqual({ MinCapacity: 0, MaxCapacity: 16, SecondsUntilAutoPause: 300 });
    });
  });

  test('Aurora Data API: the switch is simulated, tables are not and say so', async () => {
    const { aws, config } = await withCluster();
    const { DBClusters } = await aws('aws rds describe-db-clusters --db-cluster-identifier my-aurora-sv2');
    expect(DBClusters[0].HttpEndpointEnabled).toBe(true);
    await expect(new RDSDataClient(config).send(new ExecuteStatementCommand({
      resourceArn: 'arn:aws:rds:us-east-1:123456789012:cluster:my-aurora-sv2',
      secretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:aurora/dbadmin-abc123',
      database: 'myappdb',
      sql: 'SELECT id, email, created_at FROM users WHERE id = :user_id',
    }))).rejects.toMatchObject(NOT_SIMULATED('rds-data:ExecuteStatement with database'));
  });

  test('Connection Pooling with RDS Proxy: RDS Proxy Setup via AWS CLI', async () => {
    const { aws, pass } = await withCluster();
    await aws(`aws rds create-db-proxy \\
      --db-proxy-name aurora-sv2-proxy \\
      --engine-family POSTGRESQL \\
      --auth '[{
        "AuthScheme": "SECRETS",
        "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:aurora/dbadmin-abc123",
        "IAMAuth": "REQUIRED"
      }]' \\
      --role-arn arn:aws:iam::123456789012:role/rds-proxy-role \\
      --vpc-subnet-ids subnet-0abc1 subnet-0abc2 \\
      --vpc-security-group-ids sg-0abc12345 \\
      --require-tls \\
      --idle-client-timeout 1800 \\
      --region us-east-1`);
    pass(900);
    const { DBProxyTargets } = await aws(`aws rds register-db-proxy-targets \\
      --db-proxy-name aurora-sv2-proxy \\
      --db-cluster-identifiers my-aurora-sv2 \\
      --region us-east-1`);
    expect(DBProxyTargets).toMatchObject([{ Type: 'TRACKED_CLUSTER', RdsResourceId: 'my-aurora-sv2' }, { RdsResourceId: 'my-aurora-sv2-writer', Role: 'READ_WRITE' }]);
    const { DBProxies } = await aws('aws rds describe-db-proxies --db-proxy-name aurora-sv2-proxy --query \'DBProxies[0].Endpoint\'');
    expect(DBProxies[0].Endpoint).toMatch(/^aurora-sv2-proxy\.proxy-.*\.us-east-1\.rds\.amazonaws\.com$/);
  });

  test('Enabling Multi-AZ with an Additional Reader', async () => {
    const { aws, pass } = await withCluster();
    await aws(member('my-aurora-sv2-reader-az2', '--availability-zone us-east-1b '));
    pass(900);
    const { DBInstances } = await aws(`aws rds describe-db-instances \\
      --filters Name=db-cluster-id,Values=my-aurora-sv2 \\
      --query 'DBInstances[*].{ID:DBInstanceIdentifier,AZ:AvailabilityZone,Status:DBInstanceStatus}'`);
    expect(DBInstances).toMatchObject([
      { DBInstanceIdentifier: 'my-aurora-sv2-writer', DBInstanceStatus: 'available' },
      { DBInstanceIdentifier: 'my-aurora-sv2-reader-az2', AvailabilityZone: 'us-east-1b', DBInstanceStatus: 'available' },
    ]);
  });

  describe('Creating a Zero-ETL Integration', () => {
    const GROUP = '--db-cluster-parameter-group-name aurora-zeroetl-params';

    test('the parameter group is made; the document\'s PostgreSQL cluster cannot have it, a MySQL cluster waits for a reboot', async () => {
      const { aws, pass } = await withCluster();
      await aws(`aws rds create-db-cluster-parameter-group ${GROUP} --db-parameter-group-family aurora-mysql8.0 --description "Zero-ETL enabled parameter group"`);
      await aws(`aws rds modify-db-cluster-parameter-group \\
        ${GROUP} \\
        --parameters \\
          "ParameterName=binlog_format,ParameterValue=ROW,ApplyMethod=pending-reboot" \\
          "ParameterName=binlog_row_image,ParameterValue=full,ApplyMethod=pending-reboot"`);
      const { Parameters } = await aws(`aws rds describe-db-cluster-parameters ${GROUP} --source user`);
      expect(Parameters).toMatchObject([{ ParameterName: 'binlog_format', ParameterValue: 'ROW' }, { ParameterName: 'binlog_row_image', ParameterValue: 'full' }]);

      const apply = (cluster: string) => aws(`aws rds modify-db-cluster --db-cluster-identifier ${cluster} ${GROUP} --apply-immediately`);
      await expect(apply('my-aurora-sv2')).rejects.toThrow('aurora-mysql8.0');
      await aws('aws rds create-db-cluster --db-cluster-identifier mysql --engine aurora-mysql --master-username admin --master-user-password a-password');
      pass(300);
      await aws('aws rds create-db-instance --db-instance-identifier mysql-1 --db-cluster-identifier mysql --db-instance-class db.r6g.large --engine aurora-mysql');
      pass(900);
      expect((await apply('mysql')).DBCluster.DBClusterMembers[0].DBClusterParameterGroupStatus).toBe('pending-reboot');
    });

    test('the integration itself is not simulated and says so', async () => {
      const { aws } = await withCluster();
      await expect(aws(`aws rds create-integration \\
        --integration-name aurora-to-redshift \\
        --source-arn arn:aws:rds:us-east-1:123456789012:cluster:my-aurora-sv2 \\
        --target-arn arn:aws:redshift-serverless:us-east-1:123456789012:namespace/my-namespace \\
        --kms-key-id arn:aws:kms:us-east-1:123456789012:key/mrk-abc123 \\
        --region us-east-1`)).rejects.toMatchObject(NOT_SIMULATED('rds:CreateIntegration'));
      await expect(aws('aws rds describe-integrations --integration-name aurora-to-redshift')).rejects.toThrow('Unknown options: --integration-name, aurora-to-redshift');
      await expect(aws('aws rds describe-integrations --integration-identifier aurora-to-redshift')).rejects.toMatchObject(NOT_SIMULATED('rds:DescribeIntegrations'));
    });
  });

  describe('Migration from RDS MySQL/PostgreSQL to Aurora', () => {
    async function withSnapshot(version?: string) {
      const started = await start(version);
      const { DBSnapshot } = await started.aws(`aws rds create-db-snapshot \\
        --db-instance-identifier my-rds-postgres \\
        --db-snapshot-identifier my-rds-final-snapshot \\
        --region us-east-1`);
      await started.aws('aws rds wait db-snapshot-available --db-snapshot-identifier my-rds-final-snapshot');
      return { ...started, snapshot: DBSnapshot.DBSnapshotArn };
    }
    const restore = (snapshot: string, more = '') => `aws rds restore-db-cluster-from-snapshot \\
      --db-cluster-identifier my-aurora-sv2-migrated \\
      --snapshot-identifier ${snapshot} \\
      --engine aurora-postgresql \\
      --engine-version 15.4 \\
      --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16 ${more}\\
      --region us-east-1`;
    const writer = member('my-aurora-sv2-migrated-writer', '', 'my-aurora-sv2-migrated');

    test('Option 1: a restore has no switch for the Data API and takes the snapshot of an instance by its ARN only', async () => {
      const { aws, pass, snapshot } = await withSnapshot();
      await expect(aws(restore('my-rds-final-snapshot', '--enable-http-endpoint '))).rejects.toThrow('Unknown options: --enable-http-endpoint');
      await expect(aws(restore('my-rds-final-snapshot'))).rejects.toThrow(DBClusterSnapshotNotFoundFault);
      await aws(restore(snapshot));
      await aws('aws rds wait db-cluster-available --db-cluster-identifier my-aurora-sv2-migrated');
      await aws(writer);
      pass(900);
      const { DBClusters } = await aws('aws rds describe-db-clusters --db-cluster-identifier my-aurora-sv2-migrated');
      expect(DBClusters[0]).toMatchObject({ HttpEndpointEnabled: false, Port: 5432, DBClusterMembers: [{ IsClusterWriter: true }] });
      await aws(`aws rds enable-http-endpoint --resource-arn ${DBClusters[0].DBClusterArn}`);
    });

    test('Option 1: when the restore is a major upgrade the first instance must be provisioned', async () => {
      const { aws, snapshot } = await withSnapshot('13.12');
      await aws(restore(snapshot));
      await aws('aws rds wait db-cluster-available --db-cluster-identifier my-aurora-sv2-migrated');
      await expect(aws(writer)).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault' });
      await aws(writer.replace('db.serverless', 'db.r6g.large'));
    });

    test('Option 2: AWS DMS is not simulated and says so', async () => {
      const { account } = await start();
      expect(await callOther(account, 'dms')).toEqual({ status: 501, message: 'The service dms is not simulated.' });
    });
  });
});
