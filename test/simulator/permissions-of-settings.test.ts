import { SERVICES } from '../../src/simulator/endpoint';
import { AwsError } from '../../src/simulator/wire/aws-error';
import { exampleAccount } from '../support/simulated-account';

const ARN = 'arn:aws:rds:eu-west-1:123456789012';
const CLUSTER = `${ARN}:cluster:mysql-80`;
const Tags = [{ Key: 'a', Value: 'b' }];

/** What a call asks for, whether or not it succeeds then. */
async function askedFor(operation: string, input: Record<string, unknown>): Promise<string[]> {
  const { account } = await exampleAccount();
  account.permissions.attach('TEST', { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
  try {
    SERVICES.get('rds')!.call(account, operation, input, 'TEST');
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotSimulated') throw error;
  }
  return account.permissions.used.map(({ action, resource }) => `${action} ${resource.replace(`${ARN}:`, '')}`);
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html */
test.each<[string, Record<string, unknown>, string[]]>([
  ['CreateDBClusterParameterGroup', { DBClusterParameterGroupName: 'Mine', Tags }, ['CreateDBClusterParameterGroup cluster-pg:mine', 'AddTagsToResource cluster-pg:mine']],
  ['CreateDBParameterGroup', { DBParameterGroupName: 'mine' }, ['CreateDBParameterGroup pg:mine']],
  ['CopyDBClusterParameterGroup', {
    SourceDBClusterParameterGroupIdentifier: `${ARN}:cluster-pg:mine`, TargetDBClusterParameterGroupIdentifier: 'copy', Tags,
  }, ['CopyDBClusterParameterGroup cluster-pg:mine', 'CopyDBClusterParameterGroup cluster-pg:copy', 'AddTagsToResource cluster-pg:copy']],
  ['CopyDBParameterGroup', { SourceDBParameterGroupIdentifier: 'mine', TargetDBParameterGroupIdentifier: 'copy' }, [
    'CopyDBParameterGroup pg:mine', 'CopyDBParameterGroup pg:copy',
  ]],
  ['ModifyDBClusterParameterGroup', { DBClusterParameterGroupName: 'mine' }, ['ModifyDBClusterParameterGroup cluster-pg:mine']],
  ['ResetDBParameterGroup', { DBParameterGroupName: 'mine' }, ['ResetDBParameterGroup pg:mine']],
  ['DeleteDBParameterGroup', { DBParameterGroupName: 'mine' }, ['DeleteDBParameterGroup pg:mine']],
  ['DescribeDBClusterParameters', { DBClusterParameterGroupName: 'mine' }, ['DescribeDBClusterParameters cluster-pg:mine']],
  ['DescribeDBClusterParameterGroups', {}, ['DescribeDBClusterParameterGroups cluster-pg:*']],
  ['DescribeDBParameterGroups', {}, ['DescribeDBParameterGroups pg:*']],
  ['CreateDBSubnetGroup', { DBSubnetGroupName: 'mine', Tags }, ['CreateDBSubnetGroup subgrp:mine', 'AddTagsToResource subgrp:mine']],
  ['ModifyDBSubnetGroup', { DBSubnetGroupName: 'mine' }, ['ModifyDBSubnetGroup subgrp:mine']],
  ['DescribeDBSubnetGroups', {}, ['DescribeDBSubnetGroups subgrp:*']],
  ['AddTagsToResource', { ResourceName: CLUSTER, Tags }, ['AddTagsToResource cluster:mysql-80']],
  ['ListTagsForResource', { ResourceName: `${ARN}:pg:mine` }, ['ListTagsForResource pg:mine']],
  ['RemoveTagsFromResource', { ResourceName: `${ARN}:db:provisioned-instance-1` }, ['RemoveTagsFromResource db:provisioned-instance-1']],
  ['ApplyPendingMaintenanceAction', { ResourceIdentifier: CLUSTER, ApplyAction: 'system-update', OptInType: 'immediate' }, [
    'ApplyPendingMaintenanceAction cluster:mysql-80',
  ]],
  ['DescribePendingMaintenanceActions', { ResourceIdentifier: CLUSTER }, ['DescribePendingMaintenanceActions cluster:mysql-80']],
  ['DescribePendingMaintenanceActions', {}, ['DescribePendingMaintenanceActions *']],
  ['DescribeEvents', { SourceType: 'db-cluster', SourceIdentifier: 'mysql-80' }, ['DescribeEvents *']],
  ['DescribeAccountAttributes', {}, ['DescribeAccountAttributes *']],
  ['DescribeServerlessV2PlatformVersions', {}, ['DescribeServerlessV2PlatformVersions *']],
  ['RestoreDBClusterToPointInTime', {
    DBClusterIdentifier: 'new', SourceDBClusterIdentifier: 'mysql-80', DBSubnetGroupName: 'mine', DBClusterParameterGroupName: 'other',
  }, [
    'RestoreDBClusterToPointInTime cluster:new', 'RestoreDBClusterToPointInTime cluster:mysql-80',
    'RestoreDBClusterToPointInTime cluster-pg:other', 'RestoreDBClusterToPointInTime subgrp:mine',
  ]],
])('%s with %j asks for what AWS demands', async (operation, input, expected) => {
  expect(await askedFor(operation, input)).toEqual(expected.map((request) => `rds:${request}`));
});
