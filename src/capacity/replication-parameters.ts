/** Parameters of a DB cluster parameter group by name. */
export type Parameters = Readonly<Record<string, string>>;

/** Values that say no; everything else switches replication on. */
const OFF = ['off', '0', 'none', ''];
const SWITCHES: Record<string, readonly string[]> = {
  'aurora-mysql': ['binlog_format', 'aurora_enhanced_binlog'],
  'aurora-postgresql': ['rds.logical_replication', 'aurora.enhanced_logical_replication'],
};

/** The parameters that switch the binary log or logical replication on. */
export function parametersThatReplicate(engine: string, parameters: Parameters): string[] {
  return (SWITCHES[engine] ?? [])
    .filter((name) => parameters[name] !== undefined && !OFF.includes(parameters[name].toLowerCase()))
    .map((name) => `${name} = ${parameters[name]}`);
}

export const BINLOG: Parameters = { binlog_format: 'ROW' };

export const LOGICAL_REPLICATION: Parameters = { 'rds.logical_replication': '1' };

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/zero-etl.setting-up.html */
export const ZERO_ETL_PARAMETERS: Readonly<Record<string, Parameters>> = {
  'aurora-mysql': {
    aurora_enhanced_binlog: '1',
    binlog_backup: '0',
    binlog_format: 'ROW',
    binlog_replication_globaldb: '0',
    binlog_row_image: 'full',
    binlog_row_metadata: 'full',
  },
  'aurora-postgresql': {
    'rds.logical_replication': '1',
    'aurora.enhanced_logical_replication': '1',
    'aurora.logical_replication_backup': '0',
    'aurora.logical_replication_globaldb': '0',
  },
};

/** Serverless v2 sets these itself; what a parameter group says is ignored. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const IGNORED: Record<string, readonly string[]> = {
  'aurora-mysql': ['innodb_buffer_pool_size', 'innodb_purge_threads', 'table_definition_cache', 'table_open_cache'],
  'aurora-postgresql': ['shared_buffers'],
};

export function parametersIgnored(engine: string, parameters: Parameters): string[] {
  return (IGNORED[engine] ?? []).filter((name) => parameters[name] !== undefined);
}

/** The one parameter that refuses connections without TLS. */
export const TLS_PARAMETER: Readonly<Record<string, Parameters>> = {
  'aurora-mysql': { require_secure_transport: 'ON' },
  'aurora-postgresql': { 'rds.force_ssl': '1' },
};
