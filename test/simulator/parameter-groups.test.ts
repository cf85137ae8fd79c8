import {
  CopyDBClusterParameterGroupCommand, CopyDBParameterGroupCommand, CreateDBClusterParameterGroupCommand, CreateDBParameterGroupCommand,
  DBParameterGroupAlreadyExistsFault, DBParameterGroupNotFoundFault, DBParameterGroupQuotaExceededFault,
  DeleteDBClusterParameterGroupCommand, DeleteDBParameterGroupCommand, DescribeDBClusterParameterGroupsCommand,
  DescribeDBClusterParametersCommand, DescribeDBParameterGroupsCommand, DescribeDBParametersCommand, InvalidDBParameterGroupStateFault,
  ModifyDBClusterCommand, ModifyDBClusterParameterGroupCommand, ModifyDBInstanceCommand, ModifyDBParameterGroupCommand, type Parameter,
  ResetDBClusterParameterGroupCommand, ResetDBParameterGroupCommand,
} from '@aws-sdk/client-rds';
import { exampleAccount } from '../support/simulated-account';

type Simulated = Awaited<ReturnType<typeof exampleAccount>>;

const cluster = {
  create: ({ rds }: Simulated, name: string, DBParameterGroupFamily: string) =>
    rds.send(new CreateDBClusterParameterGroupCommand({ DBClusterParameterGroupName: name, DBParameterGroupFamily, Description: 'mine' })),
  copy: ({ rds }: Simulated, source: string, target: string) => rds.send(new CopyDBClusterParameterGroupCommand({
    SourceDBClusterParameterGroupIdentifier: source,
    TargetDBClusterParameterGroupIdentifier: target,
    TargetDBClusterParameterGroupDescription: 'a copy',
  })),
  modify: ({ rds }: Simulated, name: string, Parameters: Parameter[]) =>
    rds.send(new ModifyDBClusterParameterGroupCommand({ DBClusterParameterGroupName: name, Parameters })),
  reset: ({ rds }: Simulated, name: string, input: object) =>
    rds.send(new ResetDBClusterParameterGroupCommand({ DBClusterParameterGroupName: name, ...input })),
  delete: ({ rds }: Simulated, name: string) => rds.send(new DeleteDBClusterParameterGroupCommand({ DBClusterParameterGroupName: name })),
  describe: async ({ rds }: Simulated, name?: string) =>
    (await rds.send(new DescribeDBClusterParameterGroupsCommand({ DBClusterParameterGroupName: name }))).DBClusterParameterGroups!
      .map((group) => ({ name: group.DBClusterParameterGroupName, family: group.DBParameterGroupFamily, arn: group.DBClusterParameterGroupArn })),
  parameters: async ({ rds }: Simulated, name: string, input = {}) =>
    (await rds.send(new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: name, ...input }))).Parameters!,
  arnKind: 'cluster-pg',
  use: ({ rds }: Simulated, name: string): Promise<object> =>
    rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', DBClusterParameterGroupName: name })),
};

const instance: typeof cluster = {
  create: ({ rds }, name, DBParameterGroupFamily) =>
    rds.send(new CreateDBParameterGroupCommand({ DBParameterGroupName: name, DBParameterGroupFamily, Description: 'mine' })),
  copy: ({ rds }, source, target) => rds.send(new CopyDBParameterGroupCommand({
    SourceDBParameterGroupIdentifier: source, TargetDBParameterGroupIdentifier: target, TargetDBParameterGroupDescription: 'a copy',
  })) as never,
  modify: ({ rds }, name, Parameters) => rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName: name, Parameters })) as never,
  reset: ({ rds }, name, input) => rds.send(new ResetDBParameterGroupCommand({ DBParameterGroupName: name, ...input })) as never,
  delete: ({ rds }, name) => rds.send(new DeleteDBParameterGroupCommand({ DBParameterGroupName: name })),
  describe: async ({ rds }, name) => (await rds.send(new DescribeDBParameterGroupsCommand({ DBParameterGroupName: name }))).DBParameterGroups!
    .map((group) => ({ name: group.DBParameterGroupName, family: group.DBParameterGroupFamily, arn: group.DBParameterGroupArn })),
  parameters: async ({ rds }, name, input = {}) =>
    (await rds.send(new DescribeDBParametersCommand({ DBParameterGroupName: name, ...input }))).Parameters!,
  arnKind: 'pg',
  use: ({ rds }, name) => rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'provisioned-instance-2', DBParameterGroupName: name })),
};

