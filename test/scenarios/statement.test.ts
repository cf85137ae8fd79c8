import { Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { MigrationSource, ServerlessV2Capacity } from '../../src';
import { parseFault } from '../../src/simulator/faults/fault';
import { accountWithClusters, engineApp } from '../support/engine';

type Account = Awaited<ReturnType<typeof accountWithClusters>>;
let account: Account;
beforeEach(async () => {
  account = await accountWithClusters();
});
afterEach(() => account.close());

const OLD = ['provisioned-instance-1', 'provisioned-instance-2'];
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-a1b2c3';
const withSecret = { dataApiSecret: secretsmanager.Secret.fromSecretCompleteArn(new Stack(), 'Secret', SECRET) };
const MANAGED = {
  SecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!cluster-0a1b-2c3d4e', SecretStatus: 'active', KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/ours',
};

const statements = () => account.account.log.ofType('call').filter(({ operation }) => operation === 'ExecuteStatement');
const outcomes = () => statements().map(({ input, outcome }) => `${input.sql}: ${outcome}`);
const stillThere = () => OLD.filter((identifier) => account.account.instances.has(identifier));
const execution = () => account.executions().at(-1)!;

async function move(migration: Parameters<typeof engineApp>[0] = {}): Promise<void> {
  expect((await account.deploy(engineApp(migration))).Moves).toBe('CREATE_COMPLETE');
  await account.settled();
}

describe('a statement through the Data API', () => {
  test('is executed once with the password that RDS manages, behind the failover and before the first old member goes', async () => {
    Object.assign(account.cluster.shape, { HttpEndpointEnabled: true, MasterUserSecret: MANAGED });
    await move();
    expect(outcomes()).toEqual(['SELECT 1: ok']);
    expect(account.changes().filter((operation) => /^(Failover|Execute|Delete)/.test(operation))).toEqual([
      'FailoverDBCluster', 'ExecuteStatement', 'DeleteDBInstance', 'DeleteDBInstance',
    ]);
    expect(account.record().marks.find(({ kind }) => kind === 'answered')?.detail).toBe('SELECT 1 gave 1');
    expect(execution().output).toContain('the Data API: SELECT 1 gave 1');
    expect(stillThere()).toEqual([]);
  });

  test('is executed with the secret that the migration is given, after a conversion that switched the Data API off', async () => {
    account.account.databaseSecrets.set(SECRET, 'sample-cluster');
    const source = MigrationSource.cluster('sample-cluster');
    await move({ migration: { ...withSecret, source, target: { capacity: ServerlessV2Capacity.range({ min: 2, max: 16 }) } } });
    expect(statements().map(({ input: { secretArn }, outcome }) => [secretArn, outcome])).toEqual([[SECRET, 'ok']]);
    expect(execution().status).toBe('SUCCEEDED');
  });

  test('that the database does not answer keeps the old members; mended and started again, the move goes on', async () => {
    account.cluster.shape.HttpEndpointEnabled = true;
    account.account.databaseSecrets.set(SECRET, 'sample-cluster');
    await move({ migration: withSecret });
    expect([execution().status, execution().error]).toEqual(['FAILED', 'PARKED']);
    expect(execution().cause).toContain('DatabaseErrorException');
    expect(stillThere()).toEqual(OLD);
    expect(account.lost()).toBe(0);
    account.account.databaseSecrets.set(SECRET, 'mysql-80');
    await account.deploy(engineApp({ migration: { ...withSecret, generation: 2 } }));
    await account.settled();
    expect([execution().status, stillThere()]).toEqual(['SUCCEEDED', []]);
  });

  test('that comes at a bad moment is repeated', async () => {
    Object.assign(account.cluster.shape, { HttpEndpointEnabled: true, MasterUserSecret: MANAGED });
    account.account.faults.add(parseFault('server-error:operation=rds-data:ExecuteStatement,count=4'));
    await move();
    expect(outcomes().at(-1)).toBe('SELECT 1: ok');
    expect([outcomes().length, execution().status, stillThere()]).toEqual([5, 'SUCCEEDED', []]);
  });

  test.each([
    ['where the Data API is off', { MasterUserSecret: MANAGED }],
    ['where nobody said with which secret', { HttpEndpointEnabled: true }],
  ])('is not executed %s', async (_, shape) => {
    Object.assign(account.cluster.shape, shape);
    await move();
    expect([outcomes(), execution().status]).toEqual([[], 'SUCCEEDED']);
  });
});
