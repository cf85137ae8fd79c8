import {
  CreateDBClusterSnapshotCommand, CreateDBInstanceCommand, DeleteDBInstanceCommand,
  DescribeDBClustersCommand, DescribeDBInstancesCommand, FailoverDBClusterCommand, ModifyDBClusterCommand,
} from '@aws-sdk/client-rds';
import { Volume } from '../../src/simulator/data/volume';
import { upgradeByItself } from '../../src/simulator/faults/aws-maintenance';
import { reboot } from '../../src/simulator/rds/instances/reboot-instance';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const look = new DescribeDBClustersCommand({ DBClusterIdentifier: 'mysql-80' });
const lookAtServerlessV1 = new DescribeDBClustersCommand({ DBClusterIdentifier: 'sample-cluster' });
const range = (min: number, max: number) => new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: min, MaxCapacity: max } });
const remove = (DBInstanceIdentifier: string) => new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true });
const failover = (TargetDBInstanceIdentifier?: string) => new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80', TargetDBInstanceIdentifier });
const convert = new ModifyDBClusterCommand({ DBClusterIdentifier: 'sample-cluster', EngineMode: 'provisioned', AllowEngineModeChange: true, DBClusterInstanceClass: 'db.r5.large' });

async function addServerless({ rds, pass }: Simulated, PromotionTier = 1) {
  await rds.send(look);
  await rds.send(range(1, 8));
  pass(120);
  await rds.send(look);
  await rds.send(new CreateDBInstanceCommand({ DBClusterIdentifier: 'mysql-80', DBInstanceIdentifier: 'new', DBInstanceClass: 'db.serverless', Engine: 'aurora-mysql', PromotionTier }));
}

async function takeOver(simulated: Simulated) {
  await addServerless(simulated);
  simulated.pass(900);
  await simulated.rds.send(look);
  await simulated.rds.send(failover('new'));
  simulated.pass(60);
}

const lookAtMembers = new DescribeDBInstancesCommand({ Filters: [{ Name: 'db-cluster-id', Values: ['mysql-80'] }] });

/** The target restarts between the look and the failover. */
async function failOverAfterAnOutage(simulated: Simulated, secondsSinceLook: number) {
  await addServerless(simulated);
  simulated.pass(900);
  await simulated.rds.send(look);
  await simulated.rds.send(lookAtMembers);
  simulated.pass(secondsSinceLook);
  restart(simulated, 'new');
  await simulated.rds.send(failover('new')).catch(() => {});
}

/** The new writer restarts between the look and the deletion of an old member. */
async function removeAfterAnOutage(simulated: Simulated, secondsSinceLook: number) {
  await takeOver(simulated);
  for (let times = 0; times < 3; times++) await simulated.rds.send(look);
  await simulated.rds.send(lookAtMembers);
  simulated.pass(secondsSinceLook);
  restart(simulated, 'new');
  await simulated.rds.send(remove('provisioned-instance-2'));
}

function restart({ account }: Simulated, identifier: string) {
  reboot(account, account.instances.get(identifier)!);
}

const violated = ({ account }: Simulated) => [...new Set(account.watch.violations.map(({ code }) => code))];

