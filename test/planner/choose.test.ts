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

const finding = (weight: 'impossible' | 'blocker' | 'warning', kind: 'fail' | 'cannot tell' = 'fail') => ({ code: 'SOME_CODE', section: 'docs/rules.md#some_code', weight, kind, message: 'Not so.', remedy: '' });
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
    [{ to: '17' }, 'in place'],
    [{ capacity: { minAcu: 1, maxAcu: 32 } }, 'in place'],
    [{ readers: 2 }, 'in place'],
  ])('a Serverless v2 cluster, asked for %j: %s', async (wishes, answer) => {
    expect((await planFor(v2, wishes)).choice.picked).toBe(answer);
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

  test('the range that the cluster has, or one no smaller than its classes', async () => {
    const like = { engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.10.0' } as const;
    const { goal } = await planFor({ ...like, more: { ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 7 } } });
    expect(goal.capacity).toEqual({ minAcu: 2, maxAcu: 7 });
    expect((await planFor(like)).goal.capacity.maxAcu).toBe(8);
    expect((await planFor(like, { readers: 4 })).goal.members).toBe(5);
  });
});

describe('what a plan rests on', () => {
  test('is said', async () => {
    const { assumptions } = await planFor({ engine: 'aurora-postgresql', engineVersion: '13.12', engineMode: 'serverless' }, { to: '16', pace: 'slow', today: '2027-01-01' });
    expect(assumptions).toEqual([
      'Versions, upgrades and dates are those of 2027-01-01.', 'Prices are those of us-east-1 on 2026-08-31, without storage and traffic.', 'AWS is up to twice as slow as it says.', expect.stringContaining('conversion keeps the engine version'),
      expect.stringContaining('asked again before each'), 'Nobody changes the cluster by hand meanwhile.',
    ]);
    const server = await planOf([{ SelfManagedServers: [{ Identifier: 's', Engine: 'postgres', EngineVersion: '14.2' }] }]);
    expect(server.assumptions).toContain('The data is 100 GiB.');
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
      return [paths[0].cost.replace(/^.*at (.*? per)/, '$1'), paths[1].cost.split('green copies')[1], support.split(': ')[1], assumptions[1]];
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
