import type { PathName } from './paths/planned-path';
import { isMajorMove, type PathSubject } from './paths/subject';

/** A fact that only SQL can tell. */
export interface SqlCheck {
  readonly code: string;
  readonly why: string;
  readonly query: string;
  /** What the query has to answer. */
  readonly expected: string;
}

interface Row extends SqlCheck {
  readonly engine: 'mysql' | 'postgres';
  readonly when: 'major upgrade' | 'replication' | 'major upgrade to 8.4';
}

const NO_ROWS = 'no rows';

const ROWS: readonly Row[] = [
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
    query: "SELECT attrelid::regclass, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE c.relkind IN ('r','m') AND NOT attisdropped AND atttypid IN "
      + "('regproc'::regtype, 'regprocedure'::regtype, 'regoper'::regtype, 'regoperator'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype) "
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
    when: 'major upgrade',
    why: 'extensions have to be updated behind the upgrade, some before it',
    query: 'SELECT name, default_version, installed_version FROM pg_available_extensions WHERE installed_version <> default_version;',
    expected: `${NO_ROWS}; otherwise ALTER EXTENSION … UPDATE`,
  },
  {
    code: 'POSTGRES_TABLES_WITHOUT_PRIMARY_KEY',
    engine: 'postgres',
    when: 'replication',
    why: 'changes of tables without a primary key are not replicated',
    query: "SELECT c.oid::regclass FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog','information_schema') "
      + "AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p');",
    expected: NO_ROWS,
  },
  {
    code: 'POSTGRES_LARGE_OBJECTS',
    engine: 'postgres',
    when: 'replication',
    why: 'large objects are not replicated',
    query: 'SELECT count(*) FROM pg_largeobject_metadata;',
    expected: '0',
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
    when: 'major upgrade',
    why: 'names that are reserved words in the new version have to be quoted; the prechecks list them all',
    query: "SELECT table_schema, table_name FROM information_schema.tables WHERE UPPER(table_name) IN ('CUBE','EMPTY','EXCEPT','FUNCTION','GROUPING','GROUPS','LATERAL','OF','OVER','RANK','RECURSIVE','ROW','ROWS','SYSTEM','WINDOW') "
      + "UNION SELECT table_schema, column_name FROM information_schema.columns WHERE UPPER(column_name) IN ('CUBE','EMPTY','EXCEPT','FUNCTION','GROUPING','GROUPS','LATERAL','OF','OVER','RANK','RECURSIVE','ROW','ROWS','SYSTEM','WINDOW') "
      + "AND table_schema NOT IN ('mysql','sys','information_schema','performance_schema');",
    expected: `${NO_ROWS}, or quoted in every query`,
  },
  {
    code: 'MYSQL_PASSWORD_PLUGINS',
    engine: 'mysql',
    when: 'major upgrade to 8.4',
    why: 'mysql_native_password is not the default any more',
    query: "SELECT user, host FROM mysql.user WHERE plugin = 'mysql_native_password';",
    expected: `${NO_ROWS}, or clients that can do both`,
  },
  {
    code: 'MYSQL_TABLES_WITHOUT_PRIMARY_KEY',
    engine: 'mysql',
    when: 'replication',
    why: 'tables without a primary key replicate slowly, row by row',
    query: 'SELECT t.table_schema, t.table_name FROM information_schema.tables t LEFT JOIN information_schema.table_constraints c '
      + "ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY' "
      + "WHERE c.constraint_name IS NULL AND t.table_type = 'BASE TABLE' AND t.table_schema NOT IN ('mysql','sys','information_schema','performance_schema');",
    expected: NO_ROWS,
  },
];

const REPLICATING: readonly PathName[] = ['blue/green', 'DMS', 'read replica'];

/** The queries to run before this path is taken. */
export function sqlChecks(subject: PathSubject, path: PathName): SqlCheck[] {
  const engine = /postgres/.test(subject.source.engine) ? 'postgres' : 'mysql';
  const upgrades = path !== 'DMS' && path !== 'dump and restore' && isMajorMove(subject);
  const applies = {
    'major upgrade': upgrades,
    'major upgrade to 8.4': upgrades && (subject.goal.engineVersion ?? '').startsWith('8.4.'),
    'replication': REPLICATING.includes(path),
  };
  return ROWS.filter((row) => row.engine === engine && applies[row.when]).map(({ code, why, query, expected }) => ({ code, why, query, expected }));
}