const set = (ParameterName: string, ParameterValue: string, ApplyMethod: Parameter['ApplyMethod'] = 'pending-reboot'): Parameter =>
  ({ ParameterName, ParameterValue, ApplyMethod });
const named = (parameters: Parameter[], name: string) => parameters.find(({ ParameterName }) => ParameterName === name);

describe.each([['cluster', cluster], ['instance', instance]])('Parameter groups of the kind %s', (kind, groups) => {
  test('are there by default for every family, and those of the loaded state with the family of their database', async () => {
    const simulated = await exampleAccount();
    const names = (await groups.describe(simulated)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['aurora-mysql5.7', 'aurora-mysql8.4', 'aurora-postgresql18'].map((family) => `default.${family}`)));
    if (kind === 'instance') expect(await groups.describe(simulated, 'shop-instances')).toMatchObject([{ family: 'aurora-mysql8.0' }]);
  });

  test('are created with lower-case names, and can be deleted', async () => {
    const simulated = await exampleAccount();
    await groups.create(simulated, 'Mine', 'aurora-mysql8.0');
    expect(await groups.describe(simulated, 'MINE')).toEqual([{
      name: 'mine', family: 'aurora-mysql8.0', arn: `arn:aws:rds:${simulated.account.region}:123456789012:${groups.arnKind}:mine`,
    }]);
    await groups.delete(simulated, 'mine');
    await expect(groups.describe(simulated, 'mine')).rejects.toThrow(DBParameterGroupNotFoundFault);
  });

  test('are copied with what is set in them, and then change alone; default ones are not copied', async () => {
    const simulated = await exampleAccount();
    await groups.create(simulated, 'mine', 'aurora-mysql8.0');
    await groups.modify(simulated, 'mine', [set('long_query_time', '1')]);
    await groups.copy(simulated, `arn:aws:rds:eu-west-1:123456789012:${groups.arnKind}:mine`, 'Copy');
    await groups.modify(simulated, 'mine', [set('long_query_time', '2')]);
    expect(await groups.describe(simulated, 'copy')).toMatchObject([{ name: 'copy', family: 'aurora-mysql8.0' }]);
    expect(await groups.parameters(simulated, 'copy', { Source: 'user' })).toMatchObject([{ ParameterName: 'long_query_time', ParameterValue: '1' }]);
    await expect(groups.copy(simulated, 'mine', 'copy')).rejects.toThrow(DBParameterGroupAlreadyExistsFault);
    await expect(groups.copy(simulated, 'nobody', 'other')).rejects.toThrow(DBParameterGroupNotFoundFault);
    await expect(groups.copy(simulated, 'default.aurora-mysql8.0', 'other')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('exist once, and up to the quota', async () => {
    const simulated = await exampleAccount();
    const others = kind === 'instance' ? 1 : 0;
    for (let index = others; index < 50; index++) await groups.create(simulated, `g${index}`, 'aurora-mysql8.0');
    const again = groups.create(simulated, 'g9', 'aurora-mysql8.0');
    await expect(again).rejects.toMatchObject({ Error: { Code: 'DBParameterGroupAlreadyExists' }, $metadata: { httpStatusCode: 400 } });
    await expect(groups.create(simulated, 'g9', 'aurora-mysql8.0')).rejects.toThrow(DBParameterGroupAlreadyExistsFault);
    const tooMany = groups.create(simulated, 'g50', 'aurora-mysql8.0');
    await expect(tooMany).rejects.toMatchObject({ Error: { Code: 'DBParameterGroupQuotaExceeded' }, $metadata: { httpStatusCode: 400 } });
    await expect(groups.create(simulated, 'g50', 'aurora-mysql8.0')).rejects.toThrow(DBParameterGroupQuotaExceededFault);
  });

  test.each([
    ['aurora-mysql9.0', 'InvalidParameterValue'],
    ['postgres16', 'NotSimulated'],
  ])('of the family %s answer %s', async (family, name) => {
    await expect(groups.create(await exampleAccount(), 'mine', family)).rejects.toMatchObject({ name });
  });

  test('that are default ones are neither changed nor deleted', async () => {
    const simulated = await exampleAccount();
    const name = 'default.aurora-mysql8.0';
    for (const refused of [
      groups.modify(simulated, name, [set('long_query_time', '1')]), groups.reset(simulated, name, { ResetAllParameters: true }),
      groups.delete(simulated, name),
    ]) await expect(refused).rejects.toMatchObject({ name: 'InvalidDBParameterGroupStateFault', $metadata: { httpStatusCode: 400 } });
  });

  test('are not deleted while somebody uses them', async () => {
    const simulated = await exampleAccount();
    await groups.create(simulated, 'mine', 'aurora-mysql8.0');
    await groups.use(simulated, 'mine');
    await expect(groups.delete(simulated, 'mine')).rejects.toMatchObject({ Error: { Code: 'InvalidDBParameterGroupState' } });
    await expect(groups.delete(simulated, 'mine')).rejects.toThrow(InvalidDBParameterGroupStateFault);
  });

  test('that are not there cannot be changed, reset, deleted or looked into', async () => {
    const simulated = await exampleAccount();
    for (const refused of [
      groups.modify(simulated, 'nobody', [set('long_query_time', '1')]), groups.reset(simulated, 'nobody', { ResetAllParameters: true }),
      groups.delete(simulated, 'nobody'), groups.parameters(simulated, 'nobody'),
    ]) {
      await expect(refused).rejects.toMatchObject({
        name: 'DBParameterGroupNotFoundFault', Error: { Code: 'DBParameterGroupNotFound' }, $metadata: { httpStatusCode: 404 },
      });
    }
  });

  test('show what was set by whom, and forget it when they are reset', async () => {
    const simulated = await exampleAccount();
    await groups.create(simulated, 'mine', 'aurora-mysql8.0');
    await groups.modify(simulated, 'mine', [set('long_query_time', '1', 'immediate'), set('max_connections', '500')]);
    expect(named(await groups.parameters(simulated, 'mine'), 'long_query_time')).toMatchObject({
      ParameterValue: '1', Source: 'user', ApplyType: 'dynamic', ApplyMethod: 'immediate', DataType: 'float', IsModifiable: true,
    });
    const users = await groups.parameters(simulated, 'mine', { Source: 'user' });
    expect(users.map(({ ParameterName }) => ParameterName)).toEqual(['long_query_time', 'max_connections']);
    const one = await groups.parameters(simulated, 'mine', { Filters: [{ Name: 'parameter-name', Values: ['max_connections'] }] });
    expect(one).toMatchObject([{ ParameterValue: '500', ApplyType: 'static' }]);
    await groups.reset(simulated, 'mine', { Parameters: [{ ParameterName: 'long_query_time', ApplyMethod: 'immediate' }] });
    expect(await groups.parameters(simulated, 'mine', { Source: 'user' })).toHaveLength(1);
    await groups.reset(simulated, 'mine', { ResetAllParameters: true });
    expect(await groups.parameters(simulated, 'mine', { Source: 'user' })).toEqual([]);
    expect(named(await groups.parameters(simulated, 'mine'), 'max_connections')).toMatchObject({
      Source: 'system', ParameterValue: expect.stringContaining('GREATEST'),
    });
  });

  test.each([
    ['an unknown parameter', [set('no_such_thing', '1')], 'InvalidParameterValue', /Could not find parameter with name: no_such_thing/],
    ['a value that is not allowed', [set('max_connections', '0')], 'InvalidParameterValue', /1-16000/],
    ['a static parameter at once', [set('max_connections', '5', 'immediate')], 'InvalidParameterCombination', /cannot use immediate apply method/],
    ['an unknown method', [set('max_connections', '5', 'later' as never)], 'InvalidParameterValue', /later/],
    ['no method', [{ ParameterName: 'max_connections', ParameterValue: '5' }], 'MissingParameter', /ApplyMethod/],
    ['21 parameters', Array.from({ length: 21 }, () => set('max_connections', '5')), 'InvalidParameterValue', /maximum of 20/],
  ])('refuse %s', async (_, parameters, name, message) => {
    const simulated = await exampleAccount();
    await groups.create(simulated, 'mine', 'aurora-mysql8.0');
    const refused = groups.modify(simulated, 'mine', parameters);
    await expect(refused).rejects.toMatchObject({ name, message: expect.stringMatching(message), $metadata: { httpStatusCode: 400 } });
    expect(await groups.parameters(simulated, 'mine', { Source: 'user' })).toEqual([]);
  });

  test('take what AWS computes from the size of the instance', async () => {
    const simulated = await exampleAccount();
    await groups.create(simulated, 'mine', 'aurora-mysql8.0');
    await groups.modify(simulated, 'mine', [set('max_connections', '{DBInstanceClassMemory/12582880}')]);
    expect(await groups.parameters(simulated, 'mine', { Source: 'user' })).toMatchObject([{ ParameterValue: '{DBInstanceClassMemory/12582880}' }]);
  });
});

describe('Parameter groups: the parameters of a family', () => {
  test('are those of the cluster, and in an instance group only those of an instance', async () => {
    const simulated = await exampleAccount();
    const names = async (groups: typeof cluster, family: string) =>
      (await groups.parameters(simulated, `default.${family}`)).map(({ ParameterName }) => ParameterName);
    expect(await names(cluster, 'aurora-mysql8.0')).toEqual(expect.arrayContaining(['binlog_format', 'binlog_row_metadata', 'max_connections']));
    expect(await names(cluster, 'aurora-mysql5.7')).not.toContain('binlog_row_metadata');
    expect(await names(instance, 'aurora-mysql8.0')).toEqual(['long_query_time', 'max_connections']);
    expect(await names(cluster, 'aurora-postgresql16')).toEqual(expect.arrayContaining(['rds.logical_replication', 'rds.force_ssl', 'work_mem']));
  });

  test.each([
    ['aurora-mysql8.0', 'require_secure_transport', 'OFF'],
    ['aurora-mysql8.4', 'require_secure_transport', 'ON'],
    ['aurora-postgresql16', 'rds.force_ssl', '0'],
    ['aurora-postgresql17', 'rds.force_ssl', '1'],
  ])('%s has %s=%s by default', async (family, name, ParameterValue) => {
    const simulated = await exampleAccount();
    expect(named(await cluster.parameters(simulated, `default.${family}`), name)).toMatchObject({ ParameterValue });
  });

  test('are only partly for Serverless v1', async () => {
    const simulated = await exampleAccount();
    const known = await cluster.parameters(simulated, 'default.aurora-postgresql13');
    expect(named(known, 'work_mem')!.SupportedEngineModes).toEqual(['provisioned', 'serverless']);
    expect(named(known, 'rds.logical_replication')!.SupportedEngineModes).toEqual(['provisioned']);
  });

  test('cannot all be changed', async () => {
    const simulated = await exampleAccount();
    await cluster.create(simulated, 'mine', 'aurora-mysql8.0');
    await expect(cluster.modify(simulated, 'mine', [set('server_id', '1')])).rejects.toThrow('The parameter server_id cannot be modified.');
  });
});
