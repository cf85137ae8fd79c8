import type { HandoverGoal } from '../../planner/handover/handover-goal';
import { type OldestTransaction, oldestTransactionSql } from '../../planner/handover/oldest-transaction';
import { CallRefused, type Look, type Ports } from '../ports';

/** A deletion and a way back do not wait for anybody, so they do not ask. */
export async function lookAtTransactions(
  ports: Ports, { limits, isDeletion }: HandoverGoal, { cluster }: Look,
): Promise<OldestTransaction | undefined> {
  const sql = cluster && oldestTransactionSql(cluster.engine);
  if (!limits.transactions || isDeletion || !cluster || sql === undefined) return undefined;
  try {
    const seconds = await ports.statements.execute(cluster.arn, limits.transactions.secret, sql);
    return seconds === undefined ? { unknownBecause: 'the Data API gave no number' } : { seconds };
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return { unknownBecause: `${error.code}: ${error.message}` };
  }
}
