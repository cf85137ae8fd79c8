import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RECORD_ROOT } from '../contract/record';

/** Looking at databases. A look by resource id or by cluster is authorized on every cluster, member or snapshot. */
export function readStatements(stack: Stack): iam.PolicyStatement[] {
  return [
    allow(['rds:DescribeDBClusters'], [rds(stack, 'cluster', '*')]),
    allow(['rds:DescribeDBInstances'], [rds(stack, 'db', '*')]),
    // CloudWatch authorizes the reading of metrics on nothing narrower.
    allow(['cloudwatch:GetMetricData'], ['*']),
  ];
}

/** The record of a move. */
export function recordStatements(stack: Stack): iam.PolicyStatement[] {
  const record = stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${RECORD_ROOT.slice(1)}/*` });
  return [allow(['ssm:GetParametersByPath', 'ssm:PutParameter'], [record, record.replace(/\/\*$/, '')])];
}

/** What moving one cluster takes. `docs/security.md` has the reason of every wildcard. */
export function moveStatements(stack: Stack, clusterIdentifier: string): iam.PolicyStatement[] {
  const cluster = rds(stack, 'cluster', clusterIdentifier);
  const ours = Token.isUnresolved(clusterIdentifier) ? '*-v2-*' : `${clusterIdentifier.slice(0, 20)}*-v2-*`;
  const snapshots = rds(stack, 'cluster-snapshot', '*-before-v2-*');
  return [
    allow(['rds:ModifyDBCluster', 'rds:FailoverDBCluster', 'rds:EnableHttpEndpoint'], [cluster]),
    allow(['rds:CreateDBClusterSnapshot', 'rds:DescribeDBClusterSnapshots'], [cluster, snapshots]),
    allow(['rds:CreateDBInstance'], [cluster, rds(stack, 'db', ours), rds(stack, 'pg', '*'), rds(stack, 'subgrp', '*')]),
    allow(['rds:ModifyDBInstance'], [rds(stack, 'db', ours)]),
    allow(['rds:AddTagsToResource'], [rds(stack, 'db', ours), snapshots]),
    // The old members may have any name.
    allow(['rds:DeleteDBInstance'], [rds(stack, 'db', '*')]),
    // New members inherit the monitoring role of the old ones, whichever that is.
    new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: '*' })],
      conditions: { StringEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } },
    }),
  ];
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}

function rds(stack: Stack, resource: string, resourceName: string): string {
  return stack.formatArn({ service: 'rds', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}
