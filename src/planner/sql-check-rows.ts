import type { SqlCheck } from './sql-checks';

/** When a fact matters. */
export type Occasion =
  | 'major upgrade' | 'another major version' | 'to MySQL 8.0 or newer' | 'to MySQL 8.4' | 'replication of rows' | 'blue/green' | 'DMS';

interface Row extends SqlCheck {
  readonly engine: 'mysql' | 'postgres';
  readonly when: Occasion;
}

const NO_ROWS = 'no rows';

/** Reserved since some version of 8.0, not in 5.7. @see https://dev.mysql.com/doc/mysqld-version-reference/en/keywords-8-0.html */
const RESERVED_SINCE_80 = ('CUBE CUME_DIST DENSE_RANK EMPTY EXCEPT FIRST_VALUE FUNCTION GROUPING GROUPS INTERSECT JSON_TABLE LAG LAST_VALUE LATERAL '
  + 'LEAD NTH_VALUE NTILE OF OVER PERCENT_RANK RANK RECURSIVE ROW ROWS ROW_NUMBER SYSTEM WINDOW').split(' ');
/** @see https://dev.mysql.com/doc/refman/8.4/en/keywords.html */
const RESERVED_SINCE_84 = 'MANUAL PARALLEL QUALIFY TABLESAMPLE'.split(' ');

function namesAmong(words: readonly string[]): string {
  return 'SELECT db, name FROM (SELECT table_schema AS db, table_name AS name FROM information_schema.tables '
    + 'UNION SELECT table_schema, column_name FROM information_schema.columns '
    + 'UNION SELECT routine_schema, routine_name FROM information_schema.routines) AS names '
    + `WHERE UPPER(name) IN (${words.map((word) => `'${word}'`).join(', ')}) AND db NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema');`;
}