describe('each invariant notices what it is for', () => {
  test.each<[string, string[], (simulated: Simulated) => Promise<void>]>([
    ['the deletion of the writer', ['WRITER_IS_SAFE', 'ROLES_ARE_CONFIRMED'], async ({ rds }) => {
      await rds.send(look);
      await rds.send(remove('provisioned-instance-1'));
    }],
    ['the deletion of a reader before a writer of the other kind is there', ['WRITER_IS_SAFE'], async ({ rds }) => {
      for (let times = 0; times < 3; times++) await rds.send(look);
      await rds.send(remove('provisioned-instance-2'));
    }],
    ['a deletion after one look at the new roles', ['ROLES_ARE_CONFIRMED'], async (simulated) => {
      await takeOver(simulated);
      await simulated.rds.send(look);
      await simulated.rds.send(remove('provisioned-instance-2'));
    }],
    ['two changes after one look', ['LOOK_BEFORE_CHANGE'], async ({ rds }) => {
      await rds.send(look);
      await rds.send(range(1, 8));
      await rds.send(range(1, 8));
    }],
    ['a change of one cluster after a look at another', ['LOOK_BEFORE_CHANGE'], async ({ rds }) => {
      await rds.send(lookAtServerlessV1);
      await rds.send(range(1, 8));
    }],
    ['a failover without a target', ['LOOK_BEFORE_CHANGE'], async ({ rds }) => {
      await rds.send(look);
      await rds.send(failover());
    }],
    ['a failover to a member that is not there yet', ['TARGET_IS_READY'], async (simulated) => {
      await addServerless(simulated);
      await simulated.rds.send(look);
      await simulated.rds.send(failover('new')).catch(() => {});
    }],
    ['a failover to a member that is smaller than the writer', ['TARGET_IS_READY'], async (simulated) => {
      await addServerless(simulated, 2);
      simulated.pass(900);
      await simulated.rds.send(look);
      await simulated.rds.send(failover('new'));
    }],
    ['a failover to a member that has restarted since a look of long ago', ['TARGET_IS_READY'], async (simulated) => {
      await failOverAfterAnOutage(simulated, 11);
    }],
    ['a deletion beside a writer that has restarted since a look of long ago', ['WRITER_IS_SAFE'], async (simulated) => {
      await removeAfterAnOutage(simulated, 11);
    }],
    ['a conversion without a safety snapshot', ['SNAPSHOT_BEFORE_CONVERSION'], async ({ rds }) => {
      await rds.send(lookAtServerlessV1);
      await rds.send(convert);
    }],
    ['a conversion before its safety snapshot is available', ['SNAPSHOT_BEFORE_CONVERSION'], async ({ rds }) => {
      await rds.send(lookAtServerlessV1);
      await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: 'sample-cluster', DBClusterSnapshotIdentifier: 's' }));
      await rds.send(lookAtServerlessV1);
      await rds.send(convert).catch(() => {});
    }],
    ['a write that is gone', ['DATA_IS_KEPT'], async ({ rds, account, pass }) => {
      pass(10);
      await rds.send(look);
      Object.assign(account.clusters.get('mysql-80')!, { volume: Volume.empty() });
      await rds.send(look);
    }],
    ['a cluster that disappeared', ['DATA_IS_KEPT'], async ({ rds, account, pass }) => {
      pass(10);
      await rds.send(look);
      account.clusters.delete('mysql-80');
      await rds.send(new DescribeDBClustersCommand({}));
    }],
    ['an end with members of both kinds', ['ENDS_IN_REST_STATE'], async (simulated) => {
      await takeOver(simulated);
      simulated.account.watch.close();
    }],
    ['an end in the middle of something', ['ENDS_IN_REST_STATE'], async ({ rds, account, pass }) => {
      await rds.send(look);
      await rds.send(range(1, 8));
      pass(5);
      account.watch.close();
    }],
    ['an end after a change that nobody looked at', ['ENDS_IN_REST_STATE'], async ({ rds, account, pass }) => {
      await rds.send(look);
      pass(1);
      await rds.send(range(1, 8));
      pass(1);
      account.watch.close();
    }],
    ['an end without a writer', ['ENDS_IN_REST_STATE'], async ({ account }) => {
      account.clusters.get('mysql-80')!.stopWrites(account.begin('test', 'mysql-80'));
      account.watch.close();
    }],
  ])('%s', async (_, codes, act) => {
    const simulated = await exampleAccount();
    await act(simulated);
    expect(violated(simulated)).toEqual(codes);
  });

  test.each<[string, (simulated: Simulated) => Promise<void>]>([
    ['what happens between a look and the failover', (simulated) => failOverAfterAnOutage(simulated, 1)],
    ['what happens between a look and a deletion', (simulated) => removeAfterAnOutage(simulated, 1)],
    ['what AWS begins by itself behind the last look', async ({ rds, account, pass }) => {
      await rds.send(look);
      pass(1);
      upgradeByItself(account);
      account.watch.close();
    }],
  ])('but %s is not to be blamed on a driver', async (_, act) => {
    const simulated = await exampleAccount();
    await act(simulated);
    expect(violated(simulated)).toEqual([]);
  });

  test('and nothing else: a careful move violates none', async () => {
    const simulated = await exampleAccount();
    await takeOver(simulated);
    for (const name of ['provisioned-instance-2', 'provisioned-instance-1']) {
      for (let times = 0; times < 3; times++) await simulated.rds.send(look);
      await simulated.rds.send(remove(name));
    }
    simulated.pass(900);
    simulated.account.watch.close();
    expect(simulated.account.watch.violations).toEqual([]);
  });
});
