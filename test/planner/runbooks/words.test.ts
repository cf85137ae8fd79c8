import { spawnSync } from 'node:child_process';
import { KNOWN } from './run-plan';
import { printMarkdown } from '../../../src/cli/plan/print-markdown';
import type { PathName, PlannedPath } from '../../../src/planner/paths/planned-path';
import type { PlanDocument, PlanOptions } from '../../../src/planner/plan-document';
import type { SourceOptions } from '../../support/sources';
import { planFor, planOf } from '../documents/plan-for';

const ARN = 'arn:aws:rds:eu-west-1:123456789012';
const MYSQL_57: SourceOptions = { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.12.5', clusterGroup: 'mine', instanceGroup: 'mine-too' };
const V1: SourceOptions = { engine: 'aurora-mysql', engineVersion: '5.7.mysql_aurora.2.11.4', engineMode: 'serverless' };

const clusterSnapshot = (more: object = {}) => planOf([{
  DBClusterSnapshots: [{
    DBClusterSnapshotIdentifier: 'old', DBClusterSnapshotArn: `${ARN}:cluster-snapshot:old`, Status: 'available', Engine: 'aurora-postgresql', EngineVersion: '13.12', ...more,
  }],
}], { path: 'snapshot restore', to: '16.8' });
const rds = (more: object = {}, options: PlanOptions = {}) => planOf([{
  DBInstances: [{
    DBInstanceIdentifier: 'shop', DBInstanceArn: `${ARN}:db:shop`, DBInstanceClass: 'db.m6g.large', DBInstanceStatus: 'available', Engine: 'postgres', EngineVersion: '16.4', ...more,
  }],
}], options);
const server = (Engine: string, EngineVersion: string) => planOf([{ SelfManagedServers: [{ Identifier: 'Cellar 7', Engine, EngineVersion, StorageGiB: 200 }] }]);

const pathOf = (plan: PlanDocument, name: PathName): PlannedPath => plan.paths.find(({ path }) => path === name)!;
const commandsOf = (plan: PlanDocument, name: PathName) => pathOf(plan, name).steps.flatMap(({ commands = [] }) => commands);
const stepOf = (plan: PlanDocument, name: PathName, step: string) => pathOf(plan, name).steps.find((candidate) => candidate.step === step)!;

const PLANS: Record<string, () => Promise<PlanDocument>> = {
  'MySQL 5.7': () => planFor(MYSQL_57, { to: '8.4' }),
  'Serverless v1': () => planFor(V1),
  'preview': () => planFor({ engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.preview' }),
  'cluster snapshot': () => clusterSnapshot(),
  'RDS': () => rds(),
  'MySQL of one\'s own': () => server('mysql', '8.0.36'),
  'PostgreSQL of one\'s own': () => server('postgres', '14.9'),
};

describe.each(Object.entries(PLANS))('the runbooks of %s', (_, make) => {
  test('are lines that a shell understands, as the plan prints them, too', async () => {
    const plan = await make();
    const scripts = plan.paths.map(({ steps }) => steps.flatMap(({ commands = [] }) => commands).join('\n'));
    const [, ...printed] = printMarkdown(plan).split('```sh\n');
    for (const script of [...scripts, ...printed.map((block) => block.split('\n```')[0])]) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
    const first = scripts.flatMap((script) => script.split('\n')).filter((line) => line !== '').map((line) => line.split(/[ =]/)[0]);
    expect(first.filter((word) => !/^(aws|until|for|sleep|[A-Z_]+|pg_dump|pg_restore)$/.test(word))).toEqual([]);
  });

  test('say what to set where they need something that nobody described, and set the rest themselves', async () => {
    for (const { path, steps } of (await make()).paths) {
      const checks = steps.flatMap(({ checks: told = [] }) => told).join('\n');
      const script = steps.flatMap(({ commands = [] }) => commands).join('\n');
      const needed = [...new Set([...script.matchAll(/\$\{([A-Z_]+):\?\}/g)].map(([, name]) => name))];
      expect([path, needed.filter((name) => !checks.includes(name))]).toEqual([path, []]);
      const used = [...script.matchAll(/\$\{?([A-Z_]+)\b(?!:\?)/g)].map(([, name]) => name);
      const set = [...script.matchAll(/(?:^|[ ;])([A-Z_]+)=|for ([A-Z]+) in|read -r ([A-Z]+) ([A-Z]+)/gm)].flatMap(([, ...names]) => names);
      expect([path, used.filter((name) => !set.includes(name))]).toEqual([path, []]);
      expect(needed.filter((name) => !['OLD_HOST', 'OLD_USER', ...Object.keys(KNOWN)].includes(name))).toEqual([]);
    }
  });
});

test('names that AWS does not take are made such as it takes', async () => {
  const long = `x${'-long'.repeat(12)}-1`;
  const plan = await rds({ DBInstanceIdentifier: long, DBInstanceArn: `${ARN}:db:${long}` });
  const names = commandsOf(plan, 'snapshot restore').flatMap((line) => /--db-(?:cluster|instance)-identifier (\S+)/.exec(line)?.[1] ?? []);
  expect(names.some((name) => name.endsWith('-first'))).toBe(true);
  expect(names.filter((name) => name.length > 63 || !/^[a-z](-?[a-z0-9])*$/.test(name))).toEqual([]);
  expect(commandsOf(await server('mysql', '8.0.36'), 'dump and restore').join('\n')).toContain('--db-cluster-identifier cellar-7-v2 ');
});

test('an RDS instance is restored by the ARN of its snapshot, on its own port', async () => {
  const restore = commandsOf(await rds({ Endpoint: { Address: 'shop', Port: 5499 } }), 'snapshot restore').find((line) => line.includes('restore-db-cluster-from-snapshot'))!;
  expect(restore).toContain(`--snapshot-identifier ${ARN}:snapshot:shop-before-v2 `);
  expect(restore).toContain('--port 5499 ');
});

test('a copy that is to have a Data API gets it from its source, or the plan says how', async () => {
  const settings = (plan: PlanDocument) => stepOf(plan, 'snapshot restore', 'settings');
  const enable = 'aws rds enable-http-endpoint --resource-arn arn:aws:rds:eu-west-1:123456789012:cluster:';
  expect(settings(await planFor({ ...MYSQL_57, more: { HttpEndpointEnabled: true } })).commands).toContain(`${enable}mysql-80-v2`);
  expect(settings(await rds()).commands!.join()).not.toContain('enable-http-endpoint');
  expect(settings(await rds()).checks).toEqual([`If clients are to use the Data API: \`${enable}shop-v2\``]);
});

describe('the way back', () => {
  test('from a bare snapshot nothing can be lost', async () => {
    const plan = await clusterSnapshot();
    const path = pathOf(plan, 'snapshot restore');
    expect(path.pointOfNoReturn).toBeUndefined();
    expect(path.wayBack).toBe('Delete the new cluster at any time: the snapshot stays as it is.');
    expect(path.fence).toBe('not needed: a snapshot has no writers');
    expect(path.clients.join(' ')).not.toContain('Write nothing');
  });

  test('a snapshot can be restored by whoever wants only what can be undone', async () => {
    const documents = [{ DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: 'old', Status: 'available', Engine: 'aurora-postgresql', EngineVersion: '16.8' }] }];
    expect((await planOf(documents, { reversible: true })).choice.picked).toBe('snapshot restore');
  });

  test('blue/green of Serverless v1 names the states behind conversion and upgrade', async () => {
    const path = pathOf(await planFor(V1, { to: '8.4' }), 'blue/green');
    expect(path.pointOfNoReturn).toBe('convert engine mode');
    expect(path.wayBack).toContain('Until "convert engine mode": nothing has changed');
    expect(path.restStates).toEqual([
      'as it is today, on 5.7.mysql_aurora.2.11.4', 'provisioned, on 5.7.mysql_aurora.2.11.4', expect.stringMatching(/^provisioned, on 8\.0/),
      'blue works, green follows it', 'green has taken over, blue is read-only',
    ]);
    expect(path.fence).toContain('made by AWS');
  });

  test('the fence is opened with the groups that were there', async () => {
    expect(pathOf(await planFor(MYSQL_57), 'snapshot restore').wayBack)
      .toContain('`aws rds modify-db-cluster --db-cluster-identifier mysql-80 --vpc-security-group-ids sg-0f3a5b7c9d1e2f304`');
  });
});

describe('how long it takes', () => {
  test('the move is done before blue is deleted', async () => {
    const path = pathOf(await planFor(MYSQL_57), 'blue/green');
    const withoutTheLast = path.steps.slice(0, -1).reduce((sum, { takes }) => sum + takes.mostSeconds, 0);
    expect(path.steps.at(-1)).toMatchObject({ step: 'delete blue', isAfterwards: true });
    expect(path.takes.mostSeconds).toBeLessThanOrEqual(withoutTheLast);
  });

  test('a restore takes longer with more data', async () => {
    const most = async (AllocatedStorage: number) => stepOf(await rds({ AllocatedStorage }), 'snapshot restore', 'restore').takes.mostSeconds;
    expect(await most(5000)).toBeGreaterThan(await most(50) + 3600);
  });

  test('a green cluster becomes serverless by new members, a failover and deletions', async () => {
    const { takes, source } = stepOf(await planFor(MYSQL_57), 'blue/green', 'make green serverless');
    expect(takes.leastSeconds).toBeGreaterThanOrEqual(300 + 10 + 300);
    expect(source).toContain('AWS: typically under 35 seconds');
  });
});

describe('who gets in through the fence', () => {
  const authorized = async (name: PathName) => commandsOf(await rds(), name).filter((line) => line.includes('authorize-security-group-ingress'));

  test.each([['dump and restore', 'DUMP_HOST_GROUP'], ['DMS', 'DMS_SECURITY_GROUP']] as const)('%s: only who makes the copy', async (path, group) => {
    expect(await authorized(path)).toEqual([`aws ec2 authorize-security-group-ingress --group-id "$FENCE" --protocol tcp --port 5432 --source-group "\${${group}:?}"`]);
  });

  test.each(['snapshot restore', 'read replica'] as const)('%s: nobody', async (path) => {
    expect(await authorized(path)).toEqual([]);
  });
});
