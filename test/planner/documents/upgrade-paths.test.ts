import { planFor, stepsOf } from './plan-for';
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

  test('PostgreSQL, provisioned below 13.6: AWS lists 13.5 no more; with what AWS answers it can be planned', async () => {
    const source = { engine: POSTGRES, engineVersion: '13.5' };
    const without = await planFor(source, { to: '13.12' });
    expect(without.paths[0].findings).toContainEqual(expect.objectContaining({ code: 'NO_UPGRADE_ROUTE', kind: 'cannot tell' }));
    const answer = { DBEngineVersions: [{ Engine: POSTGRES, EngineVersion: '13.5', ValidUpgradeTarget: [{ EngineVersion: '13.12' }] }] };
    const plan = await planFor(source, {}, [answer]);
    expect(plan.goal.upgrades).toEqual(['13.12']);
    expect(plan.choice.picked).toBe('in place');
  });

  test.each([
    ['MySQL, Serverless v1 version 1 (5.6)', { engine: MYSQL, engineVersion: '5.6.mysql_aurora.1.22.3', engineMode: 'serverless' }],
    ['PostgreSQL, Serverless v1 10', { engine: POSTGRES, engineVersion: '10.21', engineMode: 'serverless' }],
  ] as const)('%s: AWS has ended it, so the plan says that no upgrade is known and what else there is', async (_, source) => {
    const plan = await planFor(source);
    const [inPlace] = plan.paths;
    expect(inPlace.findings).toContainEqual(expect.objectContaining({ code: 'ENGINE_VERSION_WITHOUT_SERVERLESS_V2', kind: 'fail' }));
    expect(plan.choice.whyNot.concat({ path: plan.choice.picked as never, reason: '' }).map(({ path }) => path)).toContain('dump and restore');
  });

  test('MySQL, Serverless v2 preview: dump and restore, nothing else', async () => {
    const plan = await planFor({ engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.preview' });
    expect(plan.source.kind).toBe('Aurora Serverless v2 preview');
    expect(plan.choice.picked).toBe('dump and restore');
    expect(plan.paths.filter(({ steps }) => steps.length > 0).map(({ path }) => path)).toEqual(['dump and restore']);
  });
});
