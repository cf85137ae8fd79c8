import type { SimulatedAccount } from '../account';
import type { Request } from './policy';
import { also, key, onArn, passRole, rds, tagging, type Requirement } from './requirement';
import { globalCluster, TOPOLOGY_REQUIREMENTS } from './topology';
import type { Call } from '../invariants/invariant';
import { AWS_MANAGED_KEY } from '../rds/clusters/create-cluster';

const ssm = (action: string, parameter: string): Requirement => (account, input) => [{
  action: `ssm:${action}`, resource: `arn:aws:ssm:${account.region}:${account.accountId}:parameter${String(input[parameter]).replace(/\/$/, '')}`,
}];

/** The Data API reads the secret on behalf of its caller; a secret that RDS manages has the cluster in a tag. */
const secretOf: Requirement = (account, { secretArn }) => {
  const managedFor = [...account.clusters.values()].find(({ shape }) => shape.MasterUserSecret?.SecretArn === secretArn);
  const { MasterUserSecret, DBClusterArn } = managedFor?.shape ?? {};
  const tags: Record<string, string> = DBClusterArn === undefined ? {} : { 'secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn': DBClusterArn };
  const ownKey = MasterUserSecret?.KmsKeyId?.endsWith(AWS_MANAGED_KEY) ? undefined : MasterUserSecret?.KmsKeyId;
  return [
    { action: 'secretsmanager:GetSecretValue', resource: String(secretArn), context: tags },
    ...(ownKey === undefined ? [] : [{ action: 'kms:Decrypt', resource: ownKey, context: { 'kms:ViaService': `secretsmanager.${account.region}.amazonaws.com` } }]),
  ];
};

const dataApi = (action: string): Requirement[] => [(_account, { resourceArn }) => [{ action: `rds-data:${action}`, resource: String(resourceArn) }], secretOf];

const onStack = (action: string): Requirement => (_account, input) => [{ action: `cloudformation:${action}`, resource: String(input.StackName ?? '*') }];

/** By call, all permissions that AWS demands. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html */
const REQUIREMENTS: Readonly<Record<string, readonly Requirement[]>> = {
  ...TOPOLOGY_REQUIREMENTS,
  'rds:CreateDBCluster': [
    rds('CreateDBCluster', 'cluster', 'DBClusterIdentifier'), also('CreateDBCluster', 'cluster-pg', 'DBClusterParameterGroupName'),
    also('CreateDBCluster', 'subgrp', 'DBSubnetGroupName'), tagging('cluster', 'DBClusterIdentifier'), key('KmsKeyId'),
    (account, input) => input.GlobalClusterIdentifier ? globalCluster('CreateDBCluster')(account, input) : [],
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
  'rds:CreateDBClusterEndpoint': [
    rds('CreateDBClusterEndpoint', 'cluster', 'DBClusterIdentifier'), rds('CreateDBClusterEndpoint', 'cluster-endpoint', 'DBClusterEndpointIdentifier'),
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
  'ssm:GetParameter': [ssm('GetParameter', 'Name')],
  'ssm:GetParametersByPath': [ssm('GetParametersByPath', 'Path')],
  'cloudformation:DescribeStacks': [onStack('DescribeStacks')],
  'cloudformation:GetTemplate': [onStack('GetTemplate')],
  'cloudformation:ListStackResources': [onStack('ListStackResources')],
  'states:StartExecution': [(_account, input) => [{ action: 'states:StartExecution', resource: input.stateMachineArn }]],
  'rds-data:ExecuteStatement': dataApi('ExecuteStatement'),
  'rds-data:BeginTransaction': dataApi('BeginTransaction'),
  'rds-data:CommitTransaction': dataApi('CommitTransaction'),
  'rds-data:RollbackTransaction': dataApi('RollbackTransaction'),
  'monitoring:GetMetricData': [() => [{ action: 'cloudwatch:GetMetricData', resource: '*' }]],
};

/** Operations that only need themselves on what they name: by the parameter that names it. */
const KIND_BY_PARAMETER: readonly (readonly [string, string])[] = [
  ['DBClusterEndpointIdentifier', 'cluster-endpoint'], ['DBClusterSnapshotIdentifier', 'cluster-snapshot'], ['DBSnapshotIdentifier', 'snapshot'], ['DBInstanceIdentifier', 'db'],
  ['DBClusterIdentifier', 'cluster'], ['BlueGreenDeploymentIdentifier', 'deployment'],
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
