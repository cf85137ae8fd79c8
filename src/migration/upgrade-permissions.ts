import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** What upgrades on the way take: AWS's table of versions, and the parameter groups of the new family. `docs/security.md` has the reasons. */
export function upgradeStatements(stack: Stack): iam.PolicyStatement[] {
  const groups = (name: string) => ['cluster-pg', 'pg'].map((resource) => stack.formatArn({
    service: 'rds', resource, resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  }));
  const [clusterGroups] = groups('*-v2-*');
  return [
    // RDS authorizes the list of versions on nothing narrower.
    new iam.PolicyStatement({ actions: ['rds:DescribeDBEngineVersions'], resources: ['*'] }),
    new iam.PolicyStatement({ actions: ['rds:DescribeDBClusterParameters', 'rds:DescribeDBParameters'], resources: groups('*') }),
    new iam.PolicyStatement({
      actions: [
        'rds:CreateDBClusterParameterGroup', 'rds:ModifyDBClusterParameterGroup', 'rds:CreateDBParameterGroup', 'rds:ModifyDBParameterGroup', 'rds:AddTagsToResource',
      ],
      resources: groups('*-v2-*'),
    }),
    new iam.PolicyStatement({ actions: ['rds:ModifyDBCluster'], resources: [clusterGroups] }),
  ];
}
