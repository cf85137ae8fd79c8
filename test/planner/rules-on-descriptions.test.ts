import { planFor } from './documents/plan-for';
import type { PathName } from '../../src/planner/paths/planned-path';
import type { PlanOptions } from '../../src/planner/plan-document';
import { documentsOf, type SourceOptions } from '../support/sources';

const POSTGRES: SourceOptions = { engine: 'aurora-postgresql', engineVersion: '16.8', clusterGroup: 'mine' };
const parameter = (ParameterName: string, ParameterValue: string, Source: string) => ({ ParameterName, ParameterValue, Source });

async function found(code: string, source: SourceOptions, path: PathName = 'in place', options: PlanOptions = {}, around: object[] = []) {
  const { paths } = await planFor(source, { today: '2026-11-21', ...options }, around);
  return paths.find((candidate) => candidate.path === path)!.findings.find((finding) => finding.code === code);
}

describe('parameters', () => {
  const DEFAULT = parameter('shared_buffers', '{DBInstanceClassMemory/12038}', 'system');
  const ignored = (...Parameters: object[]) => found('PARAMETERS_IGNORED', POSTGRES, 'in place', {}, [{ Parameters }]);

  test('defaults are nobody\'s wish', async () => {
    expect(await ignored(DEFAULT, parameter('apg_ccm_enabled', '0', 'engine-default'))).toBeUndefined();
    expect(await found('PARAMETERS_CHANGED', POSTGRES, 'in place', {}, [{ Parameters: [DEFAULT] }])).toBeUndefined();
  });

  test('what somebody set is named', async () => {
    expect((await ignored(parameter('shared_buffers', '16384', 'user')))?.message).toContain('shared_buffers');
  });

  test('Babelfish is known by its parameter only', async () => {
    const old: SourceOptions = { ...POSTGRES, engineVersion: '15.6' };
    expect(await found('BABELFISH_VERSION', old, 'blue/green')).toMatchObject({ kind: 'cannot tell', message: expect.stringContaining('rds.babelfish_status') });
    const on = [{ Parameters: [parameter('rds.babelfish_status', 'on', 'user')] }];
    expect(await found('BABELFISH_VERSION', old, 'blue/green', {}, on)).toMatchObject({ kind: 'fail' });
  });

  test('the jump to MySQL 8.0 takes the query cache away', async () => {
    const source: SourceOptions = { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.11.4', clusterGroup: 'mine' };
    const set = [{ Parameters: [parameter('query_cache_size', '1048576', 'user')] }];
    expect((await found('PARAMETERS_CHANGED', source, 'in place', {}, set))?.message).toContain('query_cache_size: there is no query cache any more');
  });
});

test('the role in a global database is not guessed', async () => {
  const capacity = { minAcu: 0, maxAcu: 8 };
  const finding = await found('AUTO_PAUSE_CANCELLED', { ...POSTGRES, more: { GlobalClusterIdentifier: 'world' } }, 'in place', { capacity });
  expect(finding).toMatchObject({ kind: 'fail', message: expect.stringContaining('it belongs to a global database') });
});

describe('a cluster that was Serverless v1', () => {
  const CONVERTED: SourceOptions = { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.11.4', instanceClasses: ['db.t3.medium'] };

  test('is known by the range that is left over', async () => {
    const finding = await found('CONVERTED_SERVERLESS_V1', { ...CONVERTED, more: { ScalingConfigurationInfo: { MinCapacity: 1, MaxCapacity: 2 } } });
    expect(finding).toMatchObject({ kind: 'fail', message: expect.stringContaining('EngineMode: serverless'), remedy: expect.stringContaining('adopt') });
  });

  test('may be known by the name of its instance', async () => {
    const [{ DBClusters: [{ DBClusterIdentifier: name }] }] = documentsOf(CONVERTED);
    const only = `${name}-instance-1`;
    const more = { DBClusterMembers: [{ DBInstanceIdentifier: only, IsClusterWriter: true, PromotionTier: 1 }] };
    const instance = { DBInstances: [{ DBInstanceIdentifier: only, DBInstanceArn: `arn:aws:rds:eu-west-1:1:db:${only}`, DBInstanceClass: 'db.t3.medium', DBInstanceStatus: 'available', DBClusterIdentifier: name, Engine: 'aurora-mysql' }] };
    expect(await found('CONVERTED_SERVERLESS_V1', { ...CONVERTED, instanceClasses: [], more }, 'in place', {}, [instance]))
      .toMatchObject({ kind: 'cannot tell', remedy: expect.stringContaining(`pre-modify-engine-mode-${name as string}`) });
  });
});

describe('support', () => {
  const message = async (engineVersion: string, options: PlanOptions = {}, more: object = {}) =>
    (await found('TARGET_SUPPORT_ENDED', { engine: engineVersion.includes('mysql') ? 'aurora-mysql' : 'aurora-postgresql', engineVersion, ...more }, 'in place', options))?.message;

  test('of a minor version that stays', async () => {
    expect(await message('8.0.mysql_aurora.3.08.0')).toContain('ended on 2026-08-31: AWS may upgrade the serverless cluster to another minor version');
    expect(await message('8.0.mysql_aurora.3.02.0')).toContain('ended before 2026-09-30');
    expect(await message('8.0.mysql_aurora.3.10.0')).toBeUndefined();
  });

  test('of a serverless cluster that stays where it is', async () => {
    const serverless = { instanceClasses: ['db.serverless'], more: { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 8 } } };
    expect(await message('13.12', {}, serverless)).toContain('pays for Extended Support with every ACU-hour');
    expect(await found('EXTENDED_SUPPORT', { engine: 'aurora-postgresql', engineVersion: '13.12', ...serverless })).toMatchObject({ message: expect.stringMatching(/until it ends on 2029-02-28.*for every ACU-hour/) });
  });

  test('that is not paid for', async () => {
    const refused = { more: { EngineLifecycleSupport: 'open-source-rds-extended-support-disabled' } };
    expect(await message('13.12', {}, refused)).toMatch(/AWS will upgrade the serverless cluster to another major version by itself/);
  });

  test('that is over altogether', async () => {
    expect(await message('13.12', { today: '2029-03-01' })).toMatch(/Extended Support ended on 2029-02-28, too/);
  });
});
