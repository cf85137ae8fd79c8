/** Everything that happened, in order. Measurements and invariants are computed from here. */
export type LogEntry = { readonly atMillis: number } & (
  | CallEntry
  | { readonly type: 'operation-started'; readonly operation: Operation }
  | { readonly type: 'operation-ended'; readonly operation: Operation }
  | { readonly type: 'outage-started'; readonly cluster: string; readonly operation: number }
  | { readonly type: 'outage-ended'; readonly cluster: string; readonly operation: number }
  | { readonly type: 'writer'; readonly cluster: string; readonly instance: string }
  | { readonly type: 'status'; readonly subject: string; readonly status: string }
  | { readonly type: 'fault'; readonly kind: string; readonly operation: string }
  | WritesEntry
  | StackEventLogEntry
  | { readonly type: 'invocation'; readonly functionArn: string; readonly subject: string; readonly request: string }
);

/** A line of a stack's events. */
export interface StackEventLogEntry {
  readonly type: 'stack-event';
  readonly stackName: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
}

export interface CallEntry {
  readonly type: 'call';
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
  /** Who signed it. */
  readonly by?: string;
  /** `ok` or the wire code of the error. */
  readonly outcome: string;
}

/** A run of client writes `from` (inclusive) to `to` (exclusive) that had the same fate. */
export interface WritesEntry {
  readonly type: 'writes';
  readonly cluster: string;
  readonly client: string;
  readonly from: number;
  readonly to: number;
  readonly acknowledged: boolean;
  /** The client was kept waiting at this time: it made none of these writes. */
  readonly waited?: boolean;
  /** The client had nothing to write. */
  readonly resting?: boolean;
  /** Why a database that was there refused them. */
  readonly refusedBecause?: string;
}

/** Something that AWS is doing for a while. */
export interface Operation {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  /** Operations without whose end AWS would have refused this one, or no safe driver would have begun it. */
  readonly after: readonly number[];
  readonly startedAtMillis: number;
  endedAtMillis?: number;
  /** Nobody asked for it: AWS maintains the cluster. */
  isMaintenance?: boolean;
}

export class EventLog {
  readonly entries: LogEntry[] = [];

  append(entry: LogEntry): void {
    this.entries.push(entry);
  }

  ofType<T extends LogEntry['type']>(type: T): Extract<LogEntry, { type: T }>[] {
    return this.entries.filter((entry): entry is Extract<LogEntry, { type: T }> => entry.type === type);
  }

  operations(): Operation[] {
    return this.ofType('operation-started').map(({ operation }) => operation);
  }
}
