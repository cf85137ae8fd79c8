import { planOf, planFor } from './documents/plan-for';
import { choose } from '../../src/planner/choose';
import type { PlannedPath } from '../../src/planner/paths/planned-path';

const seconds = (mostSeconds: number) => ({ leastSeconds: 0, mostSeconds });

function path(name: PlannedPath['path'], change: Partial<PlannedPath> = {}): PlannedPath {
  return {
    path: name,
    madeBy: 'a person',
    steps: [],
    takes: seconds(1000),
    writeGap: seconds(100),
    restStates: [],
    wayBack: '',
    keepsEndpoint: false,
    copiesEverything: true,
    clients: [],
    cost: '',
    findings: [],
    ...change,
  };
}

const finding = (weight: 'impossible' | 'blocker' | 'warning', kind: 'fail' | 'cannot tell' = 'fail') => ({ code: 'SOME_CODE', weight, kind, message: 'Not so.', remedy: '' });
const picked = (paths: PlannedPath[], limits = {}) => choose(paths, limits, false).picked;

describe('the choice goes by', () => {
  const plain = path('snapshot restore');

  test.each<[string, PlannedPath]>([
    ['who makes it', path('in place', { madeBy: 'the loop', writeGap: seconds(900), takes: seconds(9000) })],
    ['the endpoint', path('blue/green', { keepsEndpoint: true, writeGap: seconds(900) })],
    ['the write gap', path('read replica', { writeGap: seconds(99), takes: seconds(9000) })],
    ['the time', path('dump and restore', { takes: seconds(999) })],
  ])('%s', (_, better) => {
    expect(picked([plain, better])).toBe(better.path);
    expect(picked([better, plain])).toBe(better.path);
  });

  test('what both would cost the clients, in words', () => {
    const slower = path('DMS', { writeGap: seconds(2280), takes: seconds(37260) });
    expect(choose([path('read replica', { writeGap: seconds(960) }), slower], {}, false).reason)
      .toBe('Of 2 possible paths: read replica keeps writers away for 16 min at most, DMS for up to 38 min.');
    expect(choose([plain, path('DMS', { takes: seconds(37260) })], {}, false).whyNot)
      .toEqual([{ path: 'DMS', reason: 'snapshot restore takes 17 min at most, DMS up to 10:21 h.' }]);
  });

  test('what is copied, before the gap', () => {
    expect(picked([path('DMS', { copiesEverything: false, writeGap: seconds(1) }), plain])).toBe('snapshot restore');
  });

  test('and of each other path it says why not', () => {
    const { reason, whyNot } = choose([plain, path('blue/green', { keepsEndpoint: true }), path('DMS', { findings: [finding('impossible')] })], {}, false);
    expect(reason).toBe('Of 2 possible paths: blue/green keeps the endpoint.');
    expect(whyNot).toEqual([{ path: 'snapshot restore', reason: 'blue/green keeps the endpoint.' }, { path: 'DMS', reason: 'SOME_CODE: Not so.' }]);
  });
});

describe('limits', () => {
  test.each([
    [{ maxWriteGapSeconds: 99 }, 'Nobody can write for up to 100 s, more than 99 s.'],
    [{ maxDurationSeconds: 999 }, 'It takes up to 1000 s, more than 999 s.'],
    [{ maxDurationSeconds: 60 }, 'It takes up to 17 min, more than 60 s.'],
    [{ keepEndpoint: true }, 'The endpoint changes.'],
    [{ reversible: true }, 'There is no way back behind "promote".'],
    [{ path: 'DMS' as const }, 'The path DMS was asked for.'],
  ])('%j', (limits, reason) => {
    const only = path('read replica', { pointOfNoReturn: 'promote' });
    expect(choose([only], limits, false)).toEqual({ picked: 'stay', reason: 'No path is possible within the limits.', whyNot: [{ path: 'read replica', reason }] });
    expect(picked([only])).toBe('read replica');
  });

  test('that are just met', () => {
    expect(picked([path('DMS')], { maxWriteGapSeconds: 100, maxDurationSeconds: 1000, reversible: true })).toBe('DMS');
  });

  test('a blocker can be removed, so it does not decide; nor does what cannot be told', () => {
    expect(picked([path('in place', { madeBy: 'the loop', findings: [finding('blocker'), finding('impossible', 'cannot tell')] }), path('DMS')])).toBe('in place');
  });

  test('where nothing is to be done, nothing is picked', () => {
    expect(choose([path('in place')], {}, true)).toMatchObject({ picked: 'stay', reason: expect.stringContaining('Nothing to do'), whyNot: [{ path: 'in place' }] });
  });
});

