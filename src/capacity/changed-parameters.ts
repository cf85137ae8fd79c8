import type { Parameters } from './replication-parameters';

const NO_QUERY_CACHE = 'there is no query cache any more';

/**
 * What became of parameters with a major version of MySQL.
 * @see https://dev.mysql.com/doc/refman/8.0/en/added-deprecated-removed.html @see https://dev.mysql.com/doc/refman/8.4/en/added-deprecated-removed.html
 */
const BY_MAJOR_VERSION: Readonly<Record<string, readonly (readonly [major: string, became: Parameters])[]>> = {
  'aurora-mysql': [
    ['8.0', {
      query_cache_limit: NO_QUERY_CACHE,
      query_cache_min_res_unit: NO_QUERY_CACHE,
      query_cache_size: NO_QUERY_CACHE,
      query_cache_type: NO_QUERY_CACHE,
      tx_isolation: 'transaction_isolation takes its place',
      tx_read_only: 'transaction_read_only takes its place',
      log_warnings: 'log_error_verbosity takes its place',
      innodb_file_format: 'there is one file format only',
      innodb_large_prefix: 'large prefixes are always on',
    }],
    ['8.4', {
      default_authentication_plugin: 'authentication_policy takes its place',
      expire_logs_days: 'binlog_expire_logs_seconds takes its place',
      slave_parallel_workers: 'replica_parallel_workers takes its place',
      slave_parallel_type: 'replica_parallel_type takes its place',
    }],
  ],
};

/** `{DBInstanceClassMemory}` in a formula: on `db.serverless` it stands for the memory of the maximum, not of what is there. */
const OF_THE_CLASS = /DBInstanceClassMemory/;

/** Of the parameters that somebody set, those that mean something else on Serverless v2 or behind the jump between two major versions. */
export function changedParameters(engine: string, [from, to]: readonly [string, string], set: Parameters): string[] {
  const crossed = (BY_MAJOR_VERSION[engine] ?? []).filter(([major]) => Number(major) > Number(from) && Number(major) <= Number(to));
  const became: Parameters = Object.assign({}, ...crossed.map(([, parameters]) => parameters));
  return Object.entries(set).flatMap(([name, value]) => {
    if (became[name] !== undefined) return [`${name}: ${became[name]}`];
    return OF_THE_CLASS.test(value) ? [`${name} = ${value}: computed from the maximum of the range`] : [];
  });
}
