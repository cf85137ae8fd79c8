import { also, passRole, rds, type Requirement } from './requirement';
import { identifierIn } from '../rds/find';
import { globalClusterArn } from '../rds/global/global-clusters';

/** A blue/green deployment acts with the permissions of its caller. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-creating.html#blue-green-deployments-authorizing */
const greenOf: Requirement = (account, { Source }) => {
  const blue = account.clusters.get(identifierIn(String(Source)));
  const green = account.arn('cluster', `${identifierIn(String(Source))}-green-*`);
  const members = blue?.members.map(({ DBInstanceIdentifier }) => account.arn('db', `${DBInstanceIdentifier}-green-*`)) ?? [];
  return [
    { action: 'rds:CreateBlueGreenDeployment', resource: account.arn('cluster', identifierIn(String(Source))) },
    { action: 'rds:AddTagsToResource', resource: green },
    { action: 'rds:CreateDBCluster', resource: green },
    ...members.map((resource) => ({ action: 'rds:CreateDBInstance', resource })),
    { action: 'rds:CreateDBClusterEndpoint', resource: green },
  ];
};

type Actions = readonly string[];

const onSides = (blueActions: Actions, greenActions: Actions, memberActions: Actions): Requirement => (account, input) => {
  const deployment = account.blueGreenDeployments.all.find(({ identifier }) => identifier === input.BlueGreenDeploymentIdentifier);
  if (!deployment) return [];
  const { blue, green } = deployment;
  return [
    ...blueActions.map((action) => ({ action: `rds:${action}`, resource: account.arn('cluster', blue.identifier) })),
    ...greenActions.map((action) => ({ action: `rds:${action}`, resource: account.arn('cluster', green.identifier) })),
    ...account.instancesOf(green).flatMap((instance) => memberActions.map((action) => ({
      action: `rds:${action}`, resource: account.arn('db', instance.identifier),
    }))),
  ];
};

/** A global cluster, and the member that the call names. */
export const globalCluster = (action: string, member?: string): Requirement => (account, input) => [
  { action: `rds:${action}`, resource: globalClusterArn(account, identifierIn(String(input.GlobalClusterIdentifier ?? '*'))) },
  ...member && input[member] ? [{ action: `rds:${action}`, resource: account.arn('cluster', identifierIn(String(input[member]))) }] : [],
];

/** The ARN of a proxy has an id of its own, not its name. */
const proxy = (action: string): Requirement => (account, { DBProxyName: name }) => {
  const found = account.proxies.all.find((candidate) => candidate.name === name);
  return [{ action: `rds:${action}`, resource: found?.shape.DBProxyArn ?? account.arn('db-proxy', '*') }];
};

const proxyTargets = (action: string): Requirement => (account, input) => {
  const found = account.proxies.all.find(({ name }) => name === input.DBProxyName);
  return [
    { action: `rds:${action}`, resource: found?.group.TargetGroupArn ?? account.arn('target-group', '*') },
    ...(input.DBClusterIdentifiers ?? []).map((name: string) => ({ action: `rds:${action}`, resource: account.arn('cluster', identifierIn(name)) })),
    ...(input.DBInstanceIdentifiers ?? []).map((name: string) => ({ action: `rds:${action}`, resource: account.arn('db', identifierIn(name)) })),
  ];
};

/** Blue/green deployments, global clusters and proxies. */
export const TOPOLOGY_REQUIREMENTS: Readonly<Record<string, readonly Requirement[]>> = {
  'rds:CreateBlueGreenDeployment': [
    rds('CreateBlueGreenDeployment', 'deployment', 'BlueGreenDeploymentIdentifier'), greenOf,
    also('CreateBlueGreenDeployment', 'cluster-pg', 'TargetDBClusterParameterGroupName'), also('CreateBlueGreenDeployment', 'pg', 'TargetDBParameterGroupName'),
  ],
  'rds:SwitchoverBlueGreenDeployment': [
    rds('SwitchoverBlueGreenDeployment', 'deployment', 'BlueGreenDeploymentIdentifier'),
    onSides(['ModifyDBCluster'], ['ModifyDBCluster', 'PromoteReadReplicaDBCluster'], []),
  ],
  'rds:DeleteBlueGreenDeployment': [
    rds('DeleteBlueGreenDeployment', 'deployment', 'BlueGreenDeploymentIdentifier'),
    onSides([], ['DeleteDBCluster', 'DeleteDBClusterEndpoint'], ['DeleteDBInstance']),
  ],
  'rds:CreateGlobalCluster': [
    globalCluster('CreateGlobalCluster', 'SourceDBClusterIdentifier'),
    (account, input) => input.Tags?.length ? globalCluster('AddTagsToResource')(account, input) : [],
  ],
  'rds:DescribeGlobalClusters': [globalCluster('DescribeGlobalClusters')],
  'rds:ModifyGlobalCluster': [globalCluster('ModifyGlobalCluster')],
  'rds:RemoveFromGlobalCluster': [globalCluster('RemoveFromGlobalCluster', 'DbClusterIdentifier')],
  'rds:SwitchoverGlobalCluster': [globalCluster('SwitchoverGlobalCluster', 'TargetDbClusterIdentifier')],
  'rds:FailoverGlobalCluster': [globalCluster('FailoverGlobalCluster', 'TargetDbClusterIdentifier')],
  'rds:DeleteGlobalCluster': [globalCluster('DeleteGlobalCluster')],
  'rds:CreateDBProxy': [
    proxy('CreateDBProxy'), passRole('RoleArn', 'rds.amazonaws.com'), (account, input) => input.Tags?.length ? proxy('AddTagsToResource')(account, input) : [],
  ],
  'rds:DescribeDBProxies': [proxy('DescribeDBProxies')],
  'rds:ModifyDBProxy': [proxy('ModifyDBProxy'), passRole('RoleArn', 'rds.amazonaws.com')],
  'rds:DeleteDBProxy': [proxy('DeleteDBProxy')],
  'rds:DescribeDBProxyTargetGroups': [proxyTargets('DescribeDBProxyTargetGroups')],
  'rds:ModifyDBProxyTargetGroup': [proxyTargets('ModifyDBProxyTargetGroup')],
  'rds:RegisterDBProxyTargets': [proxyTargets('RegisterDBProxyTargets')],
  'rds:DescribeDBProxyTargets': [proxyTargets('DescribeDBProxyTargets')],
  'rds:DeregisterDBProxyTargets': [proxyTargets('DeregisterDBProxyTargets')],
};
