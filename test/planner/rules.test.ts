import { findingsOf, RULES } from '../../src/planner/rules';
import { member, OLD_READER, OLD_WRITER } from '../support/observations';
import { around, type Change, converted, MYSQL, PG, RDS, rds, SERVERLESS, setBySomebody, subject, tiers, unknown, V1 } from '../support/subjects';

/** The verdict of one rule: `pass`, `fail` or `cannot tell`. */
function verdict(code: string, change: Change): string {
  return findingsOf(subject(change)).find((finding) => finding.code === code)?.kind ?? 'pass';
}

/** Of each rule what fails, what passes although it is near, and what cannot be told. */
const CASES: Record<string, { fail: Change[]; pass: Change[]; cannotTell?: Change[] }> = {
  PATH_NOT_FOR_SOURCE: {
    fail: [{ source: { kind: 'RDS instance' } }, { path: 'read replica' }, { path: 'DMS', source: { kind: 'Aurora Serverless v1' } }, { path: 'dump and restore', source: { kind: 'cluster snapshot' } }],
    pass: [{}, { path: 'blue/green' }, { path: 'read replica', source: { kind: 'RDS instance' } }, { path: 'DMS', source: { kind: 'self-managed server' } }, { path: 'snapshot restore', source: { kind: 'Serverless v1 snapshot' } }],
  },
  ENGINE_UNSUPPORTED: { fail: [{ source: { engine: 'oracle-ee' } }], pass: [{}, { source: { engine: 'mysql' } }, { source: { engine: 'postgres' } }] },
  ENGINE_MODE_UNSUPPORTED: { fail: [{ cluster: { engineMode: 'parallelquery' } }], pass: [{}, { cluster: V1 }, { cluster: { engineMode: 'global' }, path: 'dump and restore' }] },
  ENGINE_VERSION_WITHOUT_SERVERLESS_V2: {
    fail: [{ cluster: { engineVersion: '5.7.mysql_aurora.2.12.0' } }, { cluster: MYSQL('3.01.1') }, { cluster: PG('13.5') }, { cluster: PG('17.4'), goal: { engineVersion: '12.9' } }, { cluster: PG('12.9'), path: 'DMS' }, { cluster: { engine: 'aurora', engineVersion: '5.6.10a' }, path: 'dump and restore' }],
    pass: [{ cluster: MYSQL('3.02.0') }, { cluster: PG('12.9'), goal: { engineVersion: '13.9' } }, { source: { engine: 'oracle-ee' }, path: 'DMS' }],
    cannotTell: [{ cluster: PG('19.1') }],
  },
  NO_UPGRADE_ROUTE: {
    fail: [
      { cluster: PG('16.8'), goal: { engineVersion: '15.8' } }, { cluster: PG('17.9'), goal: { engineVersion: '17.99' }, source: { upgradeTargets: { '17.9': ['17.10'], '17.10': [] } } },
      // AWS has ended them: nothing is asked any more.
      { cluster: PG('10.21', V1), goal: { engineVersion: '13.12' }, source: { members: [] } }, { cluster: { engineVersion: '5.6.mysql_aurora.1.22.3' }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      // Nothing is downgraded, whatever is not known.
      { cluster: PG('17.10'), goal: { engineVersion: '16.8' } },
    ],
    pass: [{}, { cluster: PG('12.9'), goal: { engineVersion: '17.9' } }, { cluster: PG('16.8'), goal: { engineVersion: '16.4' } }],
    cannotTell: [
      { cluster: PG('13.5'), goal: { engineVersion: '17.9' } }, { cluster: PG('12.16'), goal: { engineVersion: '17.9' } }, { cluster: PG('12.16'), goal: { engineVersion: '17.9' }, path: 'snapshot restore' },
      { cluster: PG('17.10'), goal: { engineVersion: '18.4' } }, { cluster: { engineVersion: '5.7.mysql_aurora.2.10.2' }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' }, path: 'blue/green' },
      // Not from 13.22 directly; whether through 16.14, nobody said.
      { cluster: PG('13.22'), goal: { engineVersion: '17.4' } },
    ],
  },
  TARGET_VERSION_UNKNOWN: {
    fail: [{ path: 'DMS', goal: { engineVersion: '9.9' } }, { path: 'dump and restore', goal: { engineVersion: '16' } }, { ...RDS('mysql', '8.0.36'), goal: { engineVersion: '8.0' } }],
    pass: [{ path: 'DMS' }, { path: 'DMS', goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } }, { cluster: PG('12.9'), path: 'dump and restore', goal: { engineVersion: '16.14' } }, { goal: { engineVersion: '9.9' } }],
  },
  RDS_VERSION_DIFFERENT: {
    fail: [
      { ...RDS('mysql', '5.7.44'), goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } }, { ...RDS('postgres', '12.9'), goal: { engineVersion: '16.8' } },
      { ...RDS('postgres', '16.4'), goal: { engineVersion: '16.3' } }, { ...RDS('mysql', '8.0.11'), goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      { ...RDS('mysql', '5.7.44'), path: 'snapshot restore', goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } },
    ],
    pass: [
      { ...RDS('mysql', '8.0.36'), goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } }, { ...RDS('mysql', '8.4.3'), goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } },
      { ...RDS('postgres', '16.4'), goal: { engineVersion: '16.4' } }, { ...RDS('mysql', '8.0.11'), goal: { engineVersion: '8.0.mysql_aurora.3.04.3' } },
      { ...RDS('mysql', '5.7.44'), path: 'DMS', goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } }, { path: 'snapshot restore', goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } },
    ],
    cannotTell: [{ ...RDS('mysql', '8.0.20'), goal: { engineVersion: '8.0.mysql_aurora.3.05.2' } }],
  },
  TARGET_VERSION_OLDER: {
    fail: [{ path: 'DMS', goal: { engineVersion: '5.7.mysql_aurora.2.12.5' } }, { ...RDS('postgres', '16.4'), path: 'dump and restore', goal: { engineVersion: '14.9' } }],
    pass: [{ path: 'DMS', goal: { engineVersion: '8.0.mysql_aurora.3.04.3' } }, { ...RDS('mysql', '8.0.36'), path: 'DMS', goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } }, { goal: { engineVersion: '5.7.mysql_aurora.2.12.5' } }],
  },
  OWNED_BY_STACK: {
    fail: [{ source: { members: [OLD_WRITER, { ...OLD_READER, stack: 'Shop' }] } }],
    pass: [{}, { source: { members: [OLD_WRITER, { ...SERVERLESS[0], stack: 'Shop' }] } }, { source: { members: [{ ...OLD_WRITER, stack: 'Shop' }] }, path: 'DMS' }],
  },
  CLUSTER_STOPPED: { fail: [{ cluster: { status: 'stopped' } }, { cluster: { status: 'stopping' }, path: 'DMS' }], pass: [{}, { cluster: { status: 'modifying' } }] },
  CLUSTER_WITHOUT_WRITER: {
    fail: [{ source: { members: [OLD_READER] } }, { source: { members: [] } }],
    pass: [{}, { cluster: V1, source: { members: [] } }],
  },
  MEMBER_BROKEN: { fail: [{ source: { members: [OLD_WRITER, { ...OLD_READER, status: 'incompatible-parameters' }] } }], pass: [{ source: { members: [{ ...OLD_WRITER, status: 'rebooting' }] } }] },
  CLUSTER_BROKEN: {
    fail: [{ cluster: { status: 'inaccessible-encryption-credentials' } }, { cluster: { status: 'upgrade_failed' }, path: 'DMS' }],
    pass: [{}, { cluster: { status: 'upgrading' } }, { source: { cluster: undefined, kind: 'cluster snapshot', status: 'failed' }, path: 'snapshot restore' }],
  },
  INSTANCE_STOPPED: {
    fail: [rds({}, { status: 'stopped' }), { ...rds({}, { status: 'stopping' }), path: 'DMS' }],
    pass: [rds({}, { status: 'available' }), rds({}, { kind: 'instance snapshot', status: 'stopped' }), { cluster: { status: 'stopped' } }],
  },
  INSTANCE_BROKEN: {
    fail: [rds({}, { status: 'storage-full' }), { ...rds({}, { status: 'incompatible-network' }), path: 'snapshot restore' }],
    pass: [rds({}, { status: 'available' }), rds({}, { kind: 'instance snapshot', status: 'failed' }), rds({})],
  },
  REPLICA_INSTANCE: {
    fail: [rds({ replicationSource: 'other' }), { ...rds({ replicationSource: 'other' }), path: 'dump and restore' }],
    pass: [rds({}), { features: { replicationSource: 'arn:other' } }],
  },
  AURORA_REPLICA_EXISTS: {
    fail: [rds({ auroraReplicas: ['a'] })],
    pass: [rds({ replicas: ['r'] }), rds({ auroraReplicas: ['a'] }, { engine: 'postgres', engineVersion: '16.4' }), { ...rds({ auroraReplicas: ['a'] }), path: 'DMS' }],
  },
  REPLICAS_LEFT_BEHIND: {
    fail: [rds({ replicas: ['r'] }), { features: { replicas: ['arn:far'] }, path: 'snapshot restore' }],
    pass: [rds({}), { features: { replicas: ['arn:far'] } }],
  },
  BACKUPS_OFF: {
    fail: [rds({ backupRetentionDays: 0 }), { ...rds({ backupRetentionDays: 0 }), path: 'DMS' }, rds({ backupRetentionDays: 0 }, { engine: 'postgres', engineVersion: '16.4' })],
    pass: [rds({ backupRetentionDays: 1 }), { ...rds({ backupRetentionDays: 0 }, { engine: 'postgres', engineVersion: '16.4' }), path: 'DMS' }, { ...rds({ backupRetentionDays: 0 }), path: 'dump and restore' }, { path: 'DMS' }],
    cannotTell: [rds({})],
  },
  READ_REPLICA_MANAGED_PASSWORD: { fail: [rds({ managedPassword: true })], pass: [rds({}), { features: { managedPassword: true }, path: 'read replica' }, { ...rds({ managedPassword: true }), path: 'DMS' }] },
  CONVERTED_SERVERLESS_V1: {
    fail: [{ cluster: { serverlessV1: { minAcu: 1, maxAcu: 2 } } }, { cluster: PG('13.12', { serverlessV1: { minAcu: 2, maxAcu: 8 } }), path: 'blue/green' }],
    pass: [
      {}, { cluster: V1, source: { members: [] } }, { cluster: PG('16.4'), ...converted('shop-instance-1') }, { cluster: PG('13.12'), ...converted('old-1') },
      { cluster: PG('13.12'), source: { members: [member('shop-instance-1', { isWriter: true }), OLD_READER] } },
    ],
    cannotTell: [{ cluster: PG('13.12'), ...converted('shop-instance-1') }, { cluster: { engineVersion: '5.7.mysql_aurora.2.11.4' }, ...converted('shop-instance-1') }],
  },
  CAPACITY_BELOW_TODAY: {
    fail: [
      { source: { members: [member('big', { instanceClass: 'db.r6g.8xlarge', isWriter: true })] }, goal: { capacity: { minAcu: 1, maxAcu: 4 } } }, rds({}, { instanceClass: 'db.r6g.4xlarge' }),
      { cluster: V1, source: { members: [] }, goal: { capacity: { minAcu: 1, maxAcu: 4 } } },
    ],
    pass: [{}, { source: { members: [member('big', { instanceClass: 'db.r6g.xlarge', isWriter: true })] } }, rds({}), { cluster: { serverlessV1: { minAcu: 1, maxAcu: 64 } } }],
  },
  FAILOVER_STARTS_SMALL: {
    fail: [{ source: { members: tiers(1, 15) } }, { path: 'blue/green', goal: { members: [{ name: 'a', promotionTier: 0 }, { name: 'b', promotionTier: 2 }] } }],
    pass: [{}, { source: { members: tiers(15, 1) } }, { source: { members: tiers(1, 15) }, path: 'blue/green' }, { source: { members: tiers(15) }, goal: { members: [{ name: 'a' }] } }],
  },
  DATA_API_CLASS: {
    fail: [{ cluster: { dataApi: true }, source: { members: [member('small', { instanceClass: 'db.t3.medium', isWriter: true })] } }],
    pass: [{ cluster: { dataApi: true } }, { source: { members: [member('small', { instanceClass: 'db.t3.medium', isWriter: true })] } }],
  },
  MAX_CONNECTIONS_NEED_REBOOT: {
    fail: [{ cluster: { capacityRange: { minAcu: 1, maxAcu: 4 } }, source: { members: SERVERLESS } }],
    pass: [
      {}, { cluster: { capacityRange: { minAcu: 2, maxAcu: 16 } }, source: { members: SERVERLESS } },
      { cluster: { capacityRange: { minAcu: 1, maxAcu: 4 } } },
      { ...setBySomebody({ max_connections: '500' }), cluster: { capacityRange: { minAcu: 1, maxAcu: 4 } }, source: { members: SERVERLESS } },
    ],
  },
  BLUE_GREEN_REPLICAS: { fail: [{ features: { replicas: ['arn:far'] }, path: 'blue/green' }], pass: [{ path: 'blue/green' }, { features: { replicas: ['arn:far'] } }] },
  BLUE_GREEN_PROXY_OF_GLOBAL_DATABASE: {
    fail: [{ features: { globalCluster: 'world' }, ...around({ proxies: ['p'] }), path: 'blue/green' }],
    pass: [{ ...around({ proxies: ['p'] }), path: 'blue/green' }, { features: { globalCluster: 'world' }, path: 'blue/green' }, { ...unknown('proxies'), path: 'blue/green' }],
    cannotTell: [{ features: { globalCluster: 'world' }, ...unknown('proxies'), path: 'blue/green' }],
  },
  PARAMETERS_CHANGED: {
    fail: [
      setBySomebody({ max_connections: 'LEAST({DBInstanceClassMemory/9531392},5000)' }),
      { ...setBySomebody({ tx_isolation: 'READ-COMMITTED' }), cluster: { engineVersion: '5.7.mysql_aurora.2.11.4' }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      { ...setBySomebody({ expire_logs_days: '3' }), goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } },
    ],
    pass: [
      {}, setBySomebody({ max_connections: '500' }), setBySomebody({ tx_isolation: 'READ-COMMITTED' }), around({ parameters: { max_connections: '{DBInstanceClassMemory/9531392}' } }),
      { ...setBySomebody({ expire_logs_days: '3' }), cluster: { engineVersion: '5.7.mysql_aurora.2.11.4' }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      { ...unknown('setParameters'), source: { members: [] } },
    ],
    cannotTell: [{ cluster: { parameterGroup: 'mine' }, ...unknown('setParameters') }, unknown('setParameters')],
  },
  PENDING_CHANGES: { fail: [rds({ pending: ['DBInstanceClass'] }), { features: { pending: ['EngineVersion'] } }, { source: { members: [{ ...OLD_WRITER, pending: ['DBInstanceClass'] }] } }], pass: [{}, { features: {} }] },
  PENDING_MAINTENANCE: { fail: [around({ pendingMaintenance: ['system-update'] })], pass: [{}], cannotTell: [unknown('pendingMaintenance')] },
  ACTIVITY_STREAM_STARTED: { fail: [{ features: { activityStream: true } }], pass: [{}, { features: { activityStream: false } }, { features: { activityStream: true }, path: 'DMS' }] },
  CLUSTER_CACHE_MANAGEMENT: {
    fail: [{ cluster: PG('16.8'), ...around({ parameters: { apg_ccm_enabled: '1' } }) }],
    pass: [{ cluster: PG('16.8') }, { cluster: PG('16.8'), ...around({ parameters: { apg_ccm_enabled: '0' } }) }, { cluster: PG('16.8', { parameterGroup: 'default.aurora-postgresql16' }), ...unknown('parameters') }, unknown('parameters')],
    cannotTell: [{ cluster: PG('16.8', { parameterGroup: 'mine' }), ...unknown('parameters') }],
  },
  GLOBAL_DATABASE_SECONDARY: {
    fail: [{ features: { globalCluster: 'world' }, ...around({ globalRole: 'secondary' }) }],
    pass: [{}, { features: { globalCluster: 'world' }, ...around({ globalRole: 'primary' }) }],
    cannotTell: [{ features: { globalCluster: 'world' } }],
  },
  GLOBAL_DATABASE_UPGRADE: {
    fail: [{ cluster: PG('13.12'), features: { globalCluster: 'world' }, goal: { engineVersion: '16.8' } }],
    pass: [{ cluster: PG('13.12'), features: { globalCluster: 'world' }, goal: { engineVersion: '13.18' } }, { cluster: PG('13.12'), goal: { engineVersion: '16.8' } }],
  },
  REPLICA_CLUSTER: { fail: [{ features: { replicationSource: 'arn:other' } }, { features: { replicationSource: 'arn:other' }, path: 'snapshot restore' }], pass: [{}, rds({ replicationSource: 'other' })] },
  CAPACITY_RANGE_INVALID: { fail: [{ goal: { capacity: { minAcu: 8, maxAcu: 4 } } }], pass: [{}] },
  CAPACITY_RANGE_UNSUPPORTED: {
    fail: [{ cluster: MYSQL('3.05.2'), goal: { capacity: { minAcu: 1, maxAcu: 256 } } }, { cluster: PG('15.5'), goal: { capacity: { minAcu: 0, maxAcu: 4 } } }, { features: { platformVersion: '1' }, goal: { capacity: { minAcu: 1, maxAcu: 129 } } }],
    pass: [{ goal: { capacity: { minAcu: 0, maxAcu: 256 } } }, { features: { platformVersion: '1' }, goal: { capacity: { minAcu: 1, maxAcu: 128 } } }, { features: { platformVersion: '1' }, goal: { capacity: { minAcu: 1, maxAcu: 256 } }, path: 'blue/green' }],
  },
  CAPACITY_BELOW_MAJOR_UPGRADE: {
    fail: [{ cluster: PG('13.12', { capacityRange: { minAcu: 0.5, maxAcu: 1.5 } }), source: { members: SERVERLESS }, goal: { engineVersion: '15.8' } }],
    pass: [
      { cluster: PG('13.12', { capacityRange: { minAcu: 0.5, maxAcu: 2 } }), source: { members: SERVERLESS }, goal: { engineVersion: '15.8' } },
      { cluster: PG('14.9', { capacityRange: { minAcu: 0.5, maxAcu: 1 } }), source: { members: SERVERLESS }, goal: { engineVersion: '15.8' } },
      { cluster: PG('13.12', { capacityRange: { minAcu: 0.5, maxAcu: 1 } }), goal: { engineVersion: '15.8' } },
      { cluster: PG('13.12', { capacityRange: { minAcu: 0.5, maxAcu: 1 } }), source: { members: SERVERLESS }, goal: { engineVersion: '13.18' } },
      { cluster: PG('13.12', { capacityRange: { minAcu: 0.5, maxAcu: 1 } }), source: { members: SERVERLESS } },
    ],
  },
  CAPACITY_BELOW_PERFORMANCE_INSIGHTS: {
    fail: [{ source: { members: [OLD_WRITER] } }],
    pass: [{}, { source: { members: [OLD_WRITER] }, goal: { capacity: { minAcu: 2, maxAcu: 4 } } }],
  },
  CAPACITY_BELOW_GLOBAL_DATABASE: {
    fail: [{ features: { globalCluster: 'world' }, ...around({ globalRole: 'primary' }) }],
    pass: [{}, { features: { globalCluster: 'world' }, goal: { capacity: { minAcu: 8, maxAcu: 16 } } }, { features: { globalCluster: 'world' }, ...around({ globalRole: 'secondary' }) }],
    cannotTell: [{ features: { globalCluster: 'world' } }],
  },
  AUTO_PAUSE_CANCELLED: {
    fail: [{ proxies: ['p'] }, { zeroEtlIntegrations: ['z'] }, { parameters: { binlog_format: 'ROW' } }].map((change) => ({ ...around(change), goal: { capacity: { minAcu: 0, maxAcu: 4 } } })),
    pass: [around({ proxies: ['p'] }), { goal: { capacity: { minAcu: 0, maxAcu: 4 } } }],
    cannotTell: (['proxies', 'zeroEtlIntegrations', 'parameters'] as const).map((name) => ({ ...unknown(name), goal: { capacity: { minAcu: 0, maxAcu: 4 } } })),
  },
  DATA_API_INTERRUPTED: {
    fail: [{ cluster: V1, source: { members: [] } }],
    pass: [{ cluster: { dataApi: true } }, { cluster: { ...V1, dataApi: false }, source: { members: [] } }],
  },
  DATA_API_UNSUPPORTED: { fail: [{ cluster: { ...MYSQL('3.06.0'), dataApi: true } }, { cluster: PG('13.12', { dataApi: true }), goal: { engineVersion: '15.2' } }], pass: [{ cluster: { dataApi: true } }, { cluster: MYSQL('3.06.0') }] },
  SERVERLESS_V1_PAUSED: { fail: [{ features: { paused: true } }], pass: [{}] },
  EXTENDED_SUPPORT: {
    fail: [rds({}), rds({}, { engineVersion: '5.7.44' }), rds({}, { engine: 'postgres', engineVersion: '13.20' }), { cluster: PG('12.9') }, { cluster: PG('14.9'), today: '2027-03-02' }, { cluster: PG('11.9'), today: '2028-01-01' }],
    pass: [
      { cluster: PG('14.9') }, { cluster: MYSQL('3.08.0') }, { cluster: PG('19.1') }, rds({}, { engineVersion: '8.4.3' }), rds({}, { kind: 'self-managed server', engineVersion: '5.7.44' }),
      rds({}, { kind: 'instance snapshot', engineVersion: '5.7.44' }), { ...rds({}), today: '2026-07-31' },
    ],
  },
  TARGET_SUPPORT_ENDED: {
    fail: [
      { goal: { engineVersion: '8.0.mysql_aurora.3.08.0' } }, { cluster: PG('12.9'), goal: { engineVersion: '13.12' } }, { cluster: MYSQL('3.08.0') }, { cluster: MYSQL('3.02.0') },
      { cluster: PG('13.12'), source: { members: SERVERLESS } },
    ],
    pass: [{}, { goal: { engineVersion: '8.0.mysql_aurora.3.12.0' } }, { cluster: MYSQL('3.02.0'), goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } }, rds({})],
  },
  MAX_CONNECTIONS_LOWER: {
    fail: [{ ...around({ peakConnections: 2001 }) }],
    pass: [around({ peakConnections: 2000 }), around({ peakConnections: 9000, parameters: { max_connections: '9500' } })],
    cannotTell: [unknown('peakConnections'), { around: { parameters: { max_connections: 'GREATEST({log(1)},2)' } } }],
  },
  STATIC_CUSTOM_ENDPOINTS: {
    fail: [around({ customEndpoints: [{ identifier: 'e', staticMembers: ['old-2'] }] })],
    pass: [{}, around({ customEndpoints: [{ identifier: 'e', staticMembers: [] }, { identifier: 'f', staticMembers: ['stays'] }] })],
    cannotTell: [unknown('customEndpoints')],
  },
  AUTO_SCALING_MEMBERS: { fail: [around({ autoScaling: true })], pass: [{}], cannotTell: [unknown('autoScaling')] },
  PROXY_ORDER: { fail: [around({ proxies: ['p'] }), { ...around({ proxies: ['p'] }), path: 'blue/green' }], pass: [{}], cannotTell: [unknown('proxies')] },
  PORT_NOT_STANDARD: { fail: [rds({ port: 3399 }), { features: { port: 3307 } }, { cluster: PG('16.8'), features: { port: 3306 } }], pass: [{ features: { port: 3306 } }, { cluster: PG('16.8'), features: { port: 5432 } }, {}] },
  ZERO_ETL_INTEGRATION: {
    fail: [{ ...around({ zeroEtlIntegrations: ['z'] }), path: 'blue/green' }], pass: [{ path: 'blue/green' }, around({ zeroEtlIntegrations: ['z'] })], cannotTell: [{ ...unknown('zeroEtlIntegrations'), path: 'snapshot restore' }],
  },
  BLUE_GREEN_MANAGED_PASSWORD: { fail: [{ features: { managedPassword: true }, path: 'blue/green' }], pass: [{ path: 'blue/green' }, { ...rds({ managedPassword: true }), path: 'blue/green' }, { features: { managedPassword: true } }] },
  BLUE_GREEN_VERSION: {
    fail: ['11.9', '12.9', '13.11', '14.8', '15.3'].map((version) => ({ cluster: PG(version), path: 'blue/green' as const })),
    pass: ['11.21', '12.16', '13.12', '14.9', '15.4', '16.1', '18.3'].map((version): Change => ({ cluster: PG(version), path: 'blue/green' })).concat({ cluster: { engineVersion: '5.7.mysql_aurora.2.11.4' }, path: 'blue/green' }),
  },
  BLUE_GREEN_PARAMETERS: {
    fail: [{ cluster: { parameterGroup: 'default.aurora-mysql8.0' }, path: 'blue/green' }, { cluster: { parameterGroup: 'mine' }, ...around({ parameters: { binlog_format: 'OFF' } }), path: 'blue/green' }],
    pass: [
      { cluster: { parameterGroup: 'mine' }, ...around({ parameters: { binlog_format: 'MIXED' } }), path: 'blue/green' },
      { cluster: PG('16.8', { parameterGroup: 'mine' }), ...around({ parameters: { 'rds.logical_replication': '1' } }), path: 'blue/green' },
    ],
    cannotTell: [{ cluster: { parameterGroup: 'mine' }, ...unknown('parameters'), path: 'blue/green' }],
  },
  BLUE_GREEN_NOT_COPIED: { fail: [{ features: { associatedRoles: 1 }, path: 'blue/green' }, { features: { backtrack: true }, path: 'blue/green' }, { ...around({ autoScaling: true }), path: 'blue/green' }], pass: [{ path: 'blue/green' }] },
  BABELFISH_VERSION: {
    fail: [{ cluster: PG('15.6'), ...around({ parameters: { 'rds.babelfish_status': 'on' } }), path: 'blue/green' }],
    pass: [
      { cluster: PG('15.7'), ...around({ parameters: { 'rds.babelfish_status': 'on' } }), path: 'blue/green' }, { cluster: PG('15.6'), path: 'blue/green' },
      { cluster: PG('15.7', { parameterGroup: 'mine' }), ...unknown('parameters'), path: 'blue/green' }, { cluster: PG('15.6', { parameterGroup: 'default.aurora-postgresql15' }), ...unknown('parameters'), path: 'blue/green' },
    ],
    cannotTell: [{ cluster: PG('15.6', { parameterGroup: 'mine' }), ...unknown('parameters'), path: 'blue/green' }],
  },
  NO_TARGET_MEMBERS: { fail: [{ goal: { members: [] } }], pass: [{}] },
  TOO_MANY_MEMBERS: {
    fail: [{ source: { members: Array.from({ length: 15 }, (_, index) => member(`m${index}`)) } }],
    pass: [{ source: { members: Array.from({ length: 14 }, (_, index) => member(`m${index}`)) } }, { source: { members: [...SERVERLESS, ...Array.from({ length: 14 }, (_, index) => member(`m${index}`))] } }],
  },
  QUOTA_EXCEEDED: {
    fail: [
      around({ quotas: { instances: { used: 39, most: 40 } } }), { ...around({ quotas: { instances: { used: 37, most: 40 } } }), path: 'blue/green' },
      { ...around({ quotas: { clusters: { used: 40, most: 40 } } }), path: 'DMS', source: { kind: 'RDS instance' } },
      // The conversion and the upgrade are each preceded by a snapshot of ours.
      { ...around({ quotas: { clusterSnapshots: { used: 99, most: 100 } } }), cluster: { ...V1, engineVersion: '5.7.mysql_aurora.2.11.4' }, source: { members: [] }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      { ...around({ quotas: { clusterSnapshots: { used: 100, most: 100 } } }), path: 'snapshot restore' },
      { ...rds({}), ...around({ quotas: { snapshots: { used: 100, most: 100 } } }), path: 'snapshot restore' },
      { ...around({ quotas: { instances: { used: 37, most: 40 } } }), cluster: { ...V1, ...PG('13.12') }, source: { members: [] }, goal: { members: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } },
    ],
    pass: [
      {}, around({ quotas: { clusterSnapshots: { used: 100, most: 100 } } }),
      { ...around({ quotas: { clusterSnapshots: { used: 98, most: 100 } } }), cluster: { ...V1, engineVersion: '5.7.mysql_aurora.2.11.4' }, source: { members: [] }, goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      { ...around({ quotas: { clusterSnapshots: { used: 100, most: 100 } } }), goal: { engineVersion: '8.0.mysql_aurora.3.12.0' } },
      { ...rds({}), ...around({ quotas: { clusterSnapshots: { used: 100, most: 100 } } }), path: 'snapshot restore' },
      { ...around({ quotas: { clusterSnapshots: { used: 100, most: 100 } } }), source: { kind: 'cluster snapshot' }, path: 'snapshot restore' },
      { ...around({ quotas: { instances: { used: 39, most: 40 } } }), source: { members: SERVERLESS } },
      around({ quotas: { instances: { used: 38, most: 40 }, clusters: { used: 40, most: 40 } } }),
    ],
    cannotTell: [unknown('quotas')],
  },
  RESTORE_STARTS_PROVISIONED: {
    fail: [{ cluster: PG('13.12'), goal: { engineVersion: '15.8' }, path: 'snapshot restore' }, { ...rds({}, { engineVersion: '5.7.44' }), path: 'snapshot restore', goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } }],
    pass: [
      { ...rds({}), path: 'snapshot restore', goal: { engineVersion: '8.0.mysql_aurora.3.10.0' } },
      { ...rds({}, { engine: 'postgres', engineVersion: '15.4' }), path: 'snapshot restore', goal: { engineVersion: '15.8' } },
      { path: 'snapshot restore' }, { cluster: PG('13.12'), goal: { engineVersion: '13.18' }, path: 'snapshot restore' }, { cluster: PG('13.12'), goal: { engineVersion: '15.8' } },
    ],
  },
  RESTORE_MANAGED_PASSWORD: { fail: [{ features: { managedPassword: true }, path: 'snapshot restore' }], pass: [{ path: 'snapshot restore' }] },
  RESTORE_DATA_API: { fail: [{ cluster: { dataApi: true }, path: 'snapshot restore' }], pass: [{ path: 'snapshot restore' }] },
  DELETION_PROTECTION: { fail: [{ features: { deletionProtection: true }, path: 'blue/green' }], pass: [{ path: 'blue/green' }, { features: { deletionProtection: true } }] },
  SNAPSHOT_NOT_AVAILABLE: {
    fail: [{ source: { kind: 'cluster snapshot', status: 'creating' }, path: 'snapshot restore' }], pass: [{ source: { kind: 'instance snapshot', status: 'available' }, path: 'snapshot restore' }, { path: 'snapshot restore' }],
  },
  POSTGRES_PASSWORD_HASHING: { fail: [{ cluster: PG('13.12'), goal: { engineVersion: '14.20' } }], pass: [{ cluster: PG('14.9'), goal: { engineVersion: '16.8' } }, { cluster: PG('12.9'), goal: { engineVersion: '13.12' } }, { cluster: PG('13.12') }, {}] },
  MYSQL_84_CLIENTS: { fail: [{ ...rds({}), goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } }, { goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } }], pass: [{}, { goal: { engineVersion: '8.0.mysql_aurora.3.12.0' } }, { cluster: { engineVersion: '8.4.mysql_aurora.8.4.7' }, goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } }, { ...rds({}, { engineVersion: '8.4.3' }), goal: { engineVersion: '8.4.mysql_aurora.8.4.8' } }] },
  PARAMETERS_IGNORED: {
    fail: [setBySomebody({ innodb_buffer_pool_size: '1' }), { cluster: PG('16.8'), ...setBySomebody({ shared_buffers: '1' }) }],
    // A default that AWS lists is nobody's wish.
    pass: [{}, setBySomebody({ time_zone: 'UTC' }), { cluster: PG('16.8'), ...around({ parameters: { shared_buffers: '{DBInstanceClassMemory/12038}' } }) }, { ...unknown('setParameters'), source: { members: [] } }],
    cannotTell: [{ cluster: { parameterGroup: 'mine' }, ...unknown('setParameters') }, unknown('setParameters')],
  },
  PARAMETER_GROUPS_DIFFER: {
    fail: [{ cluster: PG('13.12'), goal: { engineVersion: '15.8' }, source: { members: [OLD_WRITER, { ...OLD_READER, settings: { ...OLD_READER.settings, parameterGroup: 'other' } }] } }],
    pass: [{ cluster: PG('13.12'), goal: { engineVersion: '15.8' } }, { source: { members: [OLD_WRITER, { ...OLD_READER, settings: { ...OLD_READER.settings, parameterGroup: 'other' } }] } }],
  },
};

test('every rule is here', () => {
  expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ code }) => code).sort());
});

describe.each(Object.entries(CASES))('%s', (code, { fail, pass, cannotTell = [] }) => {
  test.each(fail.map((change) => [JSON.stringify(change).slice(0, 150), change]))('fails for %s', (_, change) => expect(verdict(code, change)).toBe('fail'));
  test.each(pass.map((change) => [JSON.stringify(change).slice(0, 150), change]))('passes for %s', (_, change) => expect(verdict(code, change)).toBe('pass'));
  if (cannotTell.length > 0) {
    test.each(cannotTell.map((change) => [JSON.stringify(change).slice(0, 150), change]))('cannot tell for %s', (_, change) => expect(verdict(code, change)).toBe('cannot tell'));
  }

  test('says what is wrong and what to do', () => {
    for (const change of [...fail, ...cannotTell]) {
      const { message, remedy } = findingsOf(subject(change)).find((finding) => finding.code === code)!;
      expect(`${message} ${remedy}`).not.toMatch(/undefined|null|NaN|\[object/);
      expect(message).toMatch(/^.{20,}\.$/s);
      expect(remedy.length).toBeGreaterThan(5);
    }
  });
});
