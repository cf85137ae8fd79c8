import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { allow, rdsArn } from '../cluster/permissions';

/** What moving one cluster takes. `docs/security.md` has the reason of every wildcard. */
export function moveStatements(stack: Stack, clusterIdentifier: string): iam.PolicyStatement[] {
  const cluster = rdsArn(stack, 'cluster', clusterIdentifier);
  const ours = Token.isUnresolved(clusterIdentifier) ? '*-v2-*' : `${clusterIdentifier.slice(0, 20)}*-v2-*`;
  const snapshots = rdsArn(stack, 'cluster-snapshot', '*-before-v2-*');
  return [
    allow(['rds:ModifyDBCluster', 'rds:FailoverDBCluster', 'rds:EnableHttpEndpoint'], [cluster]),
    allow(['rds:CreateDBClusterSnapshot', 'rds:DescribeDBClusterSnapshots'], [cluster, snapshots]),
    allow(['rds:CreateDBInstance'], [cluster, rdsArn(stack, 'db', ours), rdsArn(stack, 'pg', '*'), rdsArn(stack, 'subgrp', '*')]),
    allow(['rds:ModifyDBInstance'], [rdsArn(stack, 'db', ours)]),
    allow(['rds:AddTagsToResource'], [rdsArn(stack, 'db', ours), snapshots]),
    // The old members may have any name.
    allow(['rds:DeleteDBInstance'], [rdsArn(stack, 'db', '*')]),
    // New members inherit the monitoring role of the old ones, whichever that is.
    new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: '*' })],
      conditions: { StringEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } },
    }),
  ];
}
