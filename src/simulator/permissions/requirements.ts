import type { SimulatedAccount } from '../account';
import type { Request } from './policy';
import type { Call } from '../invariants/invariant';
import { identifierIn } from '../rds/find';

type Requirement = (account: SimulatedAccount, input: Record<string, any>) => Request[];

const rds = (action: string, kind: string, parameter: string): Requirement => (account, input) =>
  [{ action: `rds:${action}`, resource: account.arn(kind, input[parameter] === undefined ? '*' : identifierIn(String(input[parameter]))) }];

/** On whatever the parameter names by its ARN. */
const onArn = (action: string, parameter: string): Requirement => (_account, input) => [{ action: `rds:${action}`, resource: String(input[parameter] ?? '*') }];

/** A role that is handed to an AWS service. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
const passRole = (parameter: string, service: string): Requirement => (_account, input) =>
  input[parameter] ? [{ action: 'iam:PassRole', resource: input[parameter], context: { 'iam:PassedToService': service } }] : [];

/** Tags at creation. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html */
const tagging = (kind: string, parameter: string): Requirement => (account, input) =>
  input.Tags?.length ? [{ action: 'rds:AddTagsToResource', resource: account.arn(kind, identifierIn(String(input[parameter]))) }] : [];

/** A customer managed key that RDS is to use on behalf of the caller. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html */
const key = (parameter: string): Requirement => (account, input) => {
  const arn: string | undefined = input[parameter];
  if (!arn) return [];
  const context = { 'kms:ViaService': `rds.${account.region}.amazonaws.com` };
  return ['kms:DescribeKey', 'kms:CreateGrant'].map((action) => ({ action, resource: arn, context }));
};

const also = (action: string, kind: string, parameter: string): Requirement => (account, input) =>
  input[parameter] === undefined ? [] : rds(action, kind, parameter)(account, input);

const ssm = (action: string, parameter: string): Requirement => (account, input) => [{
  action: `ssm:${action}`, resource: `arn:aws:ssm:${account.region}:${account.accountId}:parameter${String(input[parameter]).replace(/\/$/, '')}`,
}];

