import type { Violation } from '../../simulator/invariants';

/**
 * What `rehearse --deploy … --json` prints: a plain JSON value. All times are seconds since the beginning of the
 * rehearsal, unrounded.
 */
export interface DeploymentReport {
  readonly seed: number;
  readonly profile: string;
  readonly faults: readonly string[];
  /** `completed`: every step ended as it should; `failed`: a step was rolled back, or an invariant is violated. */
  readonly outcome: 'completed' | 'failed';
  readonly endedAtSeconds: number;
  readonly steps: readonly DeploymentStep[];
  /** The clusters of the account, those that are gone too. */
  readonly clusters: readonly DeployedCluster[];
  readonly invariants: { readonly checked: readonly string[]; readonly violated: readonly Violation[] };
  /** Where the stacks do not agree with what is there at the end. */
  readonly drift: readonly DriftedResource[];
  readonly timeline: readonly TimelineEvent[];
}

/** One synthesized app or template, deployed. */
export interface DeploymentStep {
  /** The path that was given. */
  readonly source: string;
  readonly importsExistingResources: boolean;
  readonly startedAtSeconds: number;
  readonly endedAtSeconds: number;
  readonly outcome: 'completed' | 'failed';
  readonly stacks: readonly DeployedStack[];
  /** State machines that ran because of this step; the step waits for them. */
  readonly executions: readonly ExecutionReport[];
  /** How long no writer accepted writes during this step, over all clusters. */
  readonly writeGapSeconds: number;
}

export interface DeployedStack {
  readonly name: string;
  readonly operation: 'create' | 'update' | 'import' | 'delete' | 'none';
  /** The stack's last status, such as `UPDATE_ROLLBACK_COMPLETE`. */
  readonly status: string;
  /** Why it failed: the first reason that a resource gave. */
  readonly reason?: string;
  readonly startedAtSeconds: number;
  readonly endedAtSeconds: number;
  readonly resources: readonly DeployedResource[];
}

/** What CloudFormation did to a resource in one step. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly action: 'created' | 'updated' | 'replaced' | 'retained' | 'imported' | 'deleted' | 'unchanged' | 'failed' | 'rolled back' | 'skipped';
  /** The properties that were changed, or because of which it was replaced. */
  readonly properties: readonly string[];
  /** Does it hold data? */
  readonly holdsData: boolean;
  readonly reason?: string;
  /** How often its function was invoked, for custom resources. */
  readonly invocations?: number;
}

export interface ExecutionReport {
  readonly machine: string;
  readonly name: string;
  readonly status: string;
  readonly startedAtSeconds: number;
  readonly endedAtSeconds: number;
  readonly error?: string;
  readonly cause?: string;
}

export interface DeployedCluster {
  readonly identifier: string;
  readonly exists: boolean;
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode: string;
  readonly members: readonly {
    readonly identifier: string;
    readonly instanceClass: string;
    readonly promotionTier: number;
    readonly writer: boolean;
  }[];
  readonly writeGapSeconds: number;
  readonly writeGaps: readonly WriteGap[];
  readonly writesAcknowledged: number;
  readonly writesRejected: number;
  /** Acknowledged, and not there any more. */
  readonly writesLost: number;
}

/** A time during which no writer accepted writes. */
export interface WriteGap {
  /** The last write that was acknowledged before it. */
  readonly fromSeconds: number;
  /** The first one after it, or the end of the rehearsal. */
  readonly toSeconds: number;
  readonly seconds: number;
  /** The API call that stopped the writes, such as `rds:FailoverDBCluster` by `CloudFormation`. */
  readonly cause?: { readonly call: string; readonly by: string; readonly subject?: string; readonly atSeconds: number };
}

export interface DriftedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: 'MODIFIED' | 'DELETED';
  readonly properties: readonly DriftedProperty[];
}

export interface DriftedProperty {
  readonly property: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** What happened, in order: each belongs to a lane. */
export type TimelineEvent = { readonly atSeconds: number } & (
  | StackEventEntry
  | { readonly type: 'machine'; readonly machine: string; readonly execution: string; readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' }
  | { readonly type: 'machine-state'; readonly machine: string; readonly execution: string; readonly state: string }
  | { readonly type: 'cluster-status'; readonly subject: string; readonly status: string }
  | { readonly type: 'member-status'; readonly subject: string; readonly status: string; readonly cluster?: string }
  | { readonly type: 'role'; readonly cluster: string; /** Who accepts writes from now on; nobody while it is away. */ readonly writer?: string }
  | { readonly type: 'call'; readonly call: string; readonly by: string; readonly subject?: string; /** `ok` or the error's code. */ readonly outcome: string }
  | { readonly type: 'fault'; readonly kind: string; readonly subject: string }
  | { readonly type: 'write-gap'; readonly cluster: string } & WriteGap
);

/** A line of DescribeStackEvents. The stack itself has its name as logical id. */
export interface StackEventEntry {
  readonly type: 'stack-event';
  readonly stack: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
}
