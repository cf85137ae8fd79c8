import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { allow, onlyThrough, rdsArn, viaSecretsManager } from '../cluster/permissions';

/** What moving one cluster takes. `docs/security.md` has the reason of every wildcard. */
export function moveStatements(stack: Stack, clusterIdentifier: string): iam.PolicyStatement[] {
  const cluster = rdsArn(stack, 'cluster', clusterIdentifier);
  const anyMember = rdsArn(stack, 'db', '*');
  const snapshots = rdsArn(stack, 'cluster-snapshot', '*-before-*');
  return [
    allow(['rds:ModifyDBCluster', 'rds:FailoverDBCluster', 'rds:EnableHttpEndpoint'], [cluster]),
    allow(['rds-data:ExecuteStatement'], [cluster]),
    allow(['rds:CreateDBClusterSnapshot'], [cluster, snapshots]),
    // A look by the name of a snapshot is authorized on every cluster.
    allow(['rds:DescribeDBClusterSnapshots'], [rdsArn(stack, 'cluster', '*'), snapshots]),
    // The members that are there may have any name, and a way back makes them again under it.
    allow(['rds:CreateDBInstance'], [cluster, anyMember, rdsArn(stack, 'pg', '*')]),
    allow(['rds:AddTagsToResource'], [anyMember, snapshots]),
    allow(['rds:ModifyDBInstance', 'rds:DeleteDBInstance'], [anyMember]),
    // New members inherit the monitoring role of the old ones, whichever that is.
    onlyThrough(['iam:PassRole'], stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: '*' }), {
      'iam:PassedToService': 'monitoring.rds.amazonaws.com',
    }),
    // And the key of Performance Insights.
    onlyThrough(['kms:DescribeKey', 'kms:CreateGrant'], stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' }), {
      'kms:ViaService': `rds.${stack.region}.${stack.urlSuffix}`,
    }),
  ];
}

/** The password that RDS manages for the cluster; `docs/security.md` says why not narrower. */
export function managedSecretStatements(stack: Stack, clusterIdentifier: string): iam.PolicyStatement[] {
  const secrets = stack.formatArn({ service: 'secretsmanager', resource: 'secret', resourceName: 'rds!cluster-*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return [
    onlyThrough(['secretsmanager:GetSecretValue'], secrets, {
      'secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn': rdsArn(stack, 'cluster', clusterIdentifier),
    }),
    onlyThrough(['kms:Decrypt'], stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' }), viaSecretsManager(stack)),
  ];
}