describe('staying', () => {
  const v2 = {
    engine: 'aurora-postgresql' as const,
    engineVersion: '16.4',
    instanceClasses: ['db.serverless', 'db.serverless'],
    more: { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } },
  };

  test.each([
    [{}, 'stay'],
    [{ to: '16' }, 'stay'],
    [{ capacity: { minAcu: 1, maxAcu: 16 } }, 'stay'],
    [{ readers: 1 }, 'stay'],
    [{ readers: 0 }, 'stay'],
    [{ to: '17' }, 'in place'],
    [{ capacity: { minAcu: 1, maxAcu: 32 } }, 'in place'],
    [{ readers: 2 }, 'in place'],
  ])('a Serverless v2 cluster, asked for %j: %s', async (wishes, answer) => {
    expect((await planFor(v2, wishes)).choice.picked).toBe(answer);
  });

  test('a cluster with one serverless member keeps one, unless more are asked for', async () => {
    const lonely = { ...v2, instanceClasses: ['db.serverless'] };
    expect((await planFor(lonely)).goal.members).toBe(1);
    const upgraded = await planFor(lonely, { to: '17' });
    expect([upgraded.goal.members, upgraded.paths[0].steps.map(({ step }) => step)]).toEqual([1, ['record', 'safety snapshot', 'upgrade engine', 'finish']]);
    expect(upgraded.first).toEqual([]);
    expect((await planFor(lonely, { to: '17', readers: 1 })).paths[0].steps.map(({ step }) => step)).toContain('create members');
  });

  test('an upgrade of a Serverless v2 cluster replaces nobody', async () => {
    const plan = await planFor(v2, { to: '17' });
    expect(plan.paths[0].steps.map(({ step }) => step)).toEqual(['record', 'safety snapshot', 'upgrade engine', 'finish']);
  });
});

