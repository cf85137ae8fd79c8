import {
  CreateDBClusterCommand, CreateDBInstanceCommand, DescribeDBClustersCommand, PromoteReadReplicaDBClusterCommand, RebootDBInstanceCommand,
  RestoreDBClusterToPointInTimeCommand,
} from '@aws-sdk/client-rds';
import { accountWithRdsInstance, exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const look = new DescribeDBClustersCommand({});
const violations = async ({ rds, account }: Simulated) => {
  await rds.send(look);
  return account.watch.violations.filter(({ code }) => code === 'ONE_WRITER');
};

async function addInstance({ rds, pass }: Simulated, cluster: string) {
  pass(1200);
  await rds.send(new CreateDBInstanceCommand({ DBClusterIdentifier: cluster, DBInstanceIdentifier: `${cluster}-1`, DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }));
  pass(900);
}

async function promoted(simulated: Simulated) {
  await simulated.rds.send(new CreateDBClusterCommand({ DBClusterIdentifier: 'aurora', Engine: 'aurora-mysql', ReplicationSourceIdentifier: 'old-rds' }));
  await addInstance(simulated, 'aurora');
  simulated.account.addClient('aurora');
  await simulated.rds.send(new PromoteReadReplicaDBClusterCommand({ DBClusterIdentifier: 'aurora' }));
  simulated.pass(600);
}

describe('ONE_WRITER', () => {
  test('is violated when a replica is promoted while its source still takes writes, and says so again only when it goes on', async () => {
    const simulated = await accountWithRdsInstance();
    await promoted(simulated);
    expect(await violations(simulated)).toMatchObject([{ message: expect.stringMatching(/^aurora and old-rds have the same origin and took writes at the same time for \d+/) }]);
    expect(await violations(simulated)).toHaveLength(1);
    simulated.pass(10);
    expect(await violations(simulated)).toHaveLength(2);
  });

  test('is kept when the source takes no writes any more', async () => {
    const simulated = await accountWithRdsInstance();
    const [source] = simulated.account.clients.filter(({ cluster }) => cluster === 'old-rds');
    simulated.account.clients.splice(simulated.account.clients.indexOf(source), 1);
    await promoted(simulated);
    expect(await violations(simulated)).toEqual([]);
  });

  test('is kept by a clone to which nobody writes, and violated by the first writes to it', async () => {
    const simulated = await exampleAccount();
    simulated.pass(10);
    await simulated.rds.send(new RestoreDBClusterToPointInTimeCommand({
      DBClusterIdentifier: 'clone', SourceDBClusterIdentifier: 'mysql-80', RestoreType: 'copy-on-write', UseLatestRestorableTime: true,
    }));
    await addInstance(simulated, 'clone');
    expect(await violations(simulated)).toEqual([]);
    simulated.account.addClient('clone').catchUp();
    expect(await violations(simulated)).toHaveLength(1);
  });

  test('is kept while a database is away for a moment', async () => {
    const simulated = await exampleAccount();
    await simulated.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-1' }));
    simulated.pass(120);
    expect(await violations(simulated)).toEqual([]);
  });
});
