import {
  CreateDBInstanceCommand, CreateDBProxyCommand, CreateGlobalClusterCommand, DescribeDBClustersCommand, FailoverDBClusterCommand,
  ModifyDBClusterCommand,
} from '@aws-sdk/client-rds';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Statement } from '../../src/simulator/permissions/policy';
import { create as startDeployment, ready, remove, type Simulated, switchOver, withBinaryLogs } from '../support/blue-green';
import { exampleAccount } from '../support/simulated-account';

const ARN = 'arn:aws:rds:eu-west-1:123456789012';
const CREATE = {
  DBClusterIdentifier: 'mysql-80',
  DBInstanceIdentifier: 'mysql-80-new',
  DBInstanceClass: 'db.r6g.large',
  Engine: 'aurora-mysql',
  MonitoringInterval: 60,
  MonitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring',
  Tags: [{ Key: 'a', Value: 'b' }],
  EnablePerformanceInsights: true,
  PerformanceInsightsKMSKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k',
};
const allow = (Action: string | string[], Resource: string | string[], Condition?: Statement['Condition']): Statement => ({ Effect: 'Allow', Action, Resource, Condition });

async function withPolicy(...statements: Statement[]) {
  const simulated = await exampleAccount({ region: 'eu-west-1' });
  simulated.account.permissions.attach('TEST', { Statement: statements });
  return simulated;
}

