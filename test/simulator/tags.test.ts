import {
  AddTagsToResourceCommand, CreateDBClusterParameterGroupCommand, CreateDBClusterSnapshotCommand, CreateDBParameterGroupCommand,
  CreateGlobalClusterCommand, DescribeDBClustersCommand, DescribeDBClusterSnapshotsCommand, DescribeDBInstancesCommand, ListTagsForResourceCommand,
  RemoveTagsFromResourceCommand, type Tag,
} from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

const ARN = 'arn:aws:rds:eu-west-1:123456789012';
const CLUSTER = `${ARN}:cluster:mysql-80`;
const tag = (Key: string, Value = 'x'): Tag => ({ Key, Value });

/** The example's account with one resource of each kind that has tags. */
async function withResources() {
  const simulated = await exampleAccount({ region: 'eu-west-1' });
  const { rds, pass } = simulated;
  const group = { DBParameterGroupFamily: 'aurora-mysql8.0', Description: 'of a test' };
  await rds.send(new CreateDBClusterParameterGroupCommand({ ...group, DBClusterParameterGroupName: 'mine', Tags: [tag('born', 'here')] }));
  await rds.send(new CreateDBParameterGroupCommand({ ...group, DBParameterGroupName: 'mine' }));
  await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: 'mysql-80', DBClusterSnapshotIdentifier: 'first' }));
  await rds.send(new CreateGlobalClusterCommand({ GlobalClusterIdentifier: 'shop', Engine: 'aurora-mysql', Tags: [tag('born', 'here')] }));
  pass(300);
  return {
    ...simulated,
    add: (ResourceName: string, ...Tags: Tag[]) => rds.send(new AddTagsToResourceCommand({ ResourceName, Tags })),
    list: async (ResourceName: string) => (await rds.send(new ListTagsForResourceCommand({ ResourceName }))).TagList,
    remove: (ResourceName: string, ...TagKeys: string[]) => rds.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys })),
  };
}

describe('Tags', () => {
  test.each([
    ['cluster:mysql-80', [tag('team', 'shop')]],
    ['db:provisioned-instance-1', [tag('team', 'shop')]],
    ['cluster-pg:mine', [tag('born', 'here')]],
    ['pg:mine', []],
    ['cluster-pg:default.aurora-mysql8.0', []],
    ['cluster-snapshot:first', [tag('team', 'shop')]],
    [':123456789012:global-cluster:shop', [tag('born', 'here')]],
  ])('are added to, replaced on, listed of and removed from %s', async (resource, before) => {
    const { add, list, remove } = await withResources();
    const arn = resource.startsWith(':') ? `arn:aws:rds:${resource}` : `${ARN}:${resource}`;
    expect(await list(arn)).toEqual(before);
    await add(arn, tag('a', '1'), tag('b', '2'));
    await add(arn, tag('a', '3'));
    expect(await list(arn)).toEqual([...before, tag('a', '3'), tag('b', '2')]);
    await remove(arn, 'a', 'nothing');
    expect(await list(arn)).toEqual([...before, tag('b', '2')]);
  });

  test('are shown by describes', async () => {
    const { rds, add } = await withResources();
    for (const resource of ['cluster:mysql-80', 'db:provisioned-instance-1', 'cluster-snapshot:first']) await add(`${ARN}:${resource}`, tag('a'));
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'mysql-80' }));
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'provisioned-instance-1' }));
    const { DBClusterSnapshots } = await rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: 'first' }));
    for (const { TagList } of [DBClusters![0], DBInstances![0], DBClusterSnapshots![0]]) expect(TagList).toContainEqual(tag('a'));
  });

  test('of a cluster go into its snapshots, when it says so, and do not follow later changes', async () => {
    const { rds, pass, add, list, account } = await withResources();
    await add(CLUSTER, tag('later'));
    expect(await list(`${ARN}:cluster-snapshot:first`)).toEqual([tag('team', 'shop')]);
    account.clusters.get('mysql-80')!.shape.CopyTagsToSnapshot = false;
    await rds.send(new CreateDBClusterSnapshotCommand({ DBClusterIdentifier: 'mysql-80', DBClusterSnapshotIdentifier: 'second' }));
    pass(300);
    expect(await list(`${ARN}:cluster-snapshot:second`)).toEqual([]);
  });

  test.each([
    ['a cluster that is not there', `${ARN}:cluster:nobody`, 'DBClusterNotFoundFault', 404],
    ['an instance that is not there', `${ARN}:db:nobody`, 'DBInstanceNotFoundFault', 404],
    ['a cluster of another Region', 'arn:aws:rds:us-west-2:123456789012:cluster:mysql-80', 'InvalidParameterValue', 400],
    ['a cluster by its name', 'mysql-80', 'InvalidParameterValue', 400],
    ['an event subscription', `${ARN}:es:alarm`, 'NotSimulated', 501],
  ])('of %s are refused', async (_, arn, name, httpStatusCode) => {
    const { add, list, remove } = await withResources();
    for (const call of [add(arn, tag('a')), list(arn), remove(arn, 'a')]) {
      await expect(call).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    }
  });

  test.each([
    ['a reserved prefix', [tag('aws:a')]],
    ['a reserved prefix of RDS', [tag('RDS:a')]],
    ['an empty key', [tag('')]],
    ['a long key', [tag('k'.repeat(129))]],
    ['a long value', [tag('k', 'v'.repeat(257))]],
    ['a character that is not allowed', [tag('k', 'a;b')]],
    ['the 51st of a resource', Array.from({ length: 50 }, (_, index) => tag(`k${index}`))],
  ])('with %s are refused, and none of the call is added', async (_, tags) => {
    const { add, list } = await withResources();
    await expect(add(CLUSTER, tag('good'), ...tags)).rejects.toMatchObject({ name: 'InvalidParameterValue', $metadata: { httpStatusCode: 400 } });
    expect(await list(CLUSTER)).toEqual([tag('team', 'shop')]);
  });
});