describe('the goal, where nobody says it', () => {
  test('a long-term support version, if that is preferred', async () => {
    const old = { engine: 'aurora-postgresql', engineVersion: '12.9' } as const;
    expect((await planFor(old)).goal.engineVersion).toBe('17.9');
    expect((await planFor(old, { prefer: 'long-term-support' })).goal.engineVersion).toBe('16.8');
    const mysql = { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.12.5' } as const;
    expect((await planFor(mysql, { prefer: 'long-term-support' })).goal.engineVersion).toBe('8.0.mysql_aurora.3.10.1');
  });

  test.each([
    ['3.10', '8.0.mysql_aurora.3.10.1'], ['3.10.0', '8.0.mysql_aurora.3.10.0'], ['8.0', '8.0.mysql_aurora.3.13.0'], ['8.4', '8.4.mysql_aurora.8.4.8'], ['9.9', '9.9'],
  ])('--to %s', async (to, version) => {
    expect((await planFor({ engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.12.5' }, { to })).goal.engineVersion).toBe(version);
  });

  test.each([
    [['16', '17'], 'newest', '17.9'],
    [['17', '16'], 'newest', '17.9'],
    [['16', '17'], 'long-term-support', '16.8'],
    [['14.19', '15.2'], 'newest', '15.2'],
    [['18', '13'], 'newest', '13.23'],
    [['99', '14'], 'newest', '14.22'],
  ] as const)('of the allowed versions %j, %s: %s', async (to, prefer, version) => {
    expect((await planFor({ engine: 'aurora-postgresql', engineVersion: '12.9' }, { to, prefer })).goal.engineVersion).toBe(version);
  });

  test('of the allowed versions the one that the cluster has, as no upgrade is shorter', async () => {
    expect((await planFor({ engine: 'aurora-postgresql', engineVersion: '15.8' }, { to: ['17', '15'] })).goal).toMatchObject({ engineVersion: '15.8', upgrades: [] });
  });

  test('of the allowed versions the newest, from outside Aurora, where nothing is upgraded', async () => {
    const documents = [{ SelfManagedServers: [{ Identifier: 's', Engine: 'postgres', EngineVersion: '14.2' }] }];
    expect((await planOf(documents, { to: ['15', '16'] })).goal.engineVersion).toBe('16.14');
  });

  test('the version stays where it offers Serverless v2, whatever is newer', async () => {
    expect((await planFor({ engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.02.0' })).goal).toMatchObject({ engineVersion: '8.0.mysql_aurora.3.02.0', upgrades: [] });
  });

  test('from outside Aurora: the newest of the same major version, or where its data can be copied to', async () => {
    const server = (Engine: string, EngineVersion: string) => planOf([{ SelfManagedServers: [{ Identifier: 's', Engine, EngineVersion }] }]);
    expect((await server('mysql', '8.0.36')).goal.engineVersion).toBe('8.0.mysql_aurora.3.13.0');
    expect((await server('postgres', '14.2')).goal.engineVersion).toBe('14.23');
    expect((await server('postgres', '9.6')).goal.engineVersion).toBe('18.4');
    expect((await server('mysql', '5.7.44')).goal).toMatchObject({ engineVersion: '8.0.mysql_aurora.3.13.0', upgrades: [], capacityReason: 'assumed: nothing tells how large it is' });
  });

  test.each<[string, string, string, string | undefined, string]>([
    ['mysql', '5.7.44', 'dump and restore', undefined, '8.0.mysql_aurora.3.13.0'],
    ['mysql', '5.7.44', 'dump and restore', '8.4', '8.4.mysql_aurora.8.4.8'],
    ['mysql', '8.0.36', 'read replica', undefined, '8.0.mysql_aurora.3.13.0'],
    ['mysql', '8.0.36', 'read replica', '8.0', '8.0.mysql_aurora.3.13.0'],
    ['mysql', '8.0.36', 'dump and restore', '8.4', '8.4.mysql_aurora.8.4.8'],
    ['mysql', '8.0.11', 'read replica', undefined, '8.0.mysql_aurora.3.04.3'],
    ['mysql', '8.4.3', 'read replica', undefined, '8.4.mysql_aurora.8.4.8'],
    ['postgres', '9.6.24', 'dump and restore', undefined, '18.4'],
    ['postgres', '12.9', 'dump and restore', undefined, '18.4'],
    ['postgres', '16.4', 'read replica', undefined, '16.14'],
    ['postgres', '16.4', 'read replica', '16', '16.14'],
    ['postgres', '16.4', 'dump and restore', '17', '17.10'],
  ])('RDS for %s %s: %s, asked for %s, goes to %s', async (Engine, EngineVersion, answer, to, version) => {
    const rds = { DBInstanceIdentifier: 'rds', DBInstanceArn: 'arn:aws:rds:eu-west-1:1:db:rds', DBInstanceClass: 'db.m6g.large', DBInstanceStatus: 'available', Engine, EngineVersion };
    const plan = await planOf([{ DBInstances: [rds] }], { to });
    expect([plan.choice.picked, plan.goal.engineVersion, plan.goal.upgrades]).toEqual([answer, version, []]);
    const created = plan.paths.flatMap(({ steps }) => steps.flatMap(({ commands = [] }) => commands)).filter((command) => command.includes('--engine-version'));
    expect(created.every((command) => command.includes(`--engine-version ${version} `))).toBe(true);
    // Replica and restored snapshot are of the same major version, or not to be had.
    const copies = plan.paths.filter((copy) => ['read replica', 'snapshot restore'].includes(copy.path));
    expect(copies.map(({ steps }) => steps.length > 0)).toEqual(answer === 'read replica' ? [true, true] : [false, false]);
  });

  test('of a snapshot or a dump, what AWS calls 13.serverless_12 is 13.12', async () => {
    const plan = await planFor({ engine: 'aurora-postgresql', engineVersion: '13.serverless_12', engineMode: 'serverless' });
    expect(plan.goal.engineVersion).toBe('13.12');
    expect(JSON.stringify(plan.paths.map(({ steps }) => steps.map(({ commands }) => commands)))).not.toContain('serverless_12');
  });

  test('the range that the cluster has, or one no smaller than its classes', async () => {
    const like = { engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.10.0' } as const;
    const { goal } = await planFor({ ...like, more: { ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 7 } } });
    expect(goal.capacity).toEqual({ minAcu: 2, maxAcu: 7 });
    expect((await planFor(like)).goal.capacity.maxAcu).toBe(8);
    expect((await planFor(like, { readers: 4 })).goal.members).toBe(5);
  });
});

describe('what is carried over in place', () => {
  const source = { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.11.4', clusterGroup: 'mine', instanceGroup: 'ours', instanceClasses: ['db.r6g.large'] } as const;
  const set = { Parameters: [{ ParameterName: 'binlog_format', ParameterValue: 'ROW', Source: 'user' }, { ParameterName: 'time_zone', ParameterValue: 'UTC', Source: 'engine-default' }] };

  test('groups, upgrade by upgrade, with what is set in them, and the settings of each member that is replaced', async () => {
    const { carried } = await planFor(source, { to: '8.4' }, [set]);
    const [first, second] = ['aurora-mysql8.0', 'aurora-mysql8.4'].map((family) => ({ family, to: `mysql-80-v2-${family.replace('.', '-')}-ablepu` }));
    expect(carried!.groups).toEqual([
      { scope: 'cluster', from: 'mine', ...first }, { scope: 'instance', from: 'ours', ...first },
      { scope: 'cluster', from: first.to, ...second }, { scope: 'instance', from: first.to, ...second },
    ]);
    expect(carried!.parameters).toEqual({ binlog_format: 'ROW' });
    expect(carried!.members.map(({ from, to }) => [from, to])).toEqual([['mysql-80-1', 'mysql-80-v2-1-ablepu'], ['mysql-80-1', 'mysql-80-v2-2-ablepu']]);
    expect(carried!.members[0].settings).toEqual(expect.arrayContaining(['tier 1', 'zone eu-west-1a', `parameter group ${second.to}`, 'Performance Insights for 7 days', expect.stringMatching(/^maintenance window /)]));
  });

  test('what is set is not known where nobody has said; default groups are nobody\'s', async () => {
    expect((await planFor(source, { to: '8.0' })).carried).not.toHaveProperty('parameters');
    expect((await planFor({ ...source, clusterGroup: undefined, instanceGroup: undefined }, { to: '8.0' })).carried!.groups).toEqual([]);
  });

  test('nothing is, by a runbook or by staying', async () => {
    expect((await planFor(source, { path: 'DMS' })).carried).toBeUndefined();
    expect((await planFor(source, { maxDurationSeconds: 1 })).carried).toBeUndefined();
  });
});

describe('a cluster without any DB instance', () => {
  test('is planned with the one that has to be added first', async () => {
    const { choice, first, paths: [inPlace], assumptions } = await planFor({ engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.10.0', instanceClasses: [] });
    expect([choice.picked, first.map(({ code }) => code)]).toEqual(['in place', ['CLUSTER_WITHOUT_WRITER']]);
    expect(inPlace.steps.map(({ step }) => step)).toEqual(['record', 'set capacity range', 'create members', 'fail over', 'remove members', 'finish']);
    expect(inPlace.writeGap.mostSeconds).toBeGreaterThan(0);
    expect(assumptions).toContain('A DB instance mysql-80-1 of the class db.r6g.large is added first; it is the writer.');
  });
});

describe('what a plan rests on', () => {
  test('is said', async () => {
    const { assumptions } = await planFor({ engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless' }, { to: '16', pace: 'slow', today: '2027-01-01' });
    expect(assumptions).toEqual([
      'Versions and upgrades are those of our table of 2026-11-21.', 'Dates of support are those that AWS had published on 2026-09-30, seen from 2027-01-01.',
      'Prices are those of us-east-1 on 2026-08-31, without storage and traffic.', 'AWS is up to twice as slow as it says.', expect.stringContaining('conversion keeps the engine version'),
      'The engine mode conversion switches the Data API off.', expect.stringContaining('name of the endpoint'), expect.stringContaining('asked again before each'), 'Nobody changes the cluster by hand meanwhile.',
    ]);
    const server = await planOf([{ SelfManagedServers: [{ Identifier: 's', Engine: 'postgres', EngineVersion: '14.2' }] }]);
    expect(server.assumptions).toContain('The data is 100 GiB.');
  });

  test('says where the upgrades are known from', async () => {
    const answer = { DBEngineVersions: [{ Engine: 'aurora-postgresql', EngineVersion: '12.9', ValidUpgradeTarget: [{ EngineVersion: '16.8' }] }] };
    const { assumptions, goal } = await planFor({ engine: 'aurora-postgresql', engineVersion: '12.9' }, {}, [answer]);
    expect(goal.upgrades).toEqual(['16.8']);
    expect(assumptions[0]).toBe('Versions and upgrades are what AWS answered for 1 of them, else those of our table of 2026-11-21.');
  });

  test('a slower AWS makes every step longer, a faster one none', async () => {
    const steps = async (pace: 'fast' | 'typical' | 'slow') => (await planFor({ engine: 'aurora-postgresql', engineVersion: '12.9' }, { pace })).paths[0].steps;
    const [fast, typical, slow] = [await steps('fast'), await steps('typical'), await steps('slow')];
    typical.forEach(({ takes }, index) => {
      expect(slow[index].takes.likelySeconds).toBeGreaterThanOrEqual(takes.likelySeconds);
      expect(fast[index].takes.likelySeconds).toBeLessThanOrEqual(takes.likelySeconds);
    });
  });

  test('more data takes longer to copy, and costs longer', async () => {
    const copy = async (StorageGiB: number) => (await planOf([{ SelfManagedServers: [{ Identifier: 's', Engine: 'mysql', EngineVersion: '8.0.36', StorageGiB }] }], { path: 'DMS' })).paths.find(({ path: name }) => name === 'DMS')!;
    const [little, much] = [await copy(10), await copy(1000)];
    expect(little.takes.mostSeconds).toBeLessThan(10_000);
    expect(much.takes.mostSeconds).toBeGreaterThan(100_000);
    expect(much.writeGap).toEqual(little.writeGap);
    expect(parseFloat(much.cost)).toBeGreaterThan(parseFloat(little.cost));
  });

  test('the old side costs what the price list says; what it leaves out is not known', async () => {
    const old = { engine: 'aurora-postgresql', engineVersion: '12.9', instanceClasses: ['db.r6g.large', 'db.r6g.xlarge'] } as const;
    const prices = { asOf: '2026-12-01', region: 'eu-west-1', acuHour: { standard: 0.2, ioOptimized: 0.3 }, instanceHour: { 'db.r6g.large': 0.3, 'db.r6g.xlarge': 0.6 } };
    const costs = async (more: object) => {
      const { paths, assumptions } = await planFor(old, more);
      const support = paths[0].findings.find(({ code }) => code === 'EXTENDED_SUPPORT')!.message;
      return [paths[0].cost.replace(/^.*at (.*? per)/, '$1'), paths[1].cost.split('green copies')[1], support.split(': ')[1], assumptions[2]];
    };
    expect(await costs({})).toEqual([
      '0.12 USD per ACU-hour (us-east-1, 2026-08-31); the old side, db.r6g.large, db.r6g.xlarge, costs what your price list says (--prices)',
      ' of db.r6g.large, db.r6g.xlarge cost what your price list says (--prices) until they are deleted',
      '0.60 USD an hour for 6 vCPUs (us-east-1).', 'Prices are those of us-east-1 on 2026-08-31, without storage and traffic.',
    ]);
    expect(await costs({ prices })).toEqual([
      '0.2 USD per ACU-hour (eu-west-1, 2026-12-01); the old side, db.r6g.large, db.r6g.xlarge, costs 0.900 USD an hour',
      ' of db.r6g.large, db.r6g.xlarge cost 0.900 USD an hour until they are deleted',
      'for every vCPU and hour, at a price that is not known here.', 'Prices are those of eu-west-1 on 2026-12-01, without storage and traffic.',
    ]);
    expect((await costs({ today: '2027-03-01' }))[2]).toBe('1.20 USD an hour for 6 vCPUs (us-east-1).');
    expect((await costs({ prices: { ...prices, instanceHour: { 'db.r6g.large': 0.3 } } }))[0]).toContain('costs what your price list says');
  });
});
