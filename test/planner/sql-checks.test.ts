import { planFor, planOf } from './documents/plan-for';
import { ROWS } from '../../src/planner/sql-check-rows';

const MYSQL_57 = '5.7.mysql_aurora.2.11.4';
const codes = async (plan: ReturnType<typeof planOf>) => (await plan).checks.map(({ code }) => code);

const rds = (Engine: string, EngineVersion: string) => ({
  DBInstances: [{ DBInstanceIdentifier: 'rds', DBInstanceArn: 'arn:aws:rds:eu-west-1:1:db:rds', DBInstanceClass: 'db.m6g.large', DBInstanceStatus: 'available', Engine, EngineVersion }],
});
const server = (Engine: string, EngineVersion: string) => ({ SelfManagedServers: [{ Identifier: 'cellar', Engine, EngineVersion }] });

test('a physical replica brings everything: nothing is asked of tables and large objects', async () => {
  expect(await codes(planOf([rds('postgres', '16.4')], { path: 'read replica' }))).toEqual([]);
});

test('a replica by the binary log goes row by row', async () => {
  expect(await codes(planOf([rds('mysql', '8.0.36')], { path: 'read replica' }))).toEqual(['MYSQL_TABLES_WITHOUT_PRIMARY_KEY']);
});

test('what the engine does in an upgrade does not matter to a dump, what SQL means does', async () => {
  expect(await codes(planOf([server('mysql', '5.7.44')], { path: 'dump and restore', to: '8.4' })))
    .toEqual(['MYSQL_RESERVED_WORDS', 'MYSQL_84_RESERVED_WORDS', 'MYSQL_PASSWORD_PLUGINS']);
  expect(await codes(planOf([server('postgres', '11.4')], { path: 'dump and restore', to: '16' }))).toEqual(['POSTGRES_EXTENSIONS']);
  expect(await codes(planOf([server('postgres', '16.4')], { path: 'dump and restore', to: '16' }))).toEqual([]);
});

test('DMS reads a change log', async () => {
  expect(await codes(planOf([server('mysql', '8.0.36')], { path: 'DMS', to: '8.4' })))
    .toEqual(['MYSQL_84_RESERVED_WORDS', 'MYSQL_PASSWORD_PLUGINS', 'MYSQL_TABLES_WITHOUT_PRIMARY_KEY', 'MYSQL_BINARY_LOG']);
  expect(await codes(planOf([server('postgres', '16.4')], { path: 'DMS' })))
    .toEqual(['POSTGRES_TABLES_WITHOUT_PRIMARY_KEY', 'POSTGRES_LARGE_OBJECTS', 'POSTGRES_WAL_LEVEL']);
});

test('an upgrade in place asks for what stops it', async () => {
  expect(await codes(planFor({ engine: 'aurora-mysql', engineVersion: MYSQL_57 }, { path: 'in place' })))
    .toEqual(['MYSQL_XA_PREPARED', 'MYSQL_RUNNING_DDL', 'MYSQL_RESERVED_WORDS']);
  expect(await codes(planFor({ engine: 'aurora-postgresql', engineVersion: '13.12' }, { path: 'in place', to: '16.8' })))
    .toEqual(['POSTGRES_REPLICATION_SLOTS', 'POSTGRES_PREPARED_TRANSACTIONS', 'POSTGRES_REG_TYPES', 'POSTGRES_INVALID_DATABASES', 'POSTGRES_EXTENSIONS']);
  expect(await codes(planFor({ engine: 'aurora-postgresql', engineVersion: '16.4' }, { path: 'in place', to: '16.8' }))).toEqual([]);
});

test('a green cluster needs a worker for each database', async () => {
  expect(await codes(planFor({ engine: 'aurora-postgresql', engineVersion: '16.4' }, { path: 'blue/green' })))
    .toEqual(['POSTGRES_TABLES_WITHOUT_PRIMARY_KEY', 'POSTGRES_LARGE_OBJECTS', 'POSTGRES_REPLICATION_WORKERS']);
});

test('the words that MySQL reserves', () => {
  const words = (code: string) => ROWS.find((row) => row.code === code)!.query.match(/IN \(([^)]*)\) AND/)![1].split(', ');
  expect(words('MYSQL_RESERVED_WORDS')).toHaveLength(27);
  expect(words('MYSQL_RESERVED_WORDS')).toEqual(expect.arrayContaining(['ROW_NUMBER', 'LAG', 'JSON_TABLE', 'INTERSECT', 'LATERAL'].map((word) => `'${word}'`)));
  expect(words('MYSQL_84_RESERVED_WORDS')).toEqual(["'MANUAL'", "'PARALLEL'", "'QUALIFY'", "'TABLESAMPLE'"]);
});