/** By call, all permissions that AWS demands. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html */
const REQUIREMENTS: Readonly<Record<string, readonly Requirement[]>> = {
  'rds:CreateDBCluster': [
    rds('CreateDBCluster', 'cluster', 'DBClusterIdentifier'), also('CreateDBCluster', 'cluster-pg', 'DBClusterParameterGroupName'),
    also('CreateDBCluster', 'subgrp', 'DBSubnetGroupName'), tagging('cluster', 'DBClusterIdentifier'), key('KmsKeyId'),
  ],
  'rds:CreateDBInstance': [
    rds('CreateDBInstance', 'db', 'DBInstanceIdentifier'), rds('CreateDBInstance', 'cluster', 'DBClusterIdentifier'),
    also('CreateDBInstance', 'pg', 'DBParameterGroupName'), also('CreateDBInstance', 'subgrp', 'DBSubnetGroupName'),
    tagging('db', 'DBInstanceIdentifier'), passRole('MonitoringRoleArn', 'monitoring.rds.amazonaws.com'), key('PerformanceInsightsKMSKeyId'),
  ],
  'rds:CreateDBClusterSnapshot': [
    rds('CreateDBClusterSnapshot', 'cluster-snapshot', 'DBClusterSnapshotIdentifier'), rds('CreateDBClusterSnapshot', 'cluster', 'DBClusterIdentifier'),
    tagging('cluster-snapshot', 'DBClusterSnapshotIdentifier'),
  ],
  'rds:CreateDBSnapshot': [
    rds('CreateDBSnapshot', 'snapshot', 'DBSnapshotIdentifier'), rds('CreateDBSnapshot', 'db', 'DBInstanceIdentifier'), tagging('snapshot', 'DBSnapshotIdentifier'),
  ],
  'rds:RestoreDBClusterFromSnapshot': [
    rds('RestoreDBClusterFromSnapshot', 'cluster', 'DBClusterIdentifier'), rds('RestoreDBClusterFromSnapshot', 'cluster-snapshot', 'SnapshotIdentifier'),
    also('RestoreDBClusterFromSnapshot', 'cluster-pg', 'DBClusterParameterGroupName'), also('RestoreDBClusterFromSnapshot', 'subgrp', 'DBSubnetGroupName'),
    tagging('cluster', 'DBClusterIdentifier'), key('KmsKeyId'),
  ],
  'rds:RestoreDBClusterToPointInTime': [
    rds('RestoreDBClusterToPointInTime', 'cluster', 'DBClusterIdentifier'), rds('RestoreDBClusterToPointInTime', 'cluster', 'SourceDBClusterIdentifier'),
    also('RestoreDBClusterToPointInTime', 'cluster-pg', 'DBClusterParameterGroupName'), also('RestoreDBClusterToPointInTime', 'subgrp', 'DBSubnetGroupName'),
    tagging('cluster', 'DBClusterIdentifier'), key('KmsKeyId'),
  ],
  'rds:ModifyDBCluster': [rds('ModifyDBCluster', 'cluster', 'DBClusterIdentifier'), also('ModifyDBCluster', 'cluster-pg', 'DBClusterParameterGroupName')],
  'rds:ModifyDBInstance': [
    rds('ModifyDBInstance', 'db', 'DBInstanceIdentifier'), also('ModifyDBInstance', 'pg', 'DBParameterGroupName'),
    passRole('MonitoringRoleArn', 'monitoring.rds.amazonaws.com'),
  ],
  'rds:DescribeDBClusterSnapshots': [
    rds('DescribeDBClusterSnapshots', 'cluster', 'DBClusterIdentifier'), rds('DescribeDBClusterSnapshots', 'cluster-snapshot', 'DBClusterSnapshotIdentifier'),
  ],
  'rds:EnableHttpEndpoint': [rds('EnableHttpEndpoint', 'cluster', 'ResourceArn')],
  'rds:DisableHttpEndpoint': [rds('DisableHttpEndpoint', 'cluster', 'ResourceArn')],
  'rds:AddTagsToResource': [onArn('AddTagsToResource', 'ResourceName')],
  'rds:ListTagsForResource': [onArn('ListTagsForResource', 'ResourceName')],
  'rds:RemoveTagsFromResource': [onArn('RemoveTagsFromResource', 'ResourceName')],
  'rds:CreateDBClusterParameterGroup': [
    rds('CreateDBClusterParameterGroup', 'cluster-pg', 'DBClusterParameterGroupName'), tagging('cluster-pg', 'DBClusterParameterGroupName'),
  ],
  'rds:CreateDBParameterGroup': [rds('CreateDBParameterGroup', 'pg', 'DBParameterGroupName'), tagging('pg', 'DBParameterGroupName')],
  'rds:CopyDBClusterParameterGroup': [
    rds('CopyDBClusterParameterGroup', 'cluster-pg', 'SourceDBClusterParameterGroupIdentifier'),
    rds('CopyDBClusterParameterGroup', 'cluster-pg', 'TargetDBClusterParameterGroupIdentifier'), tagging('cluster-pg', 'TargetDBClusterParameterGroupIdentifier'),
  ],
  'rds:CopyDBParameterGroup': [
    rds('CopyDBParameterGroup', 'pg', 'SourceDBParameterGroupIdentifier'), rds('CopyDBParameterGroup', 'pg', 'TargetDBParameterGroupIdentifier'),
    tagging('pg', 'TargetDBParameterGroupIdentifier'),
  ],
  'rds:ApplyPendingMaintenanceAction': [onArn('ApplyPendingMaintenanceAction', 'ResourceIdentifier')],
  'rds:DescribePendingMaintenanceActions': [onArn('DescribePendingMaintenanceActions', 'ResourceIdentifier')],
  'rds:CreateDBSubnetGroup': [rds('CreateDBSubnetGroup', 'subgrp', 'DBSubnetGroupName'), tagging('subgrp', 'DBSubnetGroupName')],
  'ssm:PutParameter': [ssm('PutParameter', 'Name')],
  'ssm:GetParametersByPath': [ssm('GetParametersByPath', 'Path')],
  'states:StartExecution': [(_account, input) => [{ action: 'states:StartExecution', resource: input.stateMachineArn }]],
  'monitoring:GetMetricData': [() => [{ action: 'cloudwatch:GetMetricData', resource: '*' }]],
};

/** Operations that only need themselves on what they name: by the parameter that names it. */
const KIND_BY_PARAMETER: readonly (readonly [string, string])[] = [
  ['DBClusterSnapshotIdentifier', 'cluster-snapshot'], ['DBSnapshotIdentifier', 'snapshot'], ['DBInstanceIdentifier', 'db'],
  ['DBClusterIdentifier', 'cluster'], ['BlueGreenDeploymentIdentifier', 'deployment'], ['GlobalClusterIdentifier', 'global-cluster'],
  ['DBClusterParameterGroupName', 'cluster-pg'], ['DBParameterGroupName', 'pg'], ['DBSubnetGroupName', 'subgrp'], ['DBProxyName', 'db-proxy'],
];
const KIND_BY_OPERATION: Readonly<Record<string, string>> = {
  DescribeDBClusterParameterGroups: 'cluster-pg',
  DescribeDBClusters: 'cluster',
  DescribeDBInstances: 'db',
  DescribeDBParameterGroups: 'pg',
  DescribeDBSubnetGroups: 'subgrp',
};

export function requirementsOf(account: SimulatedAccount, { service, operation, input }: Call): Request[] {
  const requirements = REQUIREMENTS[`${service}:${operation}`];
  if (requirements) return requirements.flatMap((requirement) => requirement(account, input));
  if (service !== 'rds') return [{ action: `${service}:${operation}`, resource: '*' }];
  const named = KIND_BY_PARAMETER.find(([parameter]) => input[parameter] !== undefined);
  if (named) return rds(operation, named[1], named[0])(account, input);
  return [{ action: `rds:${operation}`, resource: KIND_BY_OPERATION[operation] ? account.arn(KIND_BY_OPERATION[operation], '*') : '*' }];
}
