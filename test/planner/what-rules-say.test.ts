import { findingsOf } from '../../src/planner/rules';
import type { Finding } from '../../src/planner/rules';
import { member, OLD_READER, OLD_WRITER } from '../support/observations';
import { around, type Change, PG, RDS, rds, SERVERLESS, setBySomebody, subject, tiers, V1 } from '../support/subjects';

function found(code: string, change: Change): Finding {
  const finding = findingsOf(subject(change)).find((one) => one.code === code);
  if (!finding) throw new Error(`${code} finds nothing`);
  return finding;
}
const said = (code: string, change: Change) => found(code, change).message;
const advised = (code: string, change: Change) => found(code, change).remedy;

describe('the quotas count what is there beside today, at most at the same time', () => {
  const MAJOR = { cluster: { engineVersion: '5.7.mysql_aurora.2.11.4' }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } };
  const V1_MAJOR = { cluster: { ...V1, engineVersion: '5.7.mysql_aurora.2.11.4' }, source: { members: [] }, goal: MAJOR.goal };
  const TWO_MAJORS = { cluster: PG('11.9'), goal: { engineVersion: '17.9' }, source: { upgradeTargets: { 11.9: ['13.18'], 13.18: ['17.9'], 17.9: [] } } };
  const V1_OF_TODAY = { cluster: V1, source: { members: [] } };
  const PG_RDS = rds({}, { engine: 'postgres', engineVersion: '15.4', upgradeTargets: { 15.4: [], 15.8: [], 16.8: [] } });

  test.each<[string, string, number, Change]>([
    ['each new member', 'instances', 2, {}],
    ['not those that stay', 'instances', 1, { source: { members: SERVERLESS } }],
    ['one through which Serverless v1 is converted', 'instances', 3, V1_OF_TODAY],
    ['the green copies of the members', 'instances', 4, { path: 'blue/green' }],
    ['what Serverless v1 is converted to, and its copy', 'instances', 4, { ...V1_OF_TODAY, path: 'blue/green' }],
    ['no instance that passes, for a minor version', 'instances', 2, { path: 'snapshot restore', goal: { engineVersion: '8.0.mysql_aurora.3.12.0' } }],
    ['the provisioned one with which a restore is upgraded', 'instances', 3, { ...MAJOR, path: 'snapshot restore' }],
    ['all members of a new cluster', 'instances', 2, { ...V1_OF_TODAY, path: 'dump and restore' }],
    ['all members of a new cluster, even where some are serverless', 'instances', 2, { source: { members: SERVERLESS }, path: 'dump and restore' }],
    ['the green cluster', 'clusters', 1, { path: 'blue/green' }],
    ['a snapshot before a major upgrade', 'clusterSnapshots', 1, MAJOR],
    ['one before each', 'clusterSnapshots', 2, TWO_MAJORS],
    ['one before the conversion, too', 'clusterSnapshots', 2, V1_MAJOR],
    ['one of the conversion alone', 'clusterSnapshots', 1, V1_OF_TODAY],
    ['one of what comes before a green cluster', 'clusterSnapshots', 1, { ...V1_OF_TODAY, path: 'blue/green' }],
    ['one of two upgrades before a green cluster', 'clusterSnapshots', 1, { ...TWO_MAJORS, path: 'blue/green' }],
    ['the one that is restored', 'clusterSnapshots', 1, { path: 'snapshot restore' }],
    ['the one of an instance that is restored', 'snapshots', 1, { ...PG_RDS, path: 'snapshot restore' }],
  ])('%s: %s + %i', (_, what, needed, change) => {
    const quotas = (used: number) => around({ quotas: { [what]: { used, most: 40 } } });
    expect(said('QUOTA_EXCEEDED', { ...change, ...quotas(41 - needed) })).toContain(`${41 - needed} of 40 `);
    expect(said('QUOTA_EXCEEDED', { ...change, ...quotas(41 - needed) })).toContain(` are used, ${needed} more are needed`);
    expect(findingsOf(subject({ ...change, ...quotas(40 - needed) })).map(({ code }) => code)).not.toContain('QUOTA_EXCEEDED');
  });

  test.each<[string, string, Change]>([
    ['a cluster in place', 'clusters', {}],
    ['a snapshot for one direct upgrade on the green side', 'clusterSnapshots', { ...MAJOR, path: 'blue/green' }],
    ['a snapshot for a dump', 'clusterSnapshots', { ...V1_OF_TODAY, path: 'dump and restore' }],
    ['a snapshot of a cluster for a restored instance', 'clusterSnapshots', { ...PG_RDS, path: 'snapshot restore' }],
    ['a snapshot for a replica', 'snapshots', PG_RDS],
    ['a snapshot of a snapshot', 'snapshots', { ...rds({}, { kind: 'instance snapshot' }), path: 'snapshot restore' }],
  ])('nobody needs %s', (_, what, change) => {
    const full = around({ quotas: { [what]: { used: 41, most: 40 } } });
    expect(findingsOf(subject({ ...change, ...full })).map(({ code }) => code)).not.toContain('QUOTA_EXCEEDED');
  });

  test('every quota that does not suffice is told', () => {
    expect(said('QUOTA_EXCEEDED', { path: 'blue/green', ...around({ quotas: { instances: { used: 40, most: 40 }, clusters: { used: 40, most: 40 } } }) }))
      .toBe('The quotas of the account do not suffice: 40 of 40 DB instances are used, 4 more are needed; 40 of 40 DB clusters are used, 1 more are needed.');
  });
});

