import type { SimulatedAccount } from '../../../src/simulator/account';
import { parseFault } from '../../../src/simulator/faults/fault';
import { deploymentUnderWay, NEW, OLD, PROPERTIES } from '../../support/handover';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-a1b2c3';
const SUCCESS = { status: 'SUCCESS', physicalResourceId: 'Handover' };
const LIMITED = { ResourceProperties: { ...PROPERTIES, LongestTransactionSeconds: '10', DataApiSecretArn: SECRET } };

async function withDataApi() {
  const deployment = await deploymentUnderWay({ databaseSecrets: { [SECRET]: 'mysql-80' } });
  const cluster = deployment.account.clusters.get('mysql-80')!;
  cluster.shape.HttpEndpointEnabled = true;
  return { ...deployment, cluster };
}

/** When the failover was asked for. */
const failedOverAt = ({ log }: SimulatedAccount) => log.ofType('call').find(({ operation, outcome }) => operation === 'FailoverDBCluster' && outcome === 'ok')?.atMillis;
const looks = ({ log }: SimulatedAccount) => log.ofType('call').filter(({ operation }) => operation === 'ExecuteStatement').length;

describe('a handover with a limit for transactions', () => {
  test('waits for one that is older, and fails over when it has ended', async () => {
    const { account, cluster, create } = await withDataApi();
    const transaction = account.transactions.begin(cluster);
    let endedAt = 0;
    account.clock.schedule(200_000, () => {
      endedAt = account.clock.now;
      account.transactions.end(transaction);
    });
    expect(await create(LIMITED)).toEqual(SUCCESS);
    expect(cluster.writer).toBe(NEW[0]);
    expect(endedAt).toBeGreaterThan(0);
    expect(failedOverAt(account)).toBeGreaterThan(endedAt);
  });

  test('undoes itself when the time is over, and names the age', async () => {
    const { account, cluster, create, tiers, failovers, turns } = await withDataApi();
    const before = tiers();
    account.transactions.begin(cluster);
    expect(await create(LIMITED)).toMatchObject({ status: 'FAILED', reason: expect.stringMatching(/^HANDOVER_UNDONE: .* a transaction is \d{3} s old, and 10 s are allowed\.$/) });
    expect([cluster.writer, tiers(), failovers()]).toEqual([OLD[0], before, 0]);
    expect(turns.filter(({ message }) => message.startsWith('a transaction is')).length).toBeGreaterThan(10);
  });

  test('does not mind one that is younger', async () => {
    const { account, cluster, create } = await withDataApi();
    const shortOnes = () => {
      const transaction = account.transactions.begin(cluster);
      account.clock.schedule(4_000, () => {
        account.transactions.end(transaction);
        if (cluster.writer !== NEW[0]) shortOnes();
      });
    };
    shortOnes();
    expect(await create(LIMITED)).toEqual(SUCCESS);
  });

  test('undoes itself where nobody may look, and says why', async () => {
    const { account, create, failovers } = await withDataApi();
    account.databaseSecrets.clear();
    expect(await create(LIMITED)).toMatchObject({ status: 'FAILED', reason: expect.stringMatching(/^HANDOVER_UNDONE: .*nobody can say how old transactions are: SecretsErrorException/) });
    expect(failovers()).toBe(0);
  });

  test('looks again after a bad moment', async () => {
    const { account, create } = await withDataApi();
    account.faults.add(parseFault('throttle:operation=rds-data:ExecuteStatement,count=5'));
    expect(await create(LIMITED)).toEqual(SUCCESS);
    expect(looks(account)).toBeGreaterThan(5);
  });

  test('does not wait for transactions on the way back', async () => {
    const deployment = await withDataApi();
    expect(await deployment.create(LIMITED)).toEqual(SUCCESS);
    deployment.account.transactions.begin(deployment.cluster);
    const before = looks(deployment.account);
    expect(await deployment.delete(['OldA', 'OldB'], LIMITED)).toEqual(SUCCESS);
    expect([deployment.writer(), looks(deployment.account)]).toEqual([OLD[0], before]);
  });
});

test('without a limit nobody looks, and a failover ends what is open', async () => {
  const { account, cluster, create } = await withDataApi();
  account.transactions.begin(cluster);
  expect(await create()).toEqual(SUCCESS);
  expect([looks(account), account.transactions.of(cluster)]).toEqual([0, []]);
});
