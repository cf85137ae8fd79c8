import {
  CreateDBInstanceCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand, FailoverDBClusterCommand, ModifyDBClusterCommand,
  ModifyDBInstanceCommand, RebootDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { PROFILES } from '../../src/simulator/profiles';
import { accountWithRdsInstance, exampleAccount } from '../support/simulated-account';

const MYSQL = { DBClusterIdentifier: 'mysql-80' };

/** The cluster mysql-80 with its client, and a security group that lets nobody in. */
async function withClosedGroup(profile?: keyof typeof PROFILES) {
  const simulated = await exampleAccount({ profile: PROFILES[profile ?? 'typical'], closedSecurityGroups: ['sg-closed'] });
  const { rds, account, pass } = simulated;
  const setGroups = (...VpcSecurityGroupIds: string[]) => rds.send(new ModifyDBClusterCommand({ ...MYSQL, VpcSecurityGroupIds }));
  pass(1);
  return {
    ...simulated,
    setGroups,
    /** Whether the last write of that time was acknowledged. */
    writes: (seconds: number, cluster = 'mysql-80') => {
      pass(seconds);
      account.catchUpClients();
      return account.log.ofType('writes').filter((entry) => entry.client === cluster).at(-1)!.acknowledged;
    },
  };
}

describe('Security groups: one that lets nobody in', () => {
  test('keeps the client that is connected until its connection breaks, then it is cut off', async () => {
    const { rds, setGroups, writes } = await withClosedGroup();
    await setGroups('sg-closed');
    expect(writes(86_400)).toBe(true);
    await rds.send(new FailoverDBClusterCommand({ ...MYSQL, TargetDBInstanceIdentifier: 'provisioned-instance-2' }));
    expect(writes(120)).toBe(false);
    await setGroups('sg-open');
    expect(writes(10)).toBe(true);
  });

  test('breaks connections at once where AWS behaves so', async () => {
    const { setGroups, writes } = await withClosedGroup('closed-groups-break-connections');
    await setGroups('sg-open');
    expect(writes(10)).toBe(true);
    await setGroups('sg-open', 'sg-closed');
    expect(writes(10)).toBe(true);
    await setGroups('sg-closed');
    expect([writes(10), writes(1, 'sample-cluster')]).toEqual([false, true]);
  });

  test('closes an RDS instance, too, to whoever is not connected yet; a member has the groups of its cluster', async () => {
    const { rds, account, pass } = await accountWithRdsInstance({ closedSecurityGroups: ['sg-closed'] });
    const lastWrite = () => {
      account.catchUpClients();
      return account.log.ofType('writes').filter(({ client }) => client === 'old-rds').at(-1)!.acknowledged;
    };
    pass(10);
    const closed = { VpcSecurityGroupIds: ['sg-closed'] };
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'old-rds', ...closed }));
    pass(600);
    expect(lastWrite()).toBe(true);
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: 'old-rds' }));
    pass(600);
    expect(lastWrite()).toBe(false);
    await expect(rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-1', ...closed }))).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });

  test('closes nothing beside one that is open', async () => {
    const { rds, setGroups, writes } = await withClosedGroup();
    await setGroups('sg-closed', 'sg-open');
    await rds.send(new FailoverDBClusterCommand({ ...MYSQL, TargetDBInstanceIdentifier: 'provisioned-instance-2' }));
    expect(writes(120)).toBe(true);
  });

  test('is shown by the cluster and by its members, later ones too', async () => {
    const { rds, setGroups, pass } = await withClosedGroup();
    await setGroups('sg-closed');
    pass(1);
    await rds.send(new CreateDBInstanceCommand({ ...MYSQL, DBInstanceIdentifier: 'third', DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql' }));
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand(MYSQL));
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ Filters: [{ Name: 'db-cluster-id', Values: ['mysql-80'] }] }));
    expect(DBInstances).toHaveLength(3);
    for (const { VpcSecurityGroups } of [DBClusters![0], ...DBInstances!]) {
      expect(VpcSecurityGroups).toEqual([{ VpcSecurityGroupId: 'sg-closed', Status: 'active' }]);
    }
  });
});
