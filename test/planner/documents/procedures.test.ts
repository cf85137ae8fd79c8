import { commandsOf, planFor, planOf, runbookOf, stepsOf } from './plan-for';
import { rehearse } from '../../exhaustive/rehearsal';
import { described, type SourceOptions } from '../../support/sources';

const MYSQL = 'aurora-mysql' as const;
const POSTGRES = 'aurora-postgresql' as const;
const RDS = 'arn:aws:rds:eu-west-1:123456789012:db:shop';

/** What the loop really changes, without names that are made up. */
async function changes(source: SourceOptions, to?: string): Promise<string[]> {
  const rehearsed = await rehearse(await described(source), { to }, { seed: 1 });
  expect(rehearsed).toMatchObject({ outcome: 'migrated', violated: [] });
  return rehearsed.changes.map((change) => change.split(' ')[0]);
}

const SWITCH_OF_TWO = ['ModifyDBCluster', 'CreateDBInstance', 'CreateDBInstance', 'FailoverDBCluster', 'DeleteDBInstance', 'DeleteDBInstance'];
const SWITCH_OF_ONE = ['ModifyDBCluster', 'CreateDBInstance', 'CreateDBInstance', 'FailoverDBCluster', 'DeleteDBInstance'];

describe('000: the user guide', () => {
  test('switching from a provisioned cluster: upgrade if needed, range, serverless members, failover, the old members go', async () => {
    expect(await changes({ engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.02.0' })).toEqual(SWITCH_OF_TWO);
    expect(await changes({ engine: POSTGRES, engineVersion: '12.9' }, '13')).toEqual(['CreateDBClusterSnapshot', 'ModifyDBCluster', ...SWITCH_OF_TWO]);
  });

  test('switching, with a reader that is serverless already: only the others are replaced', async () => {
    const source: SourceOptions = {
      engine: MYSQL,
      engineVersion: '8.0.mysql_aurora.3.02.0',
      instanceClasses: ['db.r6g.large', 'db.serverless'],
      more: { ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } },
    };
    expect(await changes(source)).toEqual(['CreateDBInstance', 'FailoverDBCluster', 'DeleteDBInstance']);
  });

  test('the general steps by snapshot restore: the first member of an upgraded copy is provisioned', async () => {
    const plan = await planFor({ engine: MYSQL, engineVersion: '5.7.mysql_aurora.2.11.4' }, { path: 'snapshot restore' });
    expect(stepsOf(plan, 'snapshot restore')).toEqual([
      'fence', 'snapshot', 'restore', 'finish the upgrade', 'create members', 'fail over', 'settings', 'cut over',
    ]);
    const [restore, first] = commandsOf(plan, 'snapshot restore').filter((command) => /restore-db-cluster|-first --db-cluster/.test(command));
    expect(restore).toContain('--engine-version 8.0.mysql_aurora.3.13.0');
    expect(first).toContain('--db-instance-class db.r6g.large');
  });

  test('Serverless v1, MySQL 5.7: convert, upgrade, serverless', async () => {
    const source = { engine: MYSQL, engineVersion: '5.7.mysql_aurora.2.11.4', engineMode: 'serverless', more: { HttpEndpointEnabled: false } } as const;
    expect(await changes(source)).toEqual(['CreateDBClusterSnapshot', 'ModifyDBCluster', 'CreateDBClusterSnapshot', 'ModifyDBCluster', ...SWITCH_OF_ONE]);
  });

  test('Serverless v1, PostgreSQL 11: one upgrade behind the conversion, in place of one before it', async () => {
    const source = { engine: POSTGRES, engineVersion: '11.21', engineMode: 'serverless', more: { HttpEndpointEnabled: false } } as const;
    expect(await changes(source, '15')).toEqual(['CreateDBClusterSnapshot', 'ModifyDBCluster', 'CreateDBClusterSnapshot', 'ModifyDBCluster', ...SWITCH_OF_ONE]);
  });

  test('Serverless v1, PostgreSQL 13: convert, serverless', async () => {
    const source = { engine: POSTGRES, engineVersion: '13.12', engineMode: 'serverless', more: { HttpEndpointEnabled: false } } as const;
    expect(await changes(source)).toEqual(['CreateDBClusterSnapshot', 'ModifyDBCluster', ...SWITCH_OF_ONE]);
  });

  test.each([
    ['MySQL', { Engine: 'mysql', EngineVersion: '8.0.36' }, 'mysqldump'],
    ['PostgreSQL', { Engine: 'postgres', EngineVersion: '14.9' }, 'pg_restore'],
  ])('on premises, %s: dump and restore into a new cluster', async (_, server, tool) => {
    const plan = await planOf([{ SelfManagedServers: [{ Identifier: 'cellar', StorageGiB: 20, ...server }] }], { path: 'dump and restore' });
    expect(plan.choice.picked).toBe('dump and restore');
    expect(stepsOf(plan, 'dump and restore')).toEqual(['create cluster', 'fence', 'dump and restore', 'cut over']);
    expect(commandsOf(plan, 'dump and restore').join('\n')).toContain(tool);
  });

  test('provisioned MySQL 5.6 and PostgreSQL 10: AWS upgrades neither any more, so they are dumped and restored', async () => {
    for (const source of [{ engine: MYSQL, engineVersion: '5.6.mysql_aurora.1.22.3' }, { engine: POSTGRES, engineVersion: '10.21' }]) {
      const plan = await planFor(source);
      expect(plan.paths.find(({ path }) => path === 'in place')!.findings).toContainEqual(expect.objectContaining({ code: 'NO_UPGRADE_ROUTE', kind: 'fail' }));
      expect(stepsOf(plan, 'dump and restore')).toEqual(['create cluster', 'fence', 'dump and restore', 'cut over']);
    }
  });
});

describe('001: a user\'s report of Serverless v1, MySQL 5.7', () => {
  const source = { engine: MYSQL, engineVersion: '5.7.mysql_aurora.2.11.4', engineMode: 'serverless' } as const;

  test('snapshot, restore as provisioned, upgrade, serverless', async () => {
    const plan = await planFor(source, { path: 'snapshot restore' });
    expect(stepsOf(plan, 'snapshot restore')).toEqual(['fence', 'snapshot', 'restore', 'finish the upgrade', 'create members', 'fail over', 'settings', 'cut over']);
    const runbook = runbookOf(plan, 'snapshot restore');
    expect(runbook.snapshot).toContain('create-db-cluster-snapshot --db-cluster-identifier sample-cluster');
    // One restore upgrades, too, where the report restores the same major version and upgrades it then.
    expect(runbook.restore).toMatch(/restore-db-cluster-from-snapshot .* --engine aurora-mysql --engine-version 8\.0\.mysql_aurora\.3\.13\.0/);
    expect(runbook['finish the upgrade']).toMatch(/create-db-instance .* --db-instance-class db\.r6g\.large/);
    expect(runbook['create members']).toMatch(/create-db-instance .* --db-instance-class db\.serverless/);
    expect(runbook['fail over']).toMatch(/failover-db-cluster .*-v2-1/);
    // From the fence to the cutover nobody writes: what is written behind the snapshot would be lost.
    const { steps, writeGap, takes } = plan.paths.find(({ path }) => path === 'snapshot restore')!;
    expect([steps[0].step, writeGap]).toEqual(['fence', takes]);
  });

  test('blue/green needs a parameter group of its own with the binary log on', async () => {
    const provisioned = { ...source, engineMode: 'provisioned' } as const;
    const byDefault = await planFor(provisioned, { path: 'blue/green' });
    expect(byDefault.first.map(({ code }) => code)).toEqual(['BLUE_GREEN_PARAMETERS']);
    const parameters = { Parameters: [{ ParameterName: 'binlog_format', ParameterValue: 'ROW' }] };
    const prepared = await planFor({ ...provisioned, clusterGroup: 'mine' }, { path: 'blue/green' }, [parameters]);
    expect(prepared.first).toEqual([]);
    expect(stepsOf(prepared, 'blue/green')).toEqual(['create green', 'make green serverless', 'switch over', 'delete blue']);
  });

  test('blue/green of Serverless v1 begins with the conversion', async () => {
    expect(stepsOf(await planFor(source), 'blue/green').slice(0, 3)).toEqual(['safety snapshot', 'convert engine mode', 'create green']);
  });
});

const DMS_STEPS = ['create cluster', 'create replication instance', 'full load and changes', 'stop reading', 'fence', 'last changes', 'cut over'];

test.each<[string, string, RegExp]>([
  ['mysql', '8.0.36', /binlog_format/],
  ['postgres', '15.8', /rds\.logical_replication[^]*slot/],
])('002: from RDS for %s %s: three options', async (Engine, EngineVersion, log) => {
  const rds = (more: object = {}) => planOf([{
    DBInstances: [{
      DBInstanceIdentifier: 'shop', DBInstanceArn: RDS, Engine, EngineVersion, DBInstanceClass: 'db.r6g.large', DBInstanceStatus: 'available', AllocatedStorage: 40,
    }],
  }], more);
  const engine = Engine === 'mysql' ? MYSQL : POSTGRES;

  // Option 1, by snapshot: the engine changes, so the first member is provisioned; nothing of it keeps minimal what nobody can write.
  const restored = await rds({ path: 'snapshot restore' });
  const [snapshot, serverless] = [runbookOf(restored, 'snapshot restore'), restored.paths.find(({ path }) => path === 'snapshot restore')!];
  expect(snapshot.snapshot).toContain('create-db-snapshot --db-instance-identifier shop');
  expect(snapshot.restore).toContain(`--engine ${engine} --engine-version ${EngineVersion.split('.')[0]}.`);
  expect(snapshot['finish the upgrade']).toContain('--db-instance-class db.r6g.large');
  expect(snapshot['create members']).toContain('--db-instance-class db.serverless');
  expect(restored.paths.flatMap(({ steps }) => steps.flatMap(({ commands = [] }) => commands)).join()).not.toContain('enable-http-endpoint');
  expect(serverless.findings.map(({ code }) => code)).not.toContain('RESTORE_STARTS_PROVISIONED');
  expect(serverless.writeGap.leastSeconds).toBeGreaterThan(600);

  // Option 2, by DMS with change data capture, from a log that the source has to keep.
  const replicated = await rds({ path: 'DMS' });
  expect(stepsOf(replicated, 'DMS')).toEqual(DMS_STEPS);
  const load = runbookOf(replicated, 'DMS')['full load and changes'];
  expect(load).toContain('--migration-type full-load-and-cdc');
  expect(load).toMatch(log);
  expect(load).toMatch(/schema-name[^]*%[^]*table-name[^]*%/);
  expect(replicated.checks.map(({ code }) => code)).toContain(`${Engine === 'mysql' ? 'MYSQL' : 'POSTGRES'}_TABLES_WITHOUT_PRIMARY_KEY`);

  // Option 3, by dump, for small databases: the plan says how long, by the size.
  const dumped = await rds({ path: 'dump and restore' });
  expect(stepsOf(dumped, 'dump and restore')).toEqual(['create cluster', 'fence', 'dump and restore', 'cut over']);
  expect(runbookOf(dumped, 'dump and restore')['dump and restore']).toMatch(Engine === 'mysql' ? /mysqldump [^]*\| MYSQL_PWD=\S+ mysql / : /pg_dump [^]*pg_restore /);
  const copy = dumped.paths.find(({ path }) => path === 'dump and restore')!.steps[2];
  expect(copy.source).toContain('for 40 GiB');
  expect(copy.takes.mostSeconds).toBeGreaterThan(copy.takes.leastSeconds);
});

describe('002: the checklist for afterwards', () => {
  const rds = { DBInstances: [{ DBInstanceIdentifier: 'shop', DBInstanceArn: RDS, Engine: 'postgres', EngineVersion: '15.8', DBInstanceClass: 'db.r6g.large', DBInstanceStatus: 'available', AllocatedStorage: 40 }] };
  const found = async (...around: object[]) => (await planOf([rds, ...around])).paths.find(({ path }) => path === 'read replica')!.findings;

  test('connections, and a proxy: asked for before the move, told when they are known', async () => {
    expect((await found()).filter(({ kind }) => kind === 'cannot tell').map(({ code }) => code)).toEqual(expect.arrayContaining(['MAX_CONNECTIONS_LOWER', 'PROXY_ORDER']));
    const known = await found({ Datapoints: [{ Maximum: 3000 }] }, { Targets: [{ RdsResourceId: 'shop', DBProxyName: 'pool' }] });
    expect(known).toContainEqual(expect.objectContaining({ code: 'MAX_CONNECTIONS_LOWER', kind: 'fail', message: expect.stringContaining('3000') }));
    expect(known).toContainEqual(expect.objectContaining({ code: 'PROXY_ORDER', kind: 'fail', message: expect.stringContaining('pool') }));
  });

  test('Performance Insights: as it was on the member that is replaced', async () => {
    const options = { engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.10.0', instanceClasses: ['db.r6g.large'] } as const;
    const { cluster, instances } = await described(options);
    for (const on of [true, false]) {
      const source = { cluster, instances: instances.map((instance) => ({ ...instance, PerformanceInsightsEnabled: on })) };
      const { recorded } = await rehearse(source, {}, { seed: 1 });
      const created = recorded.filter(({ call }) => call.operation === 'CreateDBInstance');
      expect([...new Set(created.map(({ call }) => call.input.EnablePerformanceInsights))]).toEqual([on]);
    }
  });
});

describe('002: what stands in the way', () => {
  test('an integration without ETL is named before blue/green', async () => {
    const integration = { Integrations: [{ IntegrationName: 'warehouse', SourceArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:mysql-80' }] };
    const plan = await planFor({ engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.10.0', clusterGroup: 'mine' }, { path: 'blue/green' }, [integration]);
    expect(plan.first.map(({ code }) => code)).toContain('ZERO_ETL_INTEGRATION');
  });
});

test('003: Serverless v1 PostgreSQL 13.12 with another reader at the end', async () => {
  const source = { engine: POSTGRES, engineVersion: '13.12', engineMode: 'serverless', more: { HttpEndpointEnabled: false } } as const;
  const rehearsed = await rehearse(await described(source), { readers: 2 }, { seed: 1 });
  expect(rehearsed).toMatchObject({ outcome: 'migrated', violated: [] });
  const calls = rehearsed.recorded.map(({ call: { operation, input } }): Record<string, string> => ({ Action: operation, ...input }));
  const made = calls.filter(({ Action }) => ['ModifyDBCluster', 'CreateDBInstance', 'FailoverDBCluster', 'DeleteDBInstance'].includes(Action));
  const [first, second, third] = ['1', '2', '3'].map((number) => expect.stringMatching(`^sample-cluster-v2-${number}-`));
  expect(made.map(({ Action, DBInstanceIdentifier, TargetDBInstanceIdentifier, EngineMode, DBInstanceClass, AvailabilityZone }) =>
    [Action, DBInstanceIdentifier ?? TargetDBInstanceIdentifier ?? EngineMode ?? '', DBInstanceClass ?? '', AvailabilityZone ?? ''])).toEqual([
    ['ModifyDBCluster', 'provisioned', '', ''],
    ['ModifyDBCluster', '', '', ''],
    // All of them before the failover, and each in a zone of its own.
    ['CreateDBInstance', first, 'db.serverless', 'eu-west-1a'],
    ['CreateDBInstance', second, 'db.serverless', 'eu-west-1b'],
    ['CreateDBInstance', third, 'db.serverless', 'eu-west-1c'],
    ['FailoverDBCluster', first, '', ''],
    ['DeleteDBInstance', 'sample-cluster-instance-1', '', ''],
  ]);
});

describe('004: from RDS without downtime, as it says', () => {
  const documents = [{
    DBInstances: [{
      DBInstanceIdentifier: 'shop', DBInstanceArn: RDS, Engine: 'mysql', EngineVersion: '8.0.36', DBInstanceClass: 'db.r5.large', DBInstanceStatus: 'available', AllocatedStorage: 100,
    }],
  }];

  test('a replica, its promotion, serverless members: the picked path, with a fence', async () => {
    const plan = await planOf(documents);
    expect(plan.choice.picked).toBe('read replica');
    const [replica] = plan.paths.filter(({ path }) => path === 'read replica');
    expect(replica.steps.map(({ step }) => step)).toEqual(['create replica', 'fence', 'promote', 'cut over', 'create members']);
    expect(replica.fence).toBeDefined();
    expect(replica.writeGap.mostSeconds).toBeGreaterThan(60);
    expect(plan.goal.capacity).toEqual({ minAcu: 1, maxAcu: 8 });
  });

  test('no path keeps writers away for less than a minute, so within that limit the answer is to stay', async () => {
    expect((await planOf(documents, { maxWriteGapSeconds: 60 })).choice.picked).toBe('stay');
  });

  test('4.1 continuous replication: a task with every table, and a cutover when both sides have caught up', async () => {
    const plan = await planOf(documents, { path: 'DMS' });
    expect(stepsOf(plan, 'DMS')).toEqual(DMS_STEPS);
    const runbook = runbookOf(plan, 'DMS');
    expect(runbook['full load and changes']).toMatch(/create-replication-task [^]*full-load-and-cdc[^]*start-replication-task /);
    expect(runbook['last changes']).toMatch(/CDCLatencySource[^]*CDCIncomingChanges/);
    // What the guide leaves out: these do not come across by themselves.
    expect(runbook['full load and changes']).toMatch(/Sequences, indexes, users and routines/);
    expect(plan.paths.find(({ path }) => path === 'DMS')).toMatchObject({ copiesEverything: false, pointOfNoReturn: 'cut over', fence: expect.any(String) });
    expect(runbook.fence).toContain('modify-db-instance --db-instance-identifier shop --vpc-security-group-ids');
  });

  test('the range that it derives from db.r5.large is half of what the guide says: 16 GiB are 8 ACUs', async () => {
    const { goal } = await planOf(documents);
    expect(goal.capacityReason).toMatch(/db\.r5\.large, has 16 GiB, which is 8 ACUs/);
  });

  test.each(['read replica', 'DMS'] as const)('4.2, 4.3 %s: clients change one name, once, behind the fence, and no share of the traffic goes to the new side before', async (path) => {
    const plan = await planOf(documents, { path });
    const steps = stepsOf(plan, path);
    expect(steps.filter((step) => step === 'cut over')).toHaveLength(1);
    expect(steps.indexOf('fence')).toBeLessThan(steps.indexOf('cut over'));
    expect(runbookOf(plan, path)['cut over']).toContain('the name that your clients use');
    expect(JSON.stringify(plan)).not.toMatch(/weight(ed|s)|route53/i);
    expect(plan.paths.find((candidate) => candidate.path === path)!.clients.join(' ')).toMatch(/^Write nothing from the fence/);
  });

  test('4.2 where the endpoint stays, no client changes anything', async () => {
    const { choice, paths: [inPlace] } = await planFor({ engine: MYSQL, engineVersion: '8.0.mysql_aurora.3.10.0' });
    expect(choice.picked).toBe('in place');
    expect(inPlace).toMatchObject({ keepsEndpoint: true, clients: expect.arrayContaining([expect.stringContaining('the cluster endpoint stays')]) });
    expect(inPlace.fence).toBeUndefined();
  });
});
