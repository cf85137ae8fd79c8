import { commandsOf, planFor, planOf, stepsOf } from './plan-for';
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
});

describe('001: a user\'s report of Serverless v1, MySQL 5.7', () => {
  const source = { engine: MYSQL, engineVersion: '5.7.mysql_aurora.2.11.4', engineMode: 'serverless' } as const;

  test('snapshot, restore as provisioned, upgrade, serverless', async () => {
    const plan = await planFor(source, { path: 'snapshot restore' });
    expect(stepsOf(plan, 'snapshot restore')).toEqual(['fence', 'snapshot', 'restore', 'finish the upgrade', 'create members', 'fail over', 'settings', 'cut over']);
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

describe('002: from RDS', () => {
  const rds = (more: object = {}) => planOf([{
    DBInstances: [{
      DBInstanceIdentifier: 'shop', DBInstanceArn: RDS, Engine: 'postgres', EngineVersion: '15.8', DBInstanceClass: 'db.r6g.large', DBInstanceStatus: 'available', AllocatedStorage: 40,
    }],
  }], more);

  test('option 1, by snapshot: the engine changes, so the first member is provisioned', async () => {
    const plan = await rds({ path: 'snapshot restore' });
    expect(commandsOf(plan, 'snapshot restore').join('\n')).toMatch(/create-db-snapshot --db-instance-identifier shop[^]*--engine aurora-postgresql --engine-version 15\.[^]*db\.r6g\.large[^]*db\.serverless/);
    expect(plan.paths.find(({ path }) => path === 'snapshot restore')!.findings.map(({ code }) => code)).toContain('RESTORE_STARTS_PROVISIONED');
  });

  test('option 2, by DMS with change data capture', async () => {
    const plan = await rds({ path: 'DMS' });
    expect(stepsOf(plan, 'DMS')).toEqual([
      'create cluster', 'create replication instance', 'full load and changes', 'stop reading', 'fence', 'last changes', 'cut over',
    ]);
    expect(commandsOf(plan, 'DMS').join('\n')).toContain('--migration-type full-load-and-cdc');
  });

  test('option 3, by dump, for small databases', async () => {
    expect(stepsOf(await rds({ path: 'dump and restore' }), 'dump and restore')).toEqual(['create cluster', 'fence', 'dump and restore', 'cut over']);
  });

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
  expect(rehearsed.changes.filter((change) => change.startsWith('CreateDBInstance'))).toHaveLength(3);
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

  test('continuous replication by DMS', async () => {
    expect((await planOf(documents, { path: 'DMS' })).choice.picked).toBe('DMS');
  });
});
