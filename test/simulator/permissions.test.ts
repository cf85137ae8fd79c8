import { CreateDBInstanceCommand, DescribeDBClustersCommand, FailoverDBClusterCommand, ModifyDBClusterCommand } from '@aws-sdk/client-rds';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Statement } from '../../src/simulator/permissions/policy';
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

test('without a policy everybody may do everything', async () => {
  const { rds } = await exampleAccount();
  await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'mysql-80' }));
});
