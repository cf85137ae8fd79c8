/** How old the oldest transaction on the writer is; looked at only where a handover has a limit for it. */
export type OldestTransaction = { readonly seconds: number } | { readonly unknownBecause: string };

/** Who may see all sessions may ask: the master user, in MySQL with PROCESS and in PostgreSQL with pg_monitor anybody. */
const SQL: Readonly<Record<string, string>> = {
  'aurora-mysql': 'SELECT COALESCE(MAX(TIMESTAMPDIFF(SECOND, trx_started, NOW())), 0) FROM information_schema.innodb_trx '
    + 'WHERE trx_mysql_thread_id <> CONNECTION_ID()',
  'aurora-postgresql': 'SELECT CAST(COALESCE(EXTRACT(EPOCH FROM MAX(clock_timestamp() - xact_start)), 0) AS integer) FROM pg_stat_activity '
    + "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
};

/** Answers with whole seconds. */
export function oldestTransactionSql(engine: string): string | undefined {
  return SQL[engine];
}

/** Why a failover would hurt somebody; nothing where everybody is through in a moment. */
export function whyLong(oldest: OldestTransaction | undefined, limitSeconds: number | undefined): string | undefined {
  if (oldest === undefined || limitSeconds === undefined) return undefined;
  if ('unknownBecause' in oldest) return `nobody can say how old transactions are: ${oldest.unknownBecause}`;
  return oldest.seconds > limitSeconds ? `a transaction is ${oldest.seconds} s old, and ${limitSeconds} s are allowed` : undefined;
}
