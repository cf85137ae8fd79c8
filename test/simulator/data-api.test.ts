import { EnableHttpEndpointCommand, FailoverDBClusterCommand, ModifyDBClusterCommand } from '@aws-sdk/client-rds';
import { BeginTransactionCommand, CommitTransactionCommand, ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
import type { AccountOptions } from '../../src/simulator/account';
import type { Statement } from '../../src/simulator/permissions/policy';
import { exampleAccount } from '../support/simulated-account';

const CLUSTER = 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-a1b2c3';
const login = { resourceArn: CLUSTER, secretArn: SECRET };
const select = new ExecuteStatementCommand({ ...login, sql: 'SELECT 1' });

async function withDataApi(options: AccountOptions = {}) {
  const simulated = await exampleAccount({ databaseSecrets: { [SECRET]: 'mysql-80' }, ...options });
  await simulated.rds.send(new EnableHttpEndpointCommand({ ResourceArn: CLUSTER }));
  await simulated.pass(60);
  return simulated;
}

/** Two serverless members that pause after five minutes. */
async function paused() {
  const simulated = await withDataApi();
  const { account, rds, pass } = simulated;
  for (const { shape } of account.instances.values()) shape.DBInstanceClass = 'db.serverless';
  await rds.send(new ModifyDBClusterCommand({
    DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause: 300 },
  }));
  for (const client of account.clients) client.stop();
  await pass(3600);
  return { ...simulated, writer: account.instances.get(account.clusters.get('mysql-80')!.writer!)! };
}

describe('a secret', () => {
  test('of another cluster does not open this one', async () => {
    const { dataApi } = await withDataApi({ databaseSecrets: { [SECRET]: 'sample-cluster' } });
    await expect(dataApi.send(select)).rejects.toMatchObject({ name: 'DatabaseErrorException', $metadata: { httpStatusCode: 400 } });
  });

  test('opens its cluster under a new name, too', async () => {
    const { dataApi, rds, pass } = await withDataApi();
    await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', NewDBClusterIdentifier: 'shop', ApplyImmediately: true }));
    await pass(300);
    const { records } = await dataApi.send(new ExecuteStatementCommand({ ...login, resourceArn: CLUSTER.replace('mysql-80', 'shop'), sql: 'select 1;' }));
    expect(records).toEqual([[{ longValue: 1 }]]);
  });

  test.each([
    ['the statement', 'secretsmanager:GetSecretValue', 'rds-data:ExecuteStatement'],
    ['the secret', 'rds-data:ExecuteStatement', 'secretsmanager:GetSecretValue'],
  ])('needs the permission for %s', async (_, Action, missing) => {
    const { dataApi, account } = await withDataApi();
    account.permissions.attach('TEST', { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    await expect(dataApi.send(select)).rejects.toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining(`not authorized to perform: ${missing}`) });
  });

  test('that RDS manages has its cluster in a tag, and needs its key where that is the customer\'s', async () => {
    const { dataApi, account, rds, pass } = await withDataApi();
    await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ManageMasterUserPassword: true }));
    await pass(120);
    const secret = account.clusters.get('mysql-80')!.shape.MasterUserSecret!;
    const allow = (cluster: string, ...more: Statement[]) => account.permissions.attach('TEST', {
      Statement: [
        { Effect: 'Allow', Action: 'rds-data:*', Resource: CLUSTER },
        { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*', Condition: { StringEquals: { 'secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn': cluster } } },
        ...more,
      ],
    });
    const managed = new ExecuteStatementCommand({ ...login, secretArn: secret.SecretArn, sql: 'SELECT 1' });
    allow(`${CLUSTER}-2`);
    await expect(dataApi.send(managed)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    allow(CLUSTER);
    await dataApi.send(managed);
    secret.KmsKeyId = 'arn:aws:kms:eu-west-1:123456789012:key/ours';
    await expect(dataApi.send(managed)).rejects.toMatchObject({ message: expect.stringContaining('kms:Decrypt') });
    allow(CLUSTER, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: secret.KmsKeyId });
    await dataApi.send(managed);
  });
});

describe('a paused writer', () => {
  test('refuses the statement, resumes, and answers then', async () => {
    const { dataApi, pass, writer, account } = await paused();
    expect(writer.isPaused(account.clock.now)).toBe(true);
    await expect(dataApi.send(select)).rejects.toMatchObject({ name: 'DatabaseResumingException' });
    await pass(60);
    expect((await dataApi.send(select)).records).toEqual([[{ longValue: 1 }]]);
  });

  test('stays awake while a transaction is open', async () => {
    const { dataApi, pass, writer, account } = await paused();
    await dataApi.send(select).catch(() => {});
    await pass(60);
    const { transactionId } = await dataApi.send(new BeginTransactionCommand(login));
    for (let minutes = 0; minutes < 20; minutes += 2) {
      await pass(120);
      await dataApi.send(new ExecuteStatementCommand({ ...login, transactionId, sql: 'SELECT 1' }));
    }
    expect(writer.isPaused(account.clock.now)).toBe(false);
    await dataApi.send(new CommitTransactionCommand({ ...login, transactionId }));
    await pass(600);
    expect(writer.isPaused(account.clock.now)).toBe(true);
  });
});

test('a failover ends the transactions of all connections', async () => {
  const { dataApi, account, rds, pass } = await withDataApi();
  const cluster = account.clusters.get('mysql-80')!;
  account.transactions.begin(cluster);
  const { transactionId } = await dataApi.send(new BeginTransactionCommand(login));
  await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80' }));
  await pass(90);
  expect(account.transactions.of(cluster)).toEqual([]);
  await expect(dataApi.send(new CommitTransactionCommand({ ...login, transactionId }))).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
});

test('a cluster without members has no database', async () => {
  const { dataApi, account } = await withDataApi();
  account.instances.clear();
  await expect(dataApi.send(select)).rejects.toMatchObject({ name: 'DatabaseNotFoundException', $metadata: { httpStatusCode: 404 } });
});
