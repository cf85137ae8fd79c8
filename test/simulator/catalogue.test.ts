import {
  CreateDBClusterCommand, type CreateDBClusterMessage, CreateDBInstanceCommand, type DBEngineVersion, DescribeDBClustersCommand,
  DescribeDBEngineVersionsCommand, type DescribeDBEngineVersionsMessage, DescribeOrderableDBInstanceOptionsCommand,
  type DescribeOrderableDBInstanceOptionsMessage, ModifyDBClusterCommand, paginateDescribeDBEngineVersions,
} from '@aws-sdk/client-rds';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

const cluster: CreateDBClusterMessage = {
  DBClusterIdentifier: 'new', Engine: 'aurora-postgresql', MasterUsername: 'admin', MasterUserPassword: 'long-enough',
};

async function versions(input: DescribeDBEngineVersionsMessage, profile = TYPICAL): Promise<DBEngineVersion[]> {
  const { rds } = await exampleAccount({ profile });
  const found: DBEngineVersion[] = [];
  const pages = paginateDescribeDBEngineVersions({ client: rds, pageSize: 20 }, input);
  for await (const { DBEngineVersions } of pages) found.push(...DBEngineVersions ?? []);
  return found;
}

async function options(input: DescribeOrderableDBInstanceOptionsMessage) {
  const { rds, account } = await exampleAccount();
  return { account, ...await rds.send(new DescribeOrderableDBInstanceOptionsCommand(input)) };
}

const names = (found: DBEngineVersion[]) => found.map(({ EngineVersion }) => EngineVersion);

