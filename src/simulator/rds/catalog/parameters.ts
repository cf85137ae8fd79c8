import { AURORA_MYSQL, AURORA_POSTGRESQL } from './engine-versions';

/** Where a parameter can be set: in cluster groups only, or in both kinds, where the instance group prevails. */
export type Scope = 'cluster' | 'instance';
export type ApplyType = 'static' | 'dynamic';

/** A parameter of a family, as far as this simulator knows them. */
export interface CatalogueParameter {
  readonly name: string;
  readonly scope: Scope;
  readonly applyType: ApplyType;
  readonly dataType: string;
  /** `ON,OFF` or `1-16000`; nothing where it is not known. */
  readonly allowedValues?: string;
  readonly isModifiable: boolean;
  /** What holds as long as nobody sets it; nothing means the engine's own default. */
  readonly defaultValue?: string;
  readonly source: 'engine-default' | 'system';
  readonly supportedEngineModes: readonly string[];
}

interface Details {
  readonly value?: string;
  readonly isModifiable?: boolean;
  /** AWS sets the value itself. */
  readonly isSystem?: boolean;
  /** Serverless v1 knows it, too. */
  readonly inServerlessV1?: boolean;
  /** The first major version that has it. */
  readonly since?: number;
  /** Another default from this major version on. */
  readonly later?: { readonly since: number; readonly value: string };
}

type Row = readonly [name: string, scope: Scope, applyType: ApplyType, dataType: string, allowedValues: string | undefined, details: Details];

const MYSQL_CONNECTIONS = 'GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000})';

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html */
const MYSQL: readonly Row[] = [
  ['aurora_enhanced_binlog', 'cluster', 'static', 'boolean', '0,1', { value: '0', since: 8 }],
  ['binlog_backup', 'cluster', 'static', 'boolean', '0,1', { value: '1', since: 8 }],
  ['binlog_format', 'cluster', 'static', 'string', 'ROW,STATEMENT,MIXED,OFF', { value: 'OFF', isSystem: true }],
  ['binlog_replication_globaldb', 'cluster', 'static', 'boolean', '0,1', { value: '1', since: 8 }],
  ['binlog_row_image', 'cluster', 'dynamic', 'string', 'full,minimal,noblob', {}],
  ['binlog_row_metadata', 'cluster', 'dynamic', 'string', 'full,minimal', { since: 8 }],
  ['character_set_server', 'cluster', 'dynamic', 'string', undefined, { inServerlessV1: true }],
  ['long_query_time', 'instance', 'dynamic', 'float', '0-31536000', { inServerlessV1: true }],
  ['max_connections', 'instance', 'static', 'integer', '1-16000', { value: MYSQL_CONNECTIONS, isSystem: true }],
  // Both spellings are in AWS's guides.
  ['require_secure_transport', 'cluster', 'dynamic', 'boolean', 'ON,OFF,1,0', { value: 'OFF', later: { since: 8.4, value: 'ON' } }],
  ['server_id', 'cluster', 'dynamic', 'integer', undefined, { isModifiable: false }],
  ['time_zone', 'cluster', 'dynamic', 'string', undefined, { inServerlessV1: true }],
];

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html */
const POSTGRES: readonly Row[] = [
  ['log_statement', 'instance', 'dynamic', 'string', 'none,ddl,mod,all', { inServerlessV1: true }],
  ['max_connections', 'instance', 'static', 'integer', '6-262143', { value: 'LEAST({DBInstanceClassMemory/9531392},5000)', isSystem: true }],
  ['max_logical_replication_workers', 'cluster', 'static', 'integer', '0-262143', {}],
  ['max_replication_slots', 'cluster', 'static', 'integer', '5-262143', { value: '20', isSystem: true }],
  ['max_wal_senders', 'cluster', 'static', 'integer', '5-262143', { value: '10', isSystem: true }],
  ['max_worker_processes', 'instance', 'static', 'integer', '0-262143', {}],
  ['rds.force_ssl', 'cluster', 'dynamic', 'boolean', '0,1', { value: '0', isSystem: true, later: { since: 17, value: '1' } }],
  ['rds.logical_replication', 'cluster', 'static', 'boolean', '0,1', { value: '0' }],
  ['restart_after_crash', 'cluster', 'dynamic', 'boolean', '0,1', { isModifiable: false }],
  ['shared_preload_libraries', 'instance', 'static', 'list', undefined, { value: 'pg_stat_statements', isSystem: true }],
  ['synchronous_commit', 'cluster', 'dynamic', 'string', 'local,on,off', { value: 'on', isSystem: true }],
  ['work_mem', 'instance', 'dynamic', 'integer', '64-2147483647', { inServerlessV1: true }],
];

const ROWS: Record<string, readonly Row[]> = { [AURORA_MYSQL]: MYSQL, [AURORA_POSTGRESQL]: POSTGRES };

/** Families that Serverless v1 had. */
const SERVERLESS_V1_FAMILIES = ['aurora-mysql5.7', 'aurora-postgresql11', 'aurora-postgresql13'];

/** The parameters of a family that this simulator knows, in the order of their names. */
export function parametersOf(family: string): CatalogueParameter[] {
  const [, engine, major] = /^([a-z-]+)(.*)$/.exec(family) ?? [];
  return (ROWS[engine] ?? []).filter(([, , , , , { since = 0 }]) => Number(major) >= since).map((row) => parameterOf(row, family, Number(major)));
}

function parameterOf([name, scope, applyType, dataType, allowedValues, details]: Row, family: string, major: number): CatalogueParameter {
  const { value, later, isSystem, isModifiable = true, inServerlessV1 } = details;
  return {
    name,
    scope,
    applyType,
    dataType,
    allowedValues,
    isModifiable,
    defaultValue: later && major >= later.since ? later.value : value,
    source: isSystem ? 'system' : 'engine-default',
    supportedEngineModes: inServerlessV1 && SERVERLESS_V1_FAMILIES.includes(family) ? ['provisioned', 'serverless'] : ['provisioned'],
  };
}

/** Refuses connections without TLS, if it is on. */
export const TLS_PARAMETERS = ['require_secure_transport', 'rds.force_ssl'];