describe('what is named is named in full', () => {
  test('the largest of what there is today, and what it means in place', () => {
    const members = ['db.r6g.xlarge', 'db.r6g.8xlarge'].map((instanceClass, index) => member(`m${index}`, { instanceClass, isWriter: index === 0 }));
    const change = { source: { members }, goal: { capacity: { minAcu: 1, maxAcu: 4 } } };
    const fact = 'The maximum of 4 ACUs is less than there is today: db.r6g.8xlarge has 128.';
    expect(said('CAPACITY_BELOW_TODAY', change)).toBe(`${fact} The member that takes over cannot become as warm as the writer that it replaces.`);
    expect(said('CAPACITY_BELOW_TODAY', { ...change, path: 'DMS' })).toBe(fact);
    expect(said('CAPACITY_BELOW_TODAY', { cluster: V1, source: { members: [] }, goal: { capacity: { minAcu: 1, maxAcu: 4 } } })).toContain('the Serverless v1 range has 8');
  });

  test('why an instance needs backups', () => {
    expect(said('BACKUPS_OFF', rds({ backupRetentionDays: 0 }))).toContain('nothing can replicate from it');
    expect(said('BACKUPS_OFF', { ...rds({ backupRetentionDays: 0 }), path: 'DMS' })).toContain('it has no binary log');
  });

  test('how an instance and a snapshot of RDS are upgraded', () => {
    const change = { ...RDS('mysql', '5.7.44'), goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } };
    expect(advised('RDS_VERSION_DIFFERENT', change)).toContain('aws rds modify-db-instance --db-instance-identifier shop --engine-version … --allow-major-version-upgrade');
    const snapshot: Change = { ...change, path: 'snapshot restore', source: { ...change.source, kind: 'instance snapshot' } };
    expect(advised('RDS_VERSION_DIFFERENT', snapshot)).toContain('aws rds modify-db-snapshot --db-snapshot-identifier shop --engine-version …');
    expect(said('RDS_VERSION_DIFFERENT', change)).toContain('mysql 5.7.44 becomes Aurora of the same major version, 5.7,');
  });

  test('the major versions with Serverless v2', () => {
    const change: Change = { path: 'DMS', cluster: PG('12.9'), goal: { engineVersion: '9.9' } };
    expect(advised('TARGET_VERSION_UNKNOWN', change)).toContain('Choose one of 13, 14, 15, 16, 17, 18, or a version of these (--to).');
    expect(advised('TARGET_VERSION_UNKNOWN', { path: 'DMS', goal: { engineVersion: '9.9' } })).toContain('Choose one of 8.0, 8.4, or a version of these');
  });

  test('what becomes of zero-ETL integrations on each path', () => {
    const change: Change = { path: 'blue/green', ...around({ zeroEtlIntegrations: ['one', 'two'] }) };
    expect(said('ZERO_ETL_INTEGRATION', change)).toContain(': one, two.');
    expect(advised('ZERO_ETL_INTEGRATION', change)).toMatch(/^Delete them before the switchover.* Its parameter group needs .*binlog_format = ROW.*, .* for that\.$/);
    expect(advised('ZERO_ETL_INTEGRATION', { ...change, path: 'snapshot restore' })).toMatch(/^Create them again for the new cluster\./);
    expect(advised('ZERO_ETL_INTEGRATION', { ...change, cluster: PG('15.8') })).toContain('aurora-postgresql 15.8 has none: choose a newer version.');
  });

  test('who takes over small', () => {
    const small = said('FAILOVER_STARTS_SMALL', { source: { members: tiers(1, 15, 15) }, goal: { members: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } });
    expect(small).toContain('At a failover shop-v2-b-abcdef (tier 15), shop-v2-c-abcdef (tier 15) takes over.');
  });

  test('whom the Data API does not reach, and which endpoints lose a member', () => {
    const members = ['db.t3.medium', 'db.t4g.large'].map((instanceClass, index) => member(`m${index}`, { instanceClass, isWriter: index === 0 }));
    expect(said('DATA_API_CLASS', { cluster: { dataApi: true }, source: { members } })).toContain('m0 (db.t3.medium), m1 (db.t4g.large)');
    const endpoints = ['e', 'f'].map((identifier) => ({ identifier, staticMembers: ['old-2'] }));
    expect(said('STATIC_CUSTOM_ENDPOINTS', around({ customEndpoints: [...endpoints, { identifier: 'g', staticMembers: ['v2'] }] }))).toContain('that will leave: e, f.');
    const staying = { source: { members: [OLD_WRITER, OLD_READER, member('v2', { instanceClass: 'db.serverless' })] } };
    expect(findingsOf(subject({ ...staying, ...around({ customEndpoints: [{ identifier: 'g', staticMembers: ['v2'] }] }) })).map(({ code }) => code)).not.toContain('STATIC_CUSTOM_ENDPOINTS');
  });

  test('every change that waits, and of whom', () => {
    expect(said('PENDING_CHANGES', { features: { pending: ['EngineVersion'] }, source: { members: [{ ...OLD_WRITER, pending: ['DBInstanceClass'] }] } }))
      .toContain('AWS is about to change EngineVersion of shop, DBInstanceClass of old-1 in the maintenance window');
  });

  test('every parameter that is ignored, every proxy, every replica, every broken member, every stack', () => {
    expect(said('PARAMETERS_IGNORED', setBySomebody({ innodb_buffer_pool_size: '1', table_open_cache: '2' }))).toMatch(/: innodb_buffer_pool_size, table_open_cache\.$/);
    expect(said('PROXY_ORDER', around({ proxies: ['p', 'q'] }))).toContain('RDS Proxy p, q stands');
    expect(said('REPLICAS_LEFT_BEHIND', rds({ replicas: ['r', 's'] }))).toContain(': r, s.');
    expect(said('BLUE_GREEN_REPLICAS', { features: { replicas: ['r', 's'] }, path: 'blue/green' })).toContain('(r, s)');
    expect(said('BLUE_GREEN_NOT_COPIED', { features: { associatedRoles: 1, backtrack: true }, path: 'blue/green' })).toMatch(/does not get: .+, .+\./);
    expect(said('MEMBER_BROKEN', { source: { members: [OLD_WRITER, OLD_READER].map((one) => ({ ...one, status: 'storage-full' })) } })).toContain('old-1 is storage-full. old-2 is storage-full.');
    expect(said('OWNED_BY_STACK', { source: { members: [{ ...OLD_WRITER, stack: 'A' }, { ...OLD_READER, stack: 'B' }] } })).toContain('A, B');
    expect(said('PENDING_MAINTENANCE', around({ pendingMaintenance: ['system-update', 'ca'] }))).toContain(': system-update, ca.');
  });

  test('both parameters that blue/green needs', () => {
    expect(advised('BLUE_GREEN_PARAMETERS', { cluster: { parameterGroup: 'default.aurora-mysql8.0' }, path: 'blue/green' })).toMatch(/ with \S+ = \S+/);
  });

  test('all that is wrong with a range', () => {
    expect(said('CAPACITY_RANGE_UNSUPPORTED', { cluster: PG('15.5'), features: { platformVersion: '1' }, goal: { capacity: { minAcu: 0, maxAcu: 256 } } })).toMatch(/: .+; .*platform version 1 ends at 128 ACUs, got a maximum of 256/);
    expect(said('CAPACITY_RANGE_INVALID', { goal: { capacity: { minAcu: -1, maxAcu: 300 } } })).toContain('; ');
  });
});