describe('the engine versions', () => {
  test('tell their family, the range of capacity and the direct upgrade targets', async () => {
    const [found] = await versions({ Engine: 'aurora-postgresql', EngineVersion: '13.12' });
    expect(found).toMatchObject({
      Engine: 'aurora-postgresql',
      EngineVersion: '13.12',
      DBParameterGroupFamily: 'aurora-postgresql13',
      Status: 'available',
      SupportedEngineModes: ['provisioned', 'serverless'],
      ServerlessV2FeaturesSupport: { MinCapacity: 0.5, MaxCapacity: 128 },
    });
    const targets = new Map(found.ValidUpgradeTarget!.map((target) => [target.EngineVersion, target]));
    expect(targets.get('13.23')).toMatchObject({ Engine: 'aurora-postgresql', IsMajorVersionUpgrade: false, AutoUpgrade: true });
    expect(targets.get('13.22')).toMatchObject({ IsMajorVersionUpgrade: false, AutoUpgrade: false });
    expect(targets.get('14.9')).toMatchObject({ IsMajorVersionUpgrade: true, AutoUpgrade: false, SupportedEngineModes: ['provisioned'] });
    expect(targets.has('14.8')).toBe(false);
    expect(targets.has('18.3')).toBe(false);
  });

  test.each([
    ['aurora-postgresql', '13.13', { MinCapacity: 0.5, MaxCapacity: 256 }],
    ['aurora-postgresql', '13.15', { MinCapacity: 0, MaxCapacity: 256 }],
    ['aurora-postgresql', '16.2', { MinCapacity: 0.5, MaxCapacity: 256 }],
    ['aurora-postgresql', '17.4', { MinCapacity: 0, MaxCapacity: 256 }],
    ['aurora-mysql', '8.0.mysql_aurora.3.05.2', { MinCapacity: 0.5, MaxCapacity: 128 }],
    ['aurora-mysql', '8.0.mysql_aurora.3.07.1', { MinCapacity: 0.5, MaxCapacity: 256 }],
    ['aurora-mysql', '8.0.mysql_aurora.3.10.0', { MinCapacity: 0, MaxCapacity: 256 }],
    ['aurora-mysql', '5.7.mysql_aurora.2.12.5', undefined],
    ['aurora-postgresql', '11.21', undefined],
  ])('%s %s offers Serverless v2 capacity %j', async (Engine, EngineVersion, expected) => {
    const [found] = await versions({ Engine, EngineVersion });
    expect(found.ServerlessV2FeaturesSupport).toEqual(expected);
  });

  test('tell the next MySQL major version only', async () => {
    const [found] = await versions({ Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.12.5' });
    const majors = found.ValidUpgradeTarget!.filter((target) => target.IsMajorVersionUpgrade).map(({ EngineVersion }) => EngineVersion!.slice(0, 3));
    expect([...new Set(majors)]).toEqual(['8.0']);
  });

  test('are both engines\' without an engine, over several pages', async () => {
    const found = await versions({});
    expect(new Set(found.map(({ Engine }) => Engine))).toEqual(new Set(['aurora-mysql', 'aurora-postgresql']));
    expect(found.length).toBeGreaterThan(100);
    expect(new Set(found.map(({ Engine, EngineVersion }) => `${Engine} ${EngineVersion}`)).size).toBe(found.length);
  });

  test('of one major version, and its default', async () => {
    expect(names(await versions({ Engine: 'aurora-postgresql', EngineVersion: '12' }))).toContain('12.22');
    expect(names(await versions({ Engine: 'aurora-postgresql', EngineVersion: '13', DefaultOnly: true }))).toEqual(['13.23']);
    expect(names(await versions({ Engine: 'aurora-postgresql', DefaultOnly: true }))).toEqual(['17.7']);
    expect(names(await versions({ DBParameterGroupFamily: 'aurora-mysql8.4' }))).toEqual(['8.4.mysql_aurora.8.4.7', '8.4.mysql_aurora.8.4.8']);
  });

  test.each([
    ['engine-version', ['17.7', '17.9'], ['17.7', '17.9']],
    ['engine-mode', ['serverless'], ['5.7.mysql_aurora.2.11.4', '13.12']],
    ['db-parameter-group-family', ['aurora-mysql8.4'], ['8.4.mysql_aurora.8.4.7', '8.4.mysql_aurora.8.4.8']],
    ['status', ['deprecated'], []],
  ])('can be filtered by %s', async (Name, Values, expected) => {
    expect(names(await versions({ Filters: [{ Name, Values }] }))).toEqual(expected);
  });

  test('that are deprecated are listed only on request', async () => {
    const wanted = { Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.08.0' };
    expect(await versions(wanted)).toEqual([]);
    expect(await versions({ ...wanted, IncludeAll: true })).toMatchObject([{ Status: 'deprecated' }]);
    const deprecated = await versions({ IncludeAll: true, Filters: [{ Name: 'status', Values: ['deprecated'] }] });
    expect(names(deprecated)).toContain('8.0.mysql_aurora.3.11.0');
    expect(names(deprecated)).not.toContain('8.0.mysql_aurora.3.10.0');
    expect(await versions(wanted, { ...TYPICAL, deprecatedVersions: [] })).toMatchObject([{ Status: 'available' }]);
  });

  test.each([
    ['oracle-ee', 'NotSimulated', 501],
    ['aurora-oracle', 'InvalidParameterValue', 400],
  ])('of the engine %s answer %s', async (Engine, name, httpStatusCode) => {
    const { rds } = await exampleAccount();
    const asked = [new DescribeDBEngineVersionsCommand({ Engine }), new DescribeOrderableDBInstanceOptionsCommand({ Engine })];
    for (const command of asked as DescribeDBEngineVersionsCommand[]) {
      await expect(rds.send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    }
  });

  test('agree with what can be created', async () => {
    const { rds, pass } = await exampleAccount();
    await expect(rds.send(new CreateDBClusterCommand({ ...cluster, EngineVersion: '13.99' }))).rejects.toMatchObject({
      name: 'InvalidParameterCombination', message: 'Cannot find version 13.99 for aurora-postgresql',
    });
    await rds.send(new CreateDBClusterCommand({ ...cluster, EngineVersion: '13' }));
    pass(600);
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'new' }));
    expect(DBClusters![0].EngineVersion).toBe('13.23');
  });
});

describe('the orderable instance options', () => {
  test('have db.serverless only for versions that offer it', async () => {
    const serverless = { Engine: 'aurora-postgresql', DBInstanceClass: 'db.serverless' };
    expect((await options({ ...serverless, EngineVersion: '12.22' })).OrderableDBInstanceOptions).toEqual([]);
    const { account, OrderableDBInstanceOptions } = await options({ ...serverless, EngineVersion: '13.7' });
    expect(OrderableDBInstanceOptions).toMatchObject([{
      Engine: 'aurora-postgresql',
      EngineVersion: '13.7',
      DBInstanceClass: 'db.serverless',
      AvailabilityZones: ['a', 'b', 'c'].map((letter) => ({ Name: account.region + letter })),
      Vpc: true,
    }]);
  });

  test('have classes that can be created, in pages of up to 1000, and none outside a VPC', async () => {
    const { rds, pass } = await exampleAccount();
    const first = await options({ Engine: 'aurora-mysql' });
    expect(first.OrderableDBInstanceOptions).toHaveLength(100);
    const next = await options({ Engine: 'aurora-mysql', Marker: first.Marker, MaxRecords: 1000 });
    expect(next.OrderableDBInstanceOptions![0]).not.toEqual(first.OrderableDBInstanceOptions![0]);
    expect((await options({ Engine: 'aurora-mysql', Vpc: false })).OrderableDBInstanceOptions).toEqual([]);
    await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: 'mysql-80', ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 1 } }));
    pass(120);
    const here = await options({ Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.10.0' });
    for (const { DBInstanceClass } of here.OrderableDBInstanceOptions!.slice(0, 12)) {
      await rds.send(new CreateDBInstanceCommand({
        DBClusterIdentifier: 'mysql-80', DBInstanceIdentifier: DBInstanceClass!.replace(/\./g, '-'), DBInstanceClass, Engine: 'aurora-mysql',
      }));
    }
  });

  test('need an engine', async () => {
    const { rds } = await exampleAccount();
    const asked = rds.send(new DescribeOrderableDBInstanceOptionsCommand({ Engine: undefined as never }));
    await expect(asked).rejects.toMatchObject({ name: 'MissingParameter', $metadata: { httpStatusCode: 400 } });
  });
});
