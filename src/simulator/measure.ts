import type { SimulatedAccount } from './account';
import { WRITE_INTERVAL_MILLIS } from './data/writing-client';
import type { EventLog, LogEntry } from './event-log';

/** What happened to one cluster, computed from the event log alone. */
export interface Measurements {
  /** From the last write that was acknowledged before each interruption to the first one after it. */
  readonly writeGapSeconds: number;
  /** How long AWS itself kept the cluster without a writer. */
  readonly outageSeconds: number;
  readonly writesAcknowledged: number;
  readonly writesRejected: number;
  /** Acknowledged, and not there any more. */
  readonly writesLost: number;
  readonly elapsedSeconds: number;
  /** The least time in which AWS could have done what it did, one thing after the other where one needs the other. */
  readonly criticalPathSeconds: number;
  readonly apiCalls: number;
  readonly apiCallsByOperation: Readonly<Record<string, number>>;
  /** In the order in which they were made. */
  readonly apiCallSequence: readonly string[];
}

export function measure(account: SimulatedAccount, cluster: string, endedAtSeconds: number): Measurements {
  const client = account.clients.find((candidate) => candidate.cluster === cluster)!;
  client.catchUp();
  const writes = account.log.ofType('writes').filter((entry) => entry.client === client.name);
  const calls = account.log.ofType('call').map(({ service, operation }) => `${service}:${operation}`);
  return {
    writeGapSeconds: gapSeconds(writes),
    outageSeconds: outageSeconds(account, cluster),
    writesAcknowledged: sum(writes.filter(({ acknowledged }) => acknowledged).map(({ from, to }) => to - from)),
    writesRejected: sum(writes.filter(({ acknowledged, waited, resting }) => !acknowledged && !waited && !resting).map(({ from, to }) => to - from)),
    writesLost: client.lost(),
    elapsedSeconds: endedAtSeconds,
    criticalPathSeconds: criticalPathSeconds(account.log, account.clock.now),
    apiCalls: calls.length,
    apiCallsByOperation: count(calls),
    apiCallSequence: calls,
  };
}

function gapSeconds(writes: readonly Extract<LogEntry, { type: 'writes' }>[]): number {
  let gap = 0;
  let last: number | undefined;
  for (const { acknowledged, resting, from, to } of writes) {
    if (!acknowledged && !resting) continue;
    if (last !== undefined && from > last + 1) gap += from - last;
    last = to - 1;
  }
  const end = writes.at(-1);
  if (end && !end.acknowledged && !end.resting && last !== undefined) gap += end.to - last;
  return inSeconds(gap * WRITE_INTERVAL_MILLIS);
}

function outageSeconds(account: SimulatedAccount, cluster: string): number {
  const times = (type: 'outage-started' | 'outage-ended') => account.log.ofType(type)
    .filter((entry) => entry.cluster === cluster).map(({ atMillis }) => atMillis);
  const ends = times('outage-ended');
  return inSeconds(sum(times('outage-started').map((start, index) => (ends[index] ?? account.clock.now) - start)));
}

function criticalPathSeconds(log: EventLog, nowMillis: number): number {
  const length = new Map<number, number>();
  for (const { id, after, startedAtMillis, endedAtMillis = nowMillis } of log.operations()) {
    const before = Math.max(0, ...after.map((predecessor) => length.get(predecessor) ?? 0));
    length.set(id, before + endedAtMillis - startedAtMillis);
  }
  return inSeconds(Math.max(0, ...length.values()));
}

function inSeconds(millis: number): number {
  return millis / 1000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
