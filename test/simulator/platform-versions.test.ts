import {
  CreateDBClusterCommand, DescribeDBClustersCommand, DescribeServerlessV2PlatformVersionsCommand, type DescribeServerlessV2PlatformVersionsMessage,
  ModifyDBClusterCommand, paginateDescribeServerlessV2PlatformVersions,
} from '@aws-sdk/client-rds';
import { TYPICAL } from '../../src/simulator/profile';
import { exampleAccount } from '../support/simulated-account';

const MYSQL = { DBClusterIdentifier: 'mysql-80' };

async function versions(input: DescribeServerlessV2PlatformVersionsMessage, newestPlatformVersion = '4') {
  const { rds } = await exampleAccount({ profile: { ...TYPICAL, newestPlatformVersion } });
  return (await rds.send(new DescribeServerlessV2PlatformVersionsCommand(input))).ServerlessV2PlatformVersions!;
}

const names = (found: Awaited<ReturnType<typeof versions>>) => found.map((shape) => `${shape.Engine} ${shape.ServerlessV2PlatformVersion}`);

describe('Platform versions', () => {
  test('tell their range of capacity, and which one new clusters get', async () => {
    expect(await versions({ Engine: 'aurora-mysql' })).toMatchObject([
      { ServerlessV2PlatformVersion: '4', IsDefault: true, Status: 'enabled', ServerlessV2FeaturesSupport: { MinCapacity: 0, MaxCapacity: 256 } },
      { ServerlessV2PlatformVersion: '3', IsDefault: false, ServerlessV2FeaturesSupport: { MinCapacity: 0, MaxCapacity: 256 } },
      { ServerlessV2PlatformVersion: '2', IsDefault: false, ServerlessV2FeaturesSupport: { MinCapacity: 0, MaxCapacity: 256 } },
      { ServerlessV2PlatformVersion: '1', IsDefault: false, ServerlessV2FeaturesSupport: { MinCapacity: 0, MaxCapacity: 128 } },
    ]);
  });

  test('are both engines\' without an engine, one by its number, or the default ones, in pages', async () => {
    expect(names(await versions({ DefaultOnly: true }))).toEqual(['aurora-mysql 4', 'aurora-postgresql 4']);
    expect(names(await versions({ ServerlessV2PlatformVersion: '1', Engine: 'aurora-postgresql' }))).toEqual(['aurora-postgresql 1']);
    const { rds } = await exampleAccount();
    const pages: number[] = [];
    const paginator = paginateDescribeServerlessV2PlatformVersions({ client: rds, pageSize: 3 }, {});
    for await (const { ServerlessV2PlatformVersions: found } of paginator) pages.push(found!.length);
    expect(pages).toEqual([3, 3, 2]);
  });

  test('end with the newest one of the Region', async () => {
    expect(names(await versions({ Engine: 'aurora-mysql' }, '3'))).toEqual(['aurora-mysql 3', 'aurora-mysql 2', 'aurora-mysql 1']);
    expect(names(await versions({ Engine: 'aurora-mysql', DefaultOnly: true }, '3'))).toEqual(['aurora-mysql 3']);
  });

  test('of an engine that is not Aurora\'s are refused', async () => {
    await expect(versions({ Engine: 'aurora-oracle' })).rejects.toMatchObject({ name: 'InvalidParameterValue', $metadata: { httpStatusCode: 400 } });
  });
});

describe('Platform versions: a cluster', () => {
  test('has the newest platform version from its first range of capacity on', async () => {
    const { rds, pass } = await exampleAccount();
    const shown = async (DBClusterIdentifier: string) =>
      (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }))).DBClusters![0].ServerlessV2PlatformVersion;
    expect(await shown('mysql-80')).toBeUndefined();
    await rds.send(new ModifyDBClusterCommand({ ...MYSQL, ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 } }));
    expect(await shown('mysql-80')).toBe('4');
    await rds.send(new CreateDBClusterCommand({
      DBClusterIdentifier: 'new',
      Engine: 'aurora-mysql',
      MasterUsername: 'admin',
      MasterUserPassword: 'long-enough',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 256 },
    }));
    pass(300);
    expect(await shown('new')).toBe('4');
  });

  test.each([
    ['1', 256, 'refused'],
    ['1', 128, 'taken'],
    ['2', 256, 'taken'],
  ])('on platform version %s has a maximum of %d ACUs %s, whatever its engine allows', async (platform, MaxCapacity, expected) => {
    const { rds, account } = await exampleAccount();
    account.clusters.get('mysql-80')!.shape.ServerlessV2PlatformVersion = platform;
    const answer = rds.send(new ModifyDBClusterCommand({ ...MYSQL, ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity } }));
    if (expected === 'taken') await answer;
    else await expect(answer).rejects.toMatchObject({ name: 'InvalidParameterValue', message: expect.stringContaining('from 1 to 128') });
  });

  test('with an old engine keeps the limits of its engine on a new platform', async () => {
    const { rds, account } = await exampleAccount();
    Object.assign(account.clusters.get('mysql-80')!.shape, { EngineVersion: '8.0.mysql_aurora.3.05.2', ServerlessV2PlatformVersion: '4' });
    const set = (MinCapacity: number, MaxCapacity: number) =>
      rds.send(new ModifyDBClusterCommand({ ...MYSQL, ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } }));
    await expect(set(0.5, 256)).rejects.toMatchObject({ message: expect.stringContaining('from 1 to 128') });
    await expect(set(0, 128)).rejects.toMatchObject({ message: expect.stringContaining('from 0.5 to 128') });
    await set(0.5, 128);
  });
});
