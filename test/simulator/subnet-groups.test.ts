import {
  AddTagsToResourceCommand, CreateDBClusterCommand, CreateDBInstanceCommand, CreateDBSubnetGroupCommand, type CreateDBSubnetGroupMessage,
  DeleteDBSubnetGroupCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand, DescribeDBSubnetGroupsCommand, ListTagsForResourceCommand,
  ModifyDBSubnetGroupCommand, RestoreDBClusterToPointInTimeCommand,
} from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const group: CreateDBSubnetGroupMessage = {
  DBSubnetGroupName: 'Mine', DBSubnetGroupDescription: 'of a test', SubnetIds: ['subnet-0a', 'subnet-0b'], Tags: [{ Key: 'a', Value: 'b' }],
};
const named = { DBSubnetGroupName: 'mine' };
const account = () => exampleAccount({ region: 'eu-west-1' });
const zonesOf = async ({ rds }: Simulated, DBSubnetGroupName: string) => (await rds.send(new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName })))
  .DBSubnetGroups![0].Subnets!.map(({ SubnetAvailabilityZone }) => SubnetAvailabilityZone!.Name);

/** A cluster in the group `mine`, whose subnets lie in two of the three zones. */
async function withCluster() {
  const simulated = await account();
  const { rds, pass } = simulated;
  const { DBSubnetGroup } = await rds.send(new CreateDBSubnetGroupCommand(group));
  await rds.send(new CreateDBClusterCommand({
    DBClusterIdentifier: 'new', Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'long-enough', ...named,
  }));
  pass(600);
  const add = async (DBInstanceIdentifier: string, more: object = {}) => {
    await rds.send(new CreateDBInstanceCommand({
      DBClusterIdentifier: 'new', DBInstanceIdentifier, DBInstanceClass: 'db.r6g.large', Engine: 'aurora-mysql', ...more,
    }));
    pass(900);
    return (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances![0];
  };
  return { ...simulated, add, zones: DBSubnetGroup!.Subnets!.map(({ SubnetAvailabilityZone }) => SubnetAvailabilityZone!.Name!) };
}

describe('DB subnet groups', () => {
  test('are created with lower-case names, described, changed and deleted', async () => {
    const simulated = await account();
    const { rds } = simulated;
    const { DBSubnetGroup } = await rds.send(new CreateDBSubnetGroupCommand(group));
    expect(DBSubnetGroup).toMatchObject({
      DBSubnetGroupName: 'mine',
      DBSubnetGroupDescription: 'of a test',
      SubnetGroupStatus: 'Complete',
      VpcId: 'vpc-0a1b2c3d4e5f60718',
      DBSubnetGroupArn: 'arn:aws:rds:eu-west-1:123456789012:subgrp:mine',
      Subnets: [{ SubnetIdentifier: 'subnet-0a', SubnetStatus: 'Active' }, { SubnetIdentifier: 'subnet-0b', SubnetStatus: 'Active' }],
    });
    const before = await zonesOf(simulated, 'MINE');
    expect(new Set(before).size).toBe(2);
    await rds.send(new ModifyDBSubnetGroupCommand({ ...named, DBSubnetGroupDescription: 'wider', SubnetIds: ['subnet-0b', 'subnet-0a', 'subnet-0c'] }));
    expect(await zonesOf(simulated, 'mine')).toEqual([before[1], before[0], expect.stringMatching(/^eu-west-1[abc]$/)]);
    await rds.send(new DeleteDBSubnetGroupCommand(named));
    await expect(zonesOf(simulated, 'mine')).rejects.toMatchObject({ name: 'DBSubnetGroupNotFoundFault', $metadata: { httpStatusCode: 404 } });
  });

  test('are the default one and those of the loaded state, with their own subnets', async () => {
    const simulated = await account();
    const { DBSubnetGroups } = await simulated.rds.send(new DescribeDBSubnetGroupsCommand({}));
    expect(DBSubnetGroups!.map(({ DBSubnetGroupName }) => DBSubnetGroupName)).toEqual(expect.arrayContaining(['default', 'databases']));
    expect(await zonesOf(simulated, 'databases')).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
    const { Subnets } = DBSubnetGroups!.find(({ DBSubnetGroupName }) => DBSubnetGroupName === 'databases')!;
    expect(Subnets![0].SubnetIdentifier).toBe('subnet-01a1a1a1a1a1a1a1a');
  });

  test('have tags', async () => {
    const { rds } = await account();
    const ResourceName = (await rds.send(new CreateDBSubnetGroupCommand(group))).DBSubnetGroup!.DBSubnetGroupArn!;
    await rds.send(new AddTagsToResourceCommand({ ResourceName, Tags: [{ Key: 'c', Value: 'd' }] }));
    expect((await rds.send(new ListTagsForResourceCommand({ ResourceName }))).TagList).toEqual([{ Key: 'a', Value: 'b' }, { Key: 'c', Value: 'd' }]);
  });

  test('of a cluster are shown by it and by its members, which are only in the group\'s zones', async () => {
    const { rds, add, zones } = await withCluster();
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'new' }));
    expect(DBClusters![0].DBSubnetGroup).toBe('mine');
    const members = [await add('one'), await add('two'), await add('three', named)];
    expect(members.map(({ DBSubnetGroup }) => DBSubnetGroup!.DBSubnetGroupName)).toEqual(['mine', 'mine', 'mine']);
    expect(new Set(members.map(({ AvailabilityZone }) => AvailabilityZone))).toEqual(new Set(zones));
    const outside = ['a', 'b', 'c'].map((letter) => `eu-west-1${letter}`).find((zone) => !zones.includes(zone));
    await expect(add('four', { AvailabilityZone: outside })).rejects.toMatchObject({ name: 'InvalidVPCNetworkStateFault' });
    await expect(add('four', { DBSubnetGroupName: 'default' })).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
    await expect(add('four', { DBSubnetGroupName: 'nobody' })).rejects.toMatchObject({ name: 'DBSubnetGroupNotFoundFault' });
  });

  test('that are in use are not deleted, and keep the subnets in whose zones instances are', async () => {
    const { rds, add } = await withCluster();
    await expect(rds.send(new DeleteDBSubnetGroupCommand(named))).rejects.toMatchObject({
      name: 'InvalidDBSubnetGroupStateFault',
      message: "Cannot delete the subnet group 'mine' because at least one database cluster: new is still using it.",
      $metadata: { httpStatusCode: 400 },
    });
    await add('one');
    await add('two');
    const narrower = rds.send(new ModifyDBSubnetGroupCommand({ ...named, SubnetIds: ['subnet-0a', 'subnet-0c'] }));
    await expect(narrower).rejects.toMatchObject({ name: 'SubnetAlreadyInUse', message: 'Some of the subnets to be deleted are currently in use: subnet-0b' });
  });

  test('must be there for a new cluster and for a restored one', async () => {
    const { rds } = await account();
    for (const command of [
      new CreateDBClusterCommand({
        DBClusterIdentifier: 'new', Engine: 'aurora-mysql', MasterUsername: 'admin', MasterUserPassword: 'long-enough', DBSubnetGroupName: 'nobody',
      }),
      new RestoreDBClusterToPointInTimeCommand({
        DBClusterIdentifier: 'new', SourceDBClusterIdentifier: 'mysql-80', UseLatestRestorableTime: true, DBSubnetGroupName: 'nobody',
      }),
    ] as CreateDBClusterCommand[]) {
      await expect(rds.send(command)).rejects.toMatchObject({ name: 'DBSubnetGroupNotFoundFault', $metadata: { httpStatusCode: 404 } });
    }
  });

  test.each([
    ['another group\'s name', { DBSubnetGroupName: 'databases' }, 'DBSubnetGroupAlreadyExistsFault'],
    ['the name default', { DBSubnetGroupName: 'Default' }, 'InvalidParameterValue'],
    ['a name that begins with a digit', { DBSubnetGroupName: '1a' }, 'InvalidParameterValue'],
    ['no description', { DBSubnetGroupDescription: undefined }, 'MissingParameter'],
    ['what is no subnet', { SubnetIds: ['subnet-0a', 'vpc-1'] }, 'InvalidSubnet'],
    ['one subnet', { SubnetIds: ['subnet-0a'] }, 'DBSubnetGroupDoesNotCoverEnoughAZs'],
    ['the same subnet twice', { SubnetIds: ['subnet-0a', 'subnet-0a'] }, 'DBSubnetGroupDoesNotCoverEnoughAZs'],
    ['21 subnets', { SubnetIds: Array.from({ length: 21 }, (_, index) => `subnet-${index}`) }, 'DBSubnetQuotaExceededFault'],
  ])('are not created with %s', async (_, wrong, name) => {
    const { rds } = await account();
    const refused = rds.send(new CreateDBSubnetGroupCommand({ ...group, ...wrong } as CreateDBSubnetGroupMessage));
    await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  test('exist up to the quota', async () => {
    const { rds } = await account();
    const create = (number: number) => rds.send(new CreateDBSubnetGroupCommand({ ...group, DBSubnetGroupName: `g${number}` }));
    for (let number = 3; number < 50; number++) await create(number);
    await expect(create(50)).rejects.toMatchObject({ name: 'DBSubnetGroupQuotaExceededFault', Error: { Code: 'DBSubnetGroupQuotaExceeded' } });
  });

  test('the default one stays', async () => {
    const { rds } = await account();
    await expect(rds.send(new DeleteDBSubnetGroupCommand({ DBSubnetGroupName: 'default' }))).rejects.toMatchObject({ name: 'InvalidDBSubnetGroupStateFault' });
  });
});
