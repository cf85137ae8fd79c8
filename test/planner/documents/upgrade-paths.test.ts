import { commandsOf, planFor, stepsOf } from './plan-for';
import { offersServerlessV2 } from '../../../src/capacity/engine-limits';
import type { PlanDocument } from '../../../src/planner/plan-document';
import { versionsOf } from '../../../src/simulator/rds/catalog/engine-versions';
import { rehearse } from '../../exhaustive/rehearsal';
import { described, type SourceOptions } from '../../support/sources';

const MYSQL = 'aurora-mysql' as const;
const POSTGRES = 'aurora-postgresql' as const;

/** `docs/sources.md` says in what we differ from these tables of the AWS user guide, and why. */
interface Row {
  readonly row: string;
  readonly source: SourceOptions;
  readonly upgrades: readonly string[];
  readonly steps: readonly string[];
}

const SWITCH = ['set capacity range', 'create members', 'fail over', 'remove members', 'finish'];
const SWITCH_WITH_DATA_API = ['set capacity range', 'create members', 'fail over', 'data api', 'remove members', 'finish'];

const ROWS: readonly Row[] = [
  {
    row: 'MySQL, provisioned version 3 with Serverless v2: no upgrade',
    source: { engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.02.0' },
    upgrades: [],
    steps: ['record', ...SWITCH],
  },
  {
    row: 'MySQL, provisioned version 3 below 3.02.0: a minor upgrade first',
    source: { engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.01.1' },
    upgrades: ['8.0.mysql_aurora.3.13.0'],
    steps: ['record', 'upgrade engine', ...SWITCH],
  },
  {
    row: 'MySQL, provisioned version 2: a major upgrade, then as version 3',
    source: { engine: MYSQL, engineVersion: '5.7.mysql_aurora.2.12.5' },
    upgrades: ['8.0.mysql_aurora.3.13.0'],
    steps: ['record', 'safety snapshot', 'upgrade engine', ...SWITCH],
  },
  {
    row: 'MySQL, Serverless v1 version 2: convert, upgrade, then as version 3',
    source: { engine: MYSQL, engineVersion: '5.7.mysql_aurora.2.11.4', engineMode: 'serverless' },
    upgrades: ['8.0.mysql_aurora.3.13.0'],
    steps: ['record', 'safety snapshot', 'convert engine mode', 'safety snapshot', 'upgrade engine', ...SWITCH_WITH_DATA_API],
  },
  {
    row: 'PostgreSQL, provisioned 13.6 or higher: no upgrade',
    source: { engine: POSTGRES, engineVersion: '13.7' },
    upgrades: [],
    steps: ['record', ...SWITCH],
  },
  {
    row: 'PostgreSQL, provisioned 12: a major upgrade, then as 13',
    source: { engine: POSTGRES, engineVersion: '12.22' },
    upgrades: ['17.9'],
    steps: ['record', 'safety snapshot', 'upgrade engine', ...SWITCH],
  },
  {
    row: 'PostgreSQL, provisioned 11: one direct upgrade instead of one for each major version',
    source: { engine: POSTGRES, engineVersion: '11.9' },
    upgrades: ['18.4'],
    steps: ['record', 'safety snapshot', 'upgrade engine', ...SWITCH],
  },
  {
    row: 'PostgreSQL, provisioned 11.21: the same',
    source: { engine: POSTGRES, engineVersion: '11.21' },
    upgrades: ['18.4'],
    steps: ['record', 'safety snapshot', 'upgrade engine', ...SWITCH],
  },
  {
    row: 'PostgreSQL, Serverless v1 11: converted first, then upgraded directly',
    source: { engine: POSTGRES, engineVersion: '11.21', engineMode: 'serverless' },
    upgrades: ['18.4'],
    steps: ['record', 'safety snapshot', 'convert engine mode', 'safety snapshot', 'upgrade engine', ...SWITCH_WITH_DATA_API],
  },
  {
    row: 'PostgreSQL, Serverless v1 13: convert, then as provisioned 13',
    source: { engine: POSTGRES, engineVersion: '13.12', engineMode: 'serverless' },
    upgrades: [],
    steps: ['record', 'safety snapshot', 'convert engine mode', ...SWITCH_WITH_DATA_API],
  },
];

describe('the two tables of upgrade paths', () => {
  test.each(ROWS.map((row) => [row.row, row] as const))('%s', async (_, { source, upgrades, steps }) => {
    const plan = await planFor(source);
    expect(plan.choice.picked).toBe('in place');
    expect(plan.first).toEqual([]);
    expect(plan.goal.upgrades).toEqual(upgrades);
    expect(stepsOf(plan, 'in place')).toEqual(steps);

    const rehearsed = await rehearse(await described(source), {}, { seed: 1 });
    expect(rehearsed).toMatchObject({ outcome: 'migrated', violated: [], engineVersion: plan.goal.engineVersion });
    expect(rehearsed.measured.writesLost).toBe(0);
  });

  test.each<[string, SourceOptions, string]>([
    ['MySQL, Serverless v1 version 1 (5.6)', { engine: MYSQL, engineVersion: '5.6.mysql_aurora.1.22.3', engineMode: 'serverless' }, '8.0.mysql_aurora.3.13.0'],
    ['MySQL, Serverless v1 version 1, as AWS calls it', { engine: MYSQL, engineVersion: '5.6.10a', engineMode: 'serverless', more: { Engine: 'aurora' } }, '8.0.mysql_aurora.3.13.0'],
    ['MySQL, provisioned version 1 (5.6)', { engine: MYSQL, engineVersion: '5.6.mysql_aurora.1.23.4' }, '8.0.mysql_aurora.3.13.0'],
    ['MySQL, provisioned version 1, as AWS calls it', { engine: MYSQL, engineVersion: '5.6.10a', more: { Engine: 'aurora' } }, '8.0.mysql_aurora.3.13.0'],
    ['PostgreSQL, Serverless v1 10', { engine: POSTGRES, engineVersion: '10.21', engineMode: 'serverless' }, '18.4'],
    ['PostgreSQL, provisioned 10', { engine: POSTGRES, engineVersion: '10.21' }, '18.4'],
  ])('%s: AWS has ended it, so everything is dumped into a new cluster', async (_, source, version) => {
    const plan = await planFor(source);
    expect(plan.choice.picked).toBe('dump and restore');
    expect(plan.first).toEqual([]);
    expect(plan.goal).toMatchObject({ engine: source.engine, engineVersion: version, upgrades: [] });
    expectNewClusterOf(plan, source.engine, version);
    for (const path of ['in place', 'blue/green', 'snapshot restore'] as const) {
      expect(stepsOf(plan, path)).toEqual([]);
      expect(plan.choice.whyNot).toContainEqual({ path, reason: expect.stringContaining('NO_UPGRADE_ROUTE: AWS offers no upgrade') });
    }
  });

  test.each([
    ['MySQL, provisioned 2.10', MYSQL, '5.7.mysql_aurora.2.10.2'],
    ['PostgreSQL, provisioned 11 between the versions that AWS lists', POSTGRES, '11.16'],
    ['PostgreSQL, provisioned 12 between them', POSTGRES, '12.16'],
    ['PostgreSQL, provisioned 13 below 13.6', POSTGRES, '13.5'],
  ] as const)('%s: nothing is planned before AWS has said where it leads', async (_, engine, engineVersion) => {
    const plan = await planFor({ engine, engineVersion });
    expect(plan.choice.picked).toBe('in place');
    expect(plan.first).toMatchObject([{ code: 'NO_UPGRADE_ROUTE', kind: 'cannot tell', message: expect.stringContaining(engineVersion), remedy: expect.stringContaining('--live') }]);
    for (const path of ['in place', 'blue/green', 'snapshot restore'] as const) expect(stepsOf(plan, path)).toEqual([]);
    const answer = { DBEngineVersions: [{ Engine: engine, EngineVersion: engineVersion, ValidUpgradeTarget: [{ EngineVersion: plan.goal.engineVersion }] }] };
    const told = await planFor({ engine, engineVersion }, {}, [answer]);
    expect(told).toMatchObject({ first: [], choice: { picked: 'in place' }, goal: { upgrades: [plan.goal.engineVersion] } });
    expect(stepsOf(told, 'in place').at(-1)).toBe('finish');
  });

  test.each([['8.0.mysql_aurora.3.preview'], ['5.7.mysql_aurora.2.preview']])('MySQL, Serverless v2 preview %s: dump and restore, nothing else', async (engineVersion) => {
    const plan = await planFor({ engine: MYSQL, engineVersion });
    expect(plan.source.kind).toBe('Aurora Serverless v2 preview');
    expect(plan.choice.picked).toBe('dump and restore');
    expect(plan.paths.filter(({ steps }) => steps.length > 0).map(({ path }) => path)).toEqual(['dump and restore']);
    expectNewClusterOf(plan, MYSQL, '8.0.mysql_aurora.3.13.0');
  });
});

/** What is created exists, and can have serverless members. */
function expectNewClusterOf(plan: PlanDocument, engine: string, version: string): void {
  const created = commandsOf(plan, 'dump and restore').filter((command) => command.startsWith('aws rds create-db-cluster'));
  expect(created).toEqual([expect.stringContaining(`--engine ${engine} --engine-version ${version} `)]);
  expect(versionsOf(engine)).toContain(version);
  expect(offersServerlessV2(engine, version)).toBe(true);
}
