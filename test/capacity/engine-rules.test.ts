import { autoPauseBlockers } from '../../src/capacity/auto-pause';
import { connectionsNeedReboot, predictedMaxConnections } from '../../src/capacity/connections';
import { capacityLimits, engineLimitProblems, offersDataApi, offersServerlessV2, offersZeroEtl } from '../../src/capacity/engine-limits';
import { cannotFollow, smallAtFailover } from '../../src/capacity/failover';
import { floorsMissed } from '../../src/capacity/floors';
import { supportOn } from '../../src/capacity/lifecycle';
import { LIFECYCLE } from '../../src/capacity/lifecycle-data';
import { proxyAddresses, usableAddresses } from '../../src/capacity/proxy-addresses';
import { parametersIgnored, parametersThatReplicate } from '../../src/capacity/replication-parameters';

const mysql = (version: string) => ['aurora-mysql', `8.0.mysql_aurora.${version}`] as const;
const postgres = (version: string) => ['aurora-postgresql', version] as const;
const mysql84 = ['aurora-mysql', '8.4.mysql_aurora.8.4.7'] as const;

describe('what an engine version offers', () => {
  test.each([
    [mysql('3.02.0'), 0.5, 128], [mysql('3.05.2'), 0.5, 128], [mysql('3.06.0'), 0.5, 256], [mysql('3.07.1'), 0.5, 256], [mysql('3.08.0'), 0, 256],
    [mysql('3.10.0'), 0, 256], [mysql84, 0, 256],
    [postgres('13.12'), 0.5, 128], [postgres('13.13'), 0.5, 256], [postgres('13.15'), 0, 256], [postgres('14.9'), 0.5, 128], [postgres('14.12'), 0, 256],
    [postgres('15.4'), 0.5, 128], [postgres('15.7'), 0, 256], [postgres('16.1'), 0.5, 256], [postgres('16.2'), 0.5, 256], [postgres('16.3'), 0, 256],
    [postgres('17.4'), 0, 256], [postgres('18.3'), 0, 256], [postgres('19.1'), 'unknown', 'unknown'], [['aurora-mysql', '8.0'] as const, 'unknown', 'unknown'],
  ])('%s has a range from %s to %s ACUs', ([engine, version], lowestMinimumAcu, highestMaximumAcu) => {
    expect(capacityLimits(engine, version)).toEqual({ lowestMinimumAcu, highestMaximumAcu });
  });

  test.each([
    [mysql('3.01.1'), false], [mysql('3.02.0'), true], [['aurora-mysql', '5.7.mysql_aurora.2.11.4'] as const, false], [postgres('12.22'), false],
    [postgres('16.4-limitless'), true], [postgres('20.1'), 'unknown'], [['mysql', '8.0.40'] as const, 'unknown'],
  ])('%s has db.serverless: %s', ([engine, version], offered) => {
    expect(offersServerlessV2(engine, version)).toBe(offered);
  });

  test('the Data API and zero-ETL begin later', () => {
    expect([offersDataApi(...mysql('3.06.0')), offersDataApi(...mysql('3.07.0')), offersDataApi(...postgres('14.7')), offersDataApi(...postgres('14.8'))])
      .toEqual([false, true, false, true]);
    expect([offersZeroEtl(...mysql('3.05.1')), offersZeroEtl(...mysql('3.05.2')), offersZeroEtl(...postgres('15.10')), offersZeroEtl(...postgres('16.4'))])
      .toEqual([false, true, false, true]);
  });

  test('a range beyond that is told with what is allowed', () => {
    expect(engineLimitProblems(...postgres('14.9'), { minAcu: 0, maxAcu: 192 })).toEqual([
      'aurora-postgresql 14.9 cannot pause: its minimum is 0.5 ACUs, got 0', 'aurora-postgresql 14.9 ends at 128 ACUs, got a maximum of 192',
    ]);
    expect(engineLimitProblems(...postgres('99.1'), { minAcu: 0, maxAcu: 256 })).toEqual([]);
  });
});

describe('the default of max_connections', () => {
  test.each([
    ['aurora-postgresql', 1, 1, 189], ['aurora-postgresql', 1, 16, 3360], ['aurora-postgresql', 0.5, 16, 2000], ['aurora-postgresql', 0, 256, 2000],
    ['aurora-postgresql', 1, 256, 5000], ['aurora-mysql', 0, 16, 2000], ['aurora-mysql', 1, 7.5, 135], ['aurora-mysql', 1, 256, 6000], ['other', 1, 16, undefined],
  ])('of %s from %s to %s ACUs is %s', (engine, minAcu, maxAcu, connections) => {
    expect(predictedMaxConnections(engine, { minAcu, maxAcu })).toBe(connections);
  });

  test('changes only with a reboot', () => {
    expect(connectionsNeedReboot('aurora-postgresql', { minAcu: 0.5, maxAcu: 64 }, { minAcu: 1, maxAcu: 64 })).toBe(true);
    expect(connectionsNeedReboot('aurora-postgresql', { minAcu: 1, maxAcu: 64 }, { minAcu: 2, maxAcu: 64 })).toBe(false);
  });
});