describe('with a policy', () => {
  test('a call that it allows is made, another is denied as AWS denies it', async () => {
    const { rds, account } = await withPolicy(allow('rds:DescribeDBClusters', `${ARN}:cluster:*`));
    await rds.send(new DescribeDBClustersCommand({}));
    await expect(rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
      message: expect.stringContaining(`is not authorized to perform: rds:FailoverDBCluster on resource: ${ARN}:cluster:mysql-80`),
    });
    expect(account.clusters.get('mysql-80')!.writer).toBe('provisioned-instance-1');
  });

  test('a resource that it does not name is denied', async () => {
    const { rds } = await withPolicy(allow('rds:ModifyDBCluster', `${ARN}:cluster:other`));
    const modify = new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 } });
    await expect(rds.send(modify)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('an explicit denial wins', async () => {
    const { rds } = await withPolicy(allow('rds:*', '*'), { Effect: 'Deny', Action: 'rds:Failover*', Resource: '*' });
    await expect(rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80' }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  const create = allow('rds:CreateDBInstance', [`${ARN}:db:mysql-80-*`, `${ARN}:cluster:mysql-80`]);
  const tag = allow('rds:AddTagsToResource', `${ARN}:db:*`);
  const pass = allow('iam:PassRole', 'arn:aws:iam::123456789012:role/*', { StringEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } });
  const key = allow(['kms:DescribeKey', 'kms:CreateGrant'], 'arn:aws:kms:eu-west-1:123456789012:key/k');

  test('a new member needs all that AWS demands with it', async () => {
    const { rds, account } = await withPolicy(create, tag, pass, key);
    await rds.send(new CreateDBInstanceCommand(CREATE));
    expect(account.permissions.used.map(({ action }) => action)).toEqual([
      'rds:CreateDBInstance', 'rds:CreateDBInstance', 'rds:AddTagsToResource', 'iam:PassRole', 'kms:DescribeKey', 'kms:CreateGrant',
    ]);
  });

  test.each([
    ['tagging', [create, pass, key], 'rds:AddTagsToResource'],
    ['passing the role', [create, tag, key], 'iam:PassRole'],
    ['passing the role to another service', [create, tag, key, { ...pass, Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }], 'iam:PassRole'],
    ['the key', [create, tag, pass], 'kms:DescribeKey'],
    ['the cluster', [allow('rds:CreateDBInstance', `${ARN}:db:*`), tag, pass, key], 'rds:CreateDBInstance on resource: arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80'],
  ])('and is denied without %s', async (_, statements, missing) => {
    const { rds } = await withPolicy(...statements);
    await expect(rds.send(new CreateDBInstanceCommand(CREATE))).rejects.toThrow(missing);
  });

  test('parameters are allowed by their path', async () => {
    const { ssm } = await withPolicy(allow('ssm:PutParameter', 'arn:aws:ssm:eu-west-1:123456789012:parameter/ours/*'));
    await ssm.send(new PutParameterCommand({ Name: '/ours/a', Value: 'x', Type: 'String' }));
    await expect(ssm.send(new PutParameterCommand({ Name: '/theirs/a', Value: 'x', Type: 'String' }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('a condition that is not modelled is named', async () => {
    const { rds } = await withPolicy(allow('rds:*', '*', { StringLike: { 'aws:username': 'x' } }));
    await expect(rds.send(new DescribeDBClustersCommand({}))).rejects.toThrow('The condition operator StringLike is not simulated.');
  });
});

describe('a blue/green deployment needs the permissions of what it does', () => {
  const SWITCHOVER = ['rds:SwitchoverBlueGreenDeployment', 'rds:ModifyDBCluster', 'rds:PromoteReadReplicaDBCluster'];
  const CREATION = ['rds:CreateBlueGreenDeployment', 'rds:AddTagsToResource', 'rds:CreateDBCluster', 'rds:CreateDBInstance', 'rds:CreateDBClusterEndpoint'];
  const DELETION = ['rds:DeleteBlueGreenDeployment', 'rds:DeleteDBCluster', 'rds:DeleteDBInstance', 'rds:DeleteDBClusterEndpoint'];
  const describeAll = allow('rds:Describe*', '*');
  const actions: [string, (simulated: Simulated) => Promise<unknown>, () => Promise<Simulated>, string[]][] = [
    ['CreateBlueGreenDeployment', startDeployment, withBinaryLogs, CREATION],
    ['SwitchoverBlueGreenDeployment', switchOver, ready, SWITCHOVER],
    ['DeleteBlueGreenDeployment', remove, ready, DELETION],
  ];

  test.each(actions)('%s', async (_, call, prepare, needed) => {
    for (const missing of needed) {
      const simulated = await prepare();
      simulated.account.permissions.attach('TEST', { Statement: [describeAll, allow(needed.filter((action) => action !== missing), '*')] });
      await expect(call(simulated)).rejects.toThrow(`is not authorized to perform: ${missing} on`);
    }
    const simulated = await prepare();
    simulated.account.permissions.attach('TEST', { Statement: [describeAll, allow(needed, `${ARN}:*`)] });
    await call(simulated);
  });
});

describe('global clusters and proxies', () => {
  test('a global cluster has an ARN without a Region, and its member must be allowed, too', async () => {
    const command = new CreateGlobalClusterCommand({ GlobalClusterIdentifier: 'shop', SourceDBClusterIdentifier: `${ARN}:cluster:mysql-80` });
    const globalCluster = allow('rds:CreateGlobalCluster', 'arn:aws:rds::123456789012:global-cluster:shop');
    await expect((await withPolicy(globalCluster)).rds.send(command)).rejects.toThrow(`rds:CreateGlobalCluster on resource: ${ARN}:cluster:mysql-80`);
    await (await withPolicy(globalCluster, allow('rds:CreateGlobalCluster', `${ARN}:cluster:mysql-80`))).rds.send(command);
  });

  test('a proxy needs its role to be passed to RDS', async () => {
    const RoleArn = 'arn:aws:iam::123456789012:role/proxy';
    const command = new CreateDBProxyCommand({ DBProxyName: 'front', EngineFamily: 'MYSQL', DefaultAuthScheme: 'IAM_AUTH', RoleArn, VpcSubnetIds: ['a', 'b'] });
    const proxy = allow('rds:CreateDBProxy', `${ARN}:db-proxy:*`);
    await expect((await withPolicy(proxy)).rds.send(command)).rejects.toThrow('iam:PassRole');
    await (await withPolicy(proxy, allow('iam:PassRole', RoleArn, { StringEquals: { 'iam:PassedToService': 'rds.amazonaws.com' } }))).rds.send(command);
  });
});

test('without a policy everybody may do everything', async () => {
  const { rds } = await exampleAccount();
  await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80' }));
});
