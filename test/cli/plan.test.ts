import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { run, start, startWith, writeFiles } from '../support/command-line';
import { EXAMPLE_STATE } from '../support/simulated-account';
import { documentsOf } from '../support/sources';

const SCHEMA = JSON.parse(readFileSync(path.join(__dirname, '../../schema/plan.json'), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(SCHEMA);

function files(...documents: object[]): string[] {
  return Object.values(writeFiles(Object.fromEntries(documents.map((document, index) => [`${index}.json`, document]))));
}

const POSTGRES_12 = files(...documentsOf({ engine: 'aurora-postgresql', engineVersion: '12.9' }));

describe('plan', () => {
  test('prints JSON as its schema says, for every kind of source, with the same bytes every time', () => {
    const snapshot = { DBClusterSnapshotIdentifier: 'old', DBClusterSnapshotArn: 'arn:aws:rds:eu-west-1:1:cluster-snapshot:old', Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.11.4', Status: 'available' };
    const others = files(
      { DBClusterSnapshots: [snapshot, { ...snapshot, DBClusterSnapshotIdentifier: 'older', EngineMode: 'serverless' }] },
      { DBSnapshots: [{ DBSnapshotIdentifier: 's', DBSnapshotArn: 'arn:aws:rds:eu-west-1:1:snapshot:s', Engine: 'mysql', EngineVersion: '8.0.36', Status: 'available', AllocatedStorage: 20 }] },
      { SelfManagedServers: [{ Identifier: 'cellar', Engine: 'postgres', EngineVersion: '11.4' }] },
    );
    const arguments_ = ['plan', '--state', ...EXAMPLE_STATE, ...others, '--json'];
    const { status, stdout } = run(...arguments_);
    const { plans } = JSON.parse(stdout);
    expect([validate(JSON.parse(stdout)), validate.errors]).toEqual([true, null]);
    expect(plans.map(({ source, choice }: any) => [source.kind, choice.picked])).toEqual([
      ['Aurora provisioned', 'in place'], ['Aurora Serverless v1', 'in place'], ['cluster snapshot', 'snapshot restore'], ['Serverless v1 snapshot', 'snapshot restore'],
      ['instance snapshot', 'snapshot restore'], ['self-managed server', 'dump and restore'],
    ]);
    expect(status).toBe(0);
    expect(run(...arguments_).stdout).toBe(stdout);
  });

  test('the schema is not so wide that it takes anything', () => {
    const document = JSON.parse(run('plan', '--state', ...EXAMPLE_STATE, '--json').stdout);
    expect(validate({ ...document, plans: document.plans.map((plan: object) => ({ ...plan, cursor: 3 })) })).toBe(false);
    expect(validate({ ...document, version: 2 })).toBe(false);
  });

  test('prints a table with steps, times, the point of no return and why no other path', () => {
    const { status, stdout } = run('plan', '--state', ...POSTGRES_12, '--to', '16');
    expect(stdout).toMatch(/mysql-80 {2}Aurora provisioned, aurora-postgresql 12\.9\n {2}→ aurora-postgresql 16\.13, upgraded to 16\.13;/);
    expect(stdout).toMatch(/upgrade engine +upgrade mysql-80 to 16\.13 +15 to 26 min +3 to 12 min +no way back/);
    expect(stdout).toMatch(/point of no return: upgrade engine/);
    expect(stdout).toMatch(/\[EXTENDED_SUPPORT\][^\n]*\n +https:.*docs\/rules\.md#extended_support\n/);
    expect(stdout).toMatch(/Times are known from:\n  record: one call\n[^]*  upgrade engine: measured by a user/);
    expect(stdout).toMatch(/not DMS: in place runs by itself/);
    expect(status).toBe(0);
  });

  test('prints Markdown with a timeline in which interruptions are critical', () => {
    const { stdout } = run('plan', '--state', ...POSTGRES_12, '--to', '16', '--markdown');
    expect(stdout).toMatch(/^## mysql-80: in place\n/);
    expect(stdout).toMatch(/```mermaid\ngantt\n {2}title in place, at most\n {2}dateFormat X\n/);
    expect(stdout).toMatch(/\n {2}upgrade engine :crit, s2, \d+, 1560s\n/);
    expect(stdout).toMatch(/\n {2}create members :s4, \d+, 750s\n/);
    expect(stdout).toMatch(/\| upgrade engine \| upgrade mysql-80 to 16\.13 \| 15 to 26 min \| 3 to 12 min \| \*\*no\*\* \| measured by a user: 18 to 20 minutes [^|]* \|/);
    expect(stdout).toMatch(/\n- \*\*point of no return:\*\* upgrade engine\n/);
    expect(stdout).toMatch(/- \[ \] \*\*\[POSTGRES_REPLICATION_SLOTS\]\(https:.*docs\/rules\.md#postgres_replication_slots\)\*\*/);
  });

  const RDS_MYSQL = files({
    DBInstances: [{
      DBInstanceIdentifier: 'rds', DBInstanceArn: 'arn:aws:rds:eu-west-1:123456789012:db:rds', DBInstanceClass: 'db.m6g.large', DBInstanceStatus: 'available', Engine: 'mysql', EngineVersion: '8.0.36', AllocatedStorage: 500,
    }],
  });

  test('prints commands below the table, which stays narrow', () => {
    const { stdout } = run('plan', '--state', ...RDS_MYSQL);
    const table = stdout.split('\n\n').find((paragraph) => /^ +step/.test(paragraph))!;
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThan(140);
    expect(table).not.toContain('aws rds');
    expect(stdout).toMatch(/\n {2}Commands:\n {2}# create replica\n( {2}# {3}.*\n)+ {2}aws rds create-db-cluster [^]*\n {2}# fence\n/);
  });

  test('tells of a database that stays what has to be known, once why, and counts one member as one', () => {
    const v2 = documentsOf({
      engine: 'aurora-postgresql', engineVersion: '13.12', instanceClasses: ['db.serverless'], more: { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } },
    });
    const { status, stdout } = run('plan', '--state', ...files(...v2));
    expect(stdout).toMatch(/; 1 serverless member with 1 to 16 ACUs/);
    expect(stdout).toMatch(/stay: Nothing to do: [^]*\n {2}To know:\n[^]* {2}\[EXTENDED_SUPPORT\]/);
    expect(stdout.match(/on Serverless v2 already/g)).toHaveLength(1);
    expect(status).toBe(0);
  });

  test('lists what is carried over, and that nobody said what is set in a group', () => {
    const source = documentsOf({ engine: 'aurora-postgresql', engineVersion: '12.9', clusterGroup: 'mine' });
    const set = { Parameters: [{ ParameterName: 'work_mem', ParameterValue: '8192', Source: 'user' }] };
    const [unknown, known] = [[], [set]].map((more) => run('plan', '--state', ...files(...source, ...more), '--to', '16').stdout);
    expect(unknown).toMatch(/\n {2}Carried over:\n {2}cluster parameter group mine → mysql-80-v2-aurora-postgresql16-\w+ \(aurora-postgresql16\)\n {2}what is set in these groups is not known: aws rds/);
    expect(known).toMatch(/\n {2}set in these groups: work_mem = 8192\n {2}mysql-80-1 → mysql-80-v2-1-\w+: tier 1, zone eu-west-1a, /);
    expect(run('plan', '--state', ...files(...source, set), '--to', '16', '--markdown').stdout).toMatch(/\n### Carried over\n\n- cluster parameter group mine → /);
  });

  test('every code in JSON has its section of the documentation', () => {
    const [plan] = JSON.parse(run('plan', '--state', ...POSTGRES_12, '--to', '16', '--json').stdout).plans;
    const coded = [...plan.checks, ...plan.paths.flatMap(({ findings }: any) => findings)];
    expect(coded.length).toBeGreaterThan(10);
    const sections = readFileSync(path.join(__dirname, '../../docs/rules.md'), 'utf8').match(/^## .*$/gm)!.map((line) => line.slice(3).toLowerCase());
    for (const { documentation } of coded) expect(sections).toContain(documentation.split('docs/rules.md#')[1]);
  });

  test('picks by the limits, and exits with 3 when something has to be done first or nothing is possible', () => {
    const short = run('plan', '--state', ...POSTGRES_12, '--max-write-gap', '60s', '--json');
    const [plan] = JSON.parse(short.stdout).plans;
    expect(plan.choice.picked).toBe('blue/green');
    expect(plan.first.map(({ code }: any) => code)).toEqual(['BLUE_GREEN_VERSION', 'BLUE_GREEN_PARAMETERS']);
    expect(plan.choice.whyNot).toContainEqual({ path: 'in place', reason: expect.stringMatching(/^Nobody can write for up to \d+ min, more than 60 s\.$/) });
    expect(short.status).toBe(3);

    const never = run('plan', '--state', ...POSTGRES_12, '--max-write-gap', '1s', '--json');
    expect(JSON.parse(never.stdout).plans[0].choice.picked).toBe('stay');
    expect(never.status).toBe(3);
  });

  const planWith = (words: readonly string[]) => JSON.parse(run('plan', '--state', ...POSTGRES_12, '--json', ...words).stdout).plans[0];
  let known: unknown;
  const plain = () => known ??= planWith([]);
  const prices = files({ asOf: '2026-12-01', region: 'eu-west-1', acuHour: { standard: 0.2, ioOptimized: 0.3 }, instanceHour: { 'db.r6g.large': 0.3 } })[0];

  test.each<[string[], (plan: any) => unknown, unknown, unknown]>([
    [['--to', '16'], ({ goal }) => goal.engineVersion, '17.9', '16.13'],
    [['--to', '13', '16'], ({ goal }) => goal.engineVersion, '17.9', '16.13'],
    [['--prefer', 'long-term-support'], ({ goal }) => goal.engineVersion, '17.9', '16.8'],
    [['--capacity', '1-4'], ({ goal }) => goal.capacity, { minAcu: 2, maxAcu: 8 }, { minAcu: 1, maxAcu: 4 }],
    [['--readers', '3'], ({ goal }) => goal.members, 2, 4],
    [['--max-duration', '20m'], ({ choice }) => choice.whyNot[0].reason, expect.anything(), expect.stringContaining('more than 20 min')],
    [['--reversible'], ({ choice }) => choice.picked, 'in place', 'stay'],
    [['--keep-endpoint'], ({ choice }) => choice.whyNot.find((other: any) => other.path === 'DMS').reason, expect.not.stringContaining('endpoint changes'), 'The endpoint changes.'],
    [['--path', 'DMS'], ({ choice }) => choice.picked, 'in place', 'DMS'],
    [['--pace', 'slow'], ({ paths }) => paths[0].steps.at(-2).takes.mostSeconds, 640, 1240],
    [['--as-of', '2025-01-01'], ({ paths }) => paths[0].findings.some(({ code }: any) => code === 'EXTENDED_SUPPORT'), true, false],
    [['--prices', prices], ({ paths }) => /costs (.*)$/.exec(paths[0].cost)![1], 'what your price list says (--prices)', '0.600 USD an hour'],
  ])('%j changes the plan', (words, look, without, with_) => {
    expect([look(plain()), look(planWith(words))]).toEqual([without, with_]);
  });

  test.each([
    [['--state', ...POSTGRES_12, '--prices', ...files({ asOf: '2026-12-01', acuHour: { standard: 'cheap' } })], /is no price list in USD\. One looks like this: \{ "asOf"/],
    [['--state', 'nowhere.json'], /Cannot read nowhere\.json/],
    [[], /--state with files, or --live/],
    [['--state', ...POSTGRES_12, '--max-write-gap', 'soon', '--path', 'by air', '--readers', '99', '--as-of', 'today'],
      /--path takes one of in place[^]*--max-write-gap takes a duration such as 60s[^]*--readers takes a whole number from 0 to 15[^]*--as-of takes a day/],
    [['--state', ...POSTGRES_12, '--to', 'banana'], /--to takes an engine version or the beginning of one, such as 16, .*, got "banana"/],
    [['--state', ...POSTGRES_12, '--to', ''], /--to takes an engine version .*, got ""/],
    [['--state', ...POSTGRES_12, '--as-of', '2026-99-99'], /--as-of takes a day of the calendar as YYYY-MM-DD, such as 2026-12-01, got 2026-99-99/],
    [['--state', ...POSTGRES_12, '--as-of', '2026-02-30'], /got 2026-02-30/],
    [['--state', ...files({ Parameters: [] })], /describe no database/],
    [['--state', ...files({ Things: [] })], /none of DBClusters/],
    [['--state', ...files({ DBInstances: [{ DBInstanceIdentifier: 'a', DBClusterIdentifier: 'b' }] })], /a is a member of cluster b, whose description is missing/],
  ])('%j: all problems, exit status 2', (words, message) => {
    const { status, stderr } = run('plan', ...words);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  const rds = (Engine: string, EngineVersion: string) => files({
    DBInstances: [{ DBInstanceIdentifier: 'old', DBInstanceArn: 'arn:aws:rds:eu-west-1:1:db:old', DBInstanceClass: 'db.m6g.large', DBInstanceStatus: 'available', Engine, EngineVersion }],
  });

  test.each([
    ['of another engine', rds('mysql', '8.0.36'), '16', 'TARGET_VERSION_UNKNOWN'],
    ['of another engine', rds('postgres', '16.4'), '8.0', 'TARGET_VERSION_UNKNOWN'],
    ['of no engine', rds('mysql', '8.0.36'), '9.9', 'TARGET_VERSION_UNKNOWN'],
    ['that is older', rds('mysql', '8.0.36'), '5.7', 'TARGET_VERSION_OLDER'],
    ['that is older', rds('postgres', '16.4'), '11', 'TARGET_VERSION_OLDER'],
    ['that is older, but serverless', rds('postgres', '16.4'), '14', 'TARGET_VERSION_OLDER'],
    ['that is older than its cluster\'s', POSTGRES_12, '11', 'NO_UPGRADE_ROUTE'],
    ['of another engine than its cluster\'s', POSTGRES_12, '3.10', 'NO_UPGRADE_ROUTE'],
  ])('a version %s is on no path: %s --to %s', (_, state, to, code) => {
    const { status, stdout } = run('plan', '--state', ...state, '--to', to, '--json');
    const [{ choice, paths }] = JSON.parse(stdout).plans;
    expect([status, choice.picked, paths.flatMap(({ steps }: any) => steps)]).toEqual([3, 'stay', []]);
    expect(choice.whyNot.map(({ reason }: any) => reason).join()).toContain(code);
  });

  test('--live describes the account itself, takes what is around it from files, and leaves open what it may not see', async () => {
    const server = start('simulate', '--port', '0', '--state', ...EXAMPLE_STATE);
    try {
      const url = await new Promise<string>((resolve) => server.stdout.on('data', (chunk: Buffer) => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk))?.[0];
        if (found) resolve(found);
      }));
      const untold = async (...state: string[]): Promise<string[]> => {
        const planned = await new Promise<string>((resolve) => {
          const account = { AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B' };
          const child = startWith(account, 'plan', '--live', 'mysql-80', ...state, '--json');
          let text = '';
          child.stdout.on('data', (chunk: Buffer) => text += chunk);
          child.once('exit', () => resolve(text));
        });
        const { plans: [plan, ...others] } = JSON.parse(planned);
        expect([plan.choice.picked, others]).toEqual(['in place', []]);
        const findings: any[] = plan.paths.flatMap((one: any) => one.findings);
        const codes = findings.filter(({ kind }) => kind === 'cannot tell').map(({ code }) => code as string);
        // The command asks for the last days, of which the simulated account knows nothing.
        return [...new Set(codes)].filter((code) => code !== 'MAX_CONNECTIONS_LOWER');
      };
      // Integrations are not simulated: it may not see them.
      expect(await untold()).toEqual(['ZERO_ETL_INTEGRATION']);
      expect(await untold('--state', ...files({ Integrations: [] }))).toEqual([]);
    } finally {
      server.kill();
    }
  });
});