/** In the order in which they are printed. */
export const ROWS: readonly Row[] = [
  {
    code: 'POSTGRES_REPLICATION_SLOTS',
    engine: 'postgres',
    when: 'major upgrade',
    why: 'a major upgrade fails while there are logical replication slots',
    query: "SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'logical';",
    expected: NO_ROWS,
  },
  {
    code: 'POSTGRES_PREPARED_TRANSACTIONS',
    engine: 'postgres',
    when: 'major upgrade',
    why: 'a major upgrade fails while transactions are prepared',
    query: 'SELECT gid FROM pg_prepared_xacts;',
    expected: NO_ROWS,
  },
  {
    code: 'POSTGRES_REG_TYPES',
    engine: 'postgres',
    when: 'major upgrade',
    why: 'columns of reg* types cannot be upgraded, except regclass, regrole and regtype',
    query: 'SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid '
      + "WHERE c.relkind IN ('r', 'm', 'i') AND NOT a.attisdropped "
      + "AND t.typname IN ('regcollation', 'regconfig', 'regdictionary', 'regnamespace', 'regoper', 'regoperator', 'regproc', 'regprocedure') "
      + "AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace);",
    expected: `${NO_ROWS}, in every database`,
  },
  {
    code: 'POSTGRES_INVALID_DATABASES',
    engine: 'postgres',
    when: 'major upgrade',
    why: 'databases whose deletion was interrupted stop a major upgrade',
    query: 'SELECT datname FROM pg_database WHERE datconnlimit = -2;',
    expected: NO_ROWS,
  },
  {
    code: 'POSTGRES_EXTENSIONS',
    engine: 'postgres',
    when: 'another major version',
    why: 'extensions have to be updated behind an upgrade, some before it; Aurora has to offer each of them',
    query: 'SELECT e.extname, e.extversion, a.default_version FROM pg_extension e LEFT JOIN pg_available_extensions a ON a.name = e.extname;',
    expected: 'extensions that the new version offers; ALTER EXTENSION … UPDATE where the versions differ',
  },
  {
    code: 'POSTGRES_TABLES_WITHOUT_PRIMARY_KEY',
    engine: 'postgres',
    when: 'replication of rows',
    why: 'changes of tables without a primary key are not replicated',
    query: "SELECT c.oid::regclass FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog','information_schema') "
      + "AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p');",
    expected: NO_ROWS,
  },
  {
    code: 'POSTGRES_LARGE_OBJECTS',
    engine: 'postgres',
    when: 'replication of rows',
    why: 'large objects are not replicated',
    query: 'SELECT count(*) FROM pg_largeobject_metadata;',
    expected: '0',
  },
  {
    code: 'POSTGRES_REPLICATION_WORKERS',
    engine: 'postgres',
    when: 'blue/green',
    why: 'each database replicates by itself: it takes a slot, a sender and a worker',
    query: 'SELECT (SELECT count(*) FROM pg_database WHERE datallowconn AND NOT datistemplate) AS databases, name, setting FROM pg_settings '
      + "WHERE name IN ('max_replication_slots', 'max_wal_senders', 'max_logical_replication_workers', 'max_worker_processes', 'synchronous_commit');",
    expected: 'each maximum above the number of databases, with what is in use beside; synchronous_commit on',
  },
  {
    code: 'POSTGRES_WAL_LEVEL',
    engine: 'postgres',
    when: 'DMS',
    why: 'changes are read from the logical write-ahead log, through a replication slot',
    query: "SELECT name, setting FROM pg_settings WHERE name IN ('wal_level', 'max_replication_slots', 'max_wal_senders');",
    expected: 'wal_level logical (rds.logical_replication = 1 on AWS), a slot and a sender that are free',
  },
  {
    code: 'MYSQL_XA_PREPARED',
    engine: 'mysql',
    when: 'major upgrade',
    why: 'a major upgrade waits for nobody: prepared XA transactions stop it',
    query: 'XA RECOVER;',
    expected: NO_ROWS,
  },
  {
    code: 'MYSQL_RUNNING_DDL',
    engine: 'mysql',
    when: 'major upgrade',
    why: 'no schema change may run when a major upgrade begins',
    query: "SELECT id, info FROM information_schema.processlist WHERE info REGEXP '^(ALTER|CREATE|DROP|TRUNCATE|RENAME|OPTIMIZE)';",
    expected: NO_ROWS,
  },
  {
    code: 'MYSQL_RESERVED_WORDS',
    engine: 'mysql',
    when: 'to MySQL 8.0 or newer',
    why: 'names that MySQL 8.0 reserves have to be quoted in every query; the prechecks of an upgrade list them, too',
    query: namesAmong(RESERVED_SINCE_80),
    expected: `${NO_ROWS}, or names that every query quotes`,
  },
  {
    code: 'MYSQL_84_RESERVED_WORDS',
    engine: 'mysql',
    when: 'to MySQL 8.4',
    why: 'names that MySQL 8.4 reserves have to be quoted in every query',
    query: namesAmong(RESERVED_SINCE_84),
    expected: `${NO_ROWS}, or names that every query quotes`,
  },
  {
    code: 'MYSQL_PASSWORD_PLUGINS',
    engine: 'mysql',
    when: 'to MySQL 8.4',
    why: 'mysql_native_password is not the default any more',
    query: "SELECT user, host FROM mysql.user WHERE plugin = 'mysql_native_password';",
    expected: `${NO_ROWS}, or clients that can do both`,
  },
  {
    code: 'MYSQL_TABLES_WITHOUT_PRIMARY_KEY',
    engine: 'mysql',
    when: 'replication of rows',
    why: 'tables without a primary key replicate slowly, row by row',
    query: 'SELECT t.table_schema, t.table_name FROM information_schema.tables t LEFT JOIN information_schema.table_constraints c '
      + "ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY' "
      + "WHERE c.constraint_name IS NULL AND t.table_type = 'BASE TABLE' AND t.table_schema NOT IN ('mysql','sys','information_schema','performance_schema');",
    expected: NO_ROWS,
  },
  {
    code: 'MYSQL_BINARY_LOG',
    engine: 'mysql',
    when: 'DMS',
    why: 'changes are read from the binary log, which has to hold whole rows',
    query: "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format', 'binlog_row_image');",
    expected: 'ON, ROW and FULL; on AWS keep it for a day: CALL mysql.rds_set_configuration(\'binlog retention hours\', 24)',
  },
];