describe('what keeps a cluster awake', () => {
  const causes = (circumstances: Partial<Parameters<typeof autoPauseBlockers>[0]>) =>
    autoPauseBlockers({ engine: 'aurora-postgresql', ...circumstances }).map(({ cause, keepsAwake }) => `${cause}: ${keepsAwake}`);

  test.each<[Partial<Parameters<typeof autoPauseBlockers>[0]>, string[]]>([
    [{}, []],
    [{ proxies: 1 }, ['proxy: every member']],
    [{ parameters: { 'rds.logical_replication': '1' } }, ['replication: the writer and the tiers 0 and 1']],
    [{ parameters: { 'rds.logical_replication': '0' } }, []],
    [{ engine: 'aurora-mysql', parameters: { binlog_format: 'MIXED' } }, ['replication: the writer and the tiers 0 and 1']],
    [{ engine: 'aurora-mysql', parameters: { binlog_format: 'OFF' } }, []],
    [{ globalDatabase: 'primary' }, ['global-database: the writer and the tiers 0 and 1']],
    [{ globalDatabase: 'secondary' }, ['global-database: every member']],
    [{ zeroEtl: true, provisionedMembers: 2 }, ['zero-etl: the writer and the tiers 0 and 1', 'provisioned-member: the writer and the tiers 0 and 1']],
    [{ parameters: { 'rds.babelfish_status': 'on' } }, ['babelfish: every member']],
  ])('%j', (circumstances, expected) => {
    expect(causes(circumstances)).toEqual(expected);
  });

  test('parameters that Serverless v2 ignores are named', () => {
    expect(parametersIgnored('aurora-postgresql', { shared_buffers: '1', work_mem: '1' })).toEqual(['shared_buffers']);
    expect(parametersThatReplicate('aurora-mysql', { binlog_format: 'ROW' })).toEqual(['binlog_format = ROW']);
  });
});

describe('who takes over too small', () => {
  const member = (name: string, promotionTier: number, instanceClass = 'db.serverless') => ({ name, promotionTier, instanceClass });
  const names = (...members: ReturnType<typeof member>[]) => smallAtFailover(members).map(({ name }) => name);

  test.each<[string, ReturnType<typeof member>[], string[]]>([
    ['nobody where two follow the writer', [member('A', 1), member('B', 1), member('C', 15)], []],
    ['the only other one if it is independent', [member('A', 0), member('B', 2)], ['B']],
    ['nobody where a provisioned member comes first', [member('A', 0), member('B', 2, 'db.r6g.large'), member('C', 3)], []],
    ['both where none follows', [member('A', 2), member('B', 2)], ['B', 'A']],
    ['nobody where there is one member', [member('A', 0)], []],
  ])('%s', (_, members, expected) => {
    expect(names(...members)).toEqual(expected);
  });

  test('followers of a larger provisioned member are named', () => {
    const members = [member('A', 0, 'db.r6g.4xlarge'), member('B', 1), member('C', 2)];
    expect(cannotFollow(members, 32).map(({ name }) => name)).toEqual(['B']);
    expect(cannotFollow(members, 64)).toEqual([]);
  });
});

test('floors are recommended for Performance Insights and global databases', () => {
  const acus = (minAcu: number, performanceInsights: boolean, globalPrimary: boolean) =>
    floorsMissed({ minAcu, performanceInsights, globalPrimary }).map(({ acu }) => acu);
  expect([acus(0.5, true, true), acus(2, true, true), acus(8, true, true), acus(0.5, false, false)]).toEqual([[2, 8], [8], [], []]);
});

describe('the life of a version', () => {
  test.each([
    ['2026-11-21', ...postgres('13.23'), 'extended', -266],
    ['2027-02-28', ...postgres('14.22'), 'standard', 0],
    ['2027-03-01', ...postgres('14.22'), 'extended', -1],
    ['2026-11-21', ...postgres('17.4'), 'standard', 9],
    ['2026-12-01', ...postgres('17.4'), 'minor-ended', -1],
    ['2026-12-01', 'aurora-mysql', '5.7.mysql_aurora.2.12.3', 'extended-third-year', -761],
    ['2030-01-01', 'aurora-mysql', '5.7.mysql_aurora.2.12.3', 'ended', -1888],
    ['2026-11-21', ...mysql('3.11.0'), 'minor-ended', -8],
    ['2026-11-21', ...mysql('3.10.0'), 'standard', 526],
  ])('on %s %s %s is %s with %s days left', (today, engine, version, phase, daysLeft) => {
    expect(supportOn(today, engine, version)).toMatchObject({ phase, daysLeft });
  });

  test('is not known for versions outside the calendar', () => {
    expect(supportOn('2026-11-21', 'aurora-postgresql', '42.1')).toBeUndefined();
  });

  test('ends in an order that makes sense', () => {
    for (const life of Object.values(LIFECYCLE).flatMap((majors) => Object.values(majors))) {
      const days = [life.endOfStandardSupport, ...(life.extendedSupportPricing ?? []), life.endOfExtendedSupport].filter((day) => day !== undefined);
      expect(days).toEqual([...days].sort());
      for (const day of [...days, ...Object.values(life.minors ?? {})]) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      for (const day of Object.values(life.minors ?? {})) expect(day < life.endOfStandardSupport).toBe(true);
    }
  });
});

test('a proxy needs addresses by the maximum of the range', () => {
  expect([1, 16, 16.5, 64, 128, 256].map(proxyAddresses)).toEqual([10, 10, 15, 25, 45, 75]);
  expect([usableAddresses('10.0.0.0/28'), usableAddresses('10.0.0.0/24'), usableAddresses('2001:db8::/64')]).toEqual([11, 251, undefined]);
});
