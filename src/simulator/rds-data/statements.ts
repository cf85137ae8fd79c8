import type { SimulatedAccount } from '../account';
import { refused } from './refusals';
import type { Cluster } from '../rds/cluster';
import { notSimulated } from '../wire/aws-error';

interface Statement {
  readonly sql: string;
  /** Absent: every engine knows it. */
  readonly engine?: 'aurora-mysql' | 'aurora-postgresql';
  /** The one number that it answers with. */
  readonly value: (account: SimulatedAccount, cluster: Cluster) => number;
}

/** How old the oldest transaction is, in whole seconds. */
const oldestTransaction: Statement['value'] = ({ clock, transactions }, cluster) =>
  Math.floor(Math.max(0, ...transactions.of(cluster).map(({ begunAtMillis }) => clock.now - begunAtMillis)) / 1000);

/** There is no database behind the simulated one: these statements are known, in these words, and no others. */
const STATEMENTS: readonly Statement[] = [
  { sql: 'select 1', value: () => 1 },
  {
    engine: 'aurora-mysql',
    sql: 'select coalesce(max(timestampdiff(second, trx_started, now())), 0) from information_schema.innodb_trx where trx_mysql_thread_id <> connection_id()',
    value: oldestTransaction,
  },
  {
    engine: 'aurora-postgresql',
    sql: 'select cast(coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0) as integer) from pg_stat_activity '
      + "where backend_type = 'client backend' and pid <> pg_backend_pid()",
    value: oldestTransaction,
  },
];

export function execute(account: SimulatedAccount, cluster: Cluster, sql: string): number {
  const text = sql.trim().replace(/;$/, '').replace(/\s+/g, ' ').toLowerCase();
  const statement = STATEMENTS.find((candidate) => candidate.sql === text);
  if (!statement) throw notSimulated(`The statement ${sql}`);
  if (statement.engine && statement.engine !== cluster.shape.Engine) throw refused('DatabaseErrorException', `${cluster.shape.Engine} has no such table.`);
  return statement.value(account, cluster);
}