describe('Extended Support', () => {
  const OLD = { engineVersion: '5.7.mysql_aurora.2.12.0' };

  test('is left by an upgrade, unless that leads into it, too', () => {
    expect(advised('EXTENDED_SUPPORT', { cluster: OLD, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } })).toContain('The version to which the move leads has standard support');
    expect(advised('EXTENDED_SUPPORT', { cluster: OLD })).toContain('--to');
  });

  test('costs twice as much in its third year', () => {
    expect(said('EXTENDED_SUPPORT', { cluster: OLD })).toContain(', about twice as much from 2026-12-01 on');
    expect(said('EXTENDED_SUPPORT', { cluster: OLD, today: '2027-01-01' })).toContain(', about twice as much since 2026-12-01');
  });

  test('is paid for vCPUs that are known, and for ACUs', () => {
    const costs = (...classes: string[]) => said('EXTENDED_SUPPORT', {
      cluster: PG('13.12'), today: '2026-11-21', source: { members: classes.map((instanceClass, index) => member(`m${index}`, { instanceClass, isWriter: index === 0 })) },
    });
    expect(costs('db.r6g.large', 'db.r6g.xlarge')).toMatch(/ USD an hour for 6 vCPUs \(.+\)\.$/);
    expect(costs('db.r6g.large', 'db.x9.unknown')).toMatch(/: for every vCPU and hour, at a price that is not known here\.$/);
    expect(costs('db.r6g.large', 'db.serverless')).toMatch(/ USD an hour for 2 vCPUs \(.+\); and for every ACU-hour, at a price that is not known here\.$/);
    expect(costs('db.serverless')).toMatch(/: for every ACU-hour, at a price that is not known here\.$/);
  });
});
