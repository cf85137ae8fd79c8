import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { allow, rdsArn } from '../cluster/permissions';

/** What upgrades on the way take: AWS's table of versions, and the parameter groups of the new family. `docs/security.md` has the reasons. */
export function upgradeStatements(stack: Stack): iam.PolicyStatement[] {
  const [ofClusters, ofInstances] = ['cluster-pg', 'pg'].map((kind) => rdsArn(stack, kind, '*-v2-*'));
  return [
    // RDS authorizes the list of versions on nothing narrower.
    allow(['rds:DescribeDBEngineVersions'], ['*']),
    allow(['rds:DescribeDBClusterParameters'], [rdsArn(stack, 'cluster-pg', '*')]),
    allow(['rds:DescribeDBParameters'], [rdsArn(stack, 'pg', '*')]),
    allow(['rds:CreateDBClusterParameterGroup', 'rds:ModifyDBClusterParameterGroup', 'rds:ModifyDBCluster'], [ofClusters]),
    allow(['rds:CreateDBParameterGroup', 'rds:ModifyDBParameterGroup'], [ofInstances]),
    allow(['rds:AddTagsToResource'], [ofClusters, ofInstances]),
  ];
}
