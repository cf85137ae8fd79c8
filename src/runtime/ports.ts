import type { CapacityRange } from '../capacity/capacity-range';
import type { TurnRequest } from '../contract/turn';
import type { MemberToCreate, UpgradeEngine } from '../planner/decision';
import type { ClusterFacts, MemberFacts, Tag } from '../planner/observation';
import type { ParameterFacts } from '../planner/parameter-groups';
import type { CarriedGroup } from '../planner/upgrade';
import type { UpgradeTargets } from '../planner/versions/upgrade-targets';

/** What AWS shows of a cluster at one moment of its own clock. */
export interface Look {
  readonly atSeconds: number;
  readonly cluster?: ClusterFacts;
  readonly members: readonly Omit<MemberFacts, keyof MemberMetrics>[];
}

/** The databases, as far as a move needs them. Nothing here retries or sleeps. */
export interface DatabasePort {
  look(cluster: { readonly resourceId: string } | { readonly identifier: string }): Promise<Look>;
  findSnapshot(identifier: string): Promise<{ readonly status: string } | undefined>;
  /** At least as much of AWS's table as leads from the one version to the other, if anything does. */
  upgradeTargets(engine: string, from: string, wanted: string): Promise<UpgradeTargets>;
  /** The parameters of a group, or only those that somebody set; nothing where there is no such group. */
  parameters(scope: CarriedGroup['scope'], group: string, which: 'all' | 'set by user'): Promise<readonly ParameterFacts[] | undefined>;

  createSnapshot(cluster: string, snapshot: string, tags: readonly Tag[]): Promise<void>;
  convertEngineMode(cluster: string, instanceClass: string): Promise<void>;
  createParameterGroup(group: CarriedGroup, tags: readonly Tag[]): Promise<void>;
  setParameters(group: CarriedGroup, parameters: readonly ParameterFacts[]): Promise<void>;
  upgradeEngine(upgrade: UpgradeEngine): Promise<void>;
  setCapacityRange(cluster: string, range: CapacityRange): Promise<void>;
  createMember(cluster: string, engine: string, member: MemberToCreate, tags: readonly Tag[]): Promise<void>;
  setPromotionTier(member: string, promotionTier: number): Promise<void>;
  failOver(cluster: string, target: string): Promise<void>;
  enableDataApi(clusterArn: string): Promise<void>;
  deleteMember(member: string): Promise<void>;
}

/** Metrics of members. */
export interface MetricsPort {
  /** One-minute values, oldest first. */
  recent(members: readonly string[], atSeconds: number): Promise<Readonly<Record<string, MemberMetrics>>>;
}

export interface MemberMetrics {
  readonly capacityAcu: readonly number[];
  readonly replicaLagMillis?: number;
  readonly metricsMissing?: boolean;
}

/** SQL through the Data API. */
export interface StatementPort {
  /** Answers with the first value, a number; with nothing where nobody can be asked. */
  execute(clusterArn: string, secret: string, sql: string): Promise<number | undefined>;
}

/** The record beside the database. */
export interface RecordPort {
  read(path: string): Promise<Readonly<Record<string, string>>>;
  /** False when there is such an entry already: the first one counts. */
  create(name: string, value: string): Promise<boolean>;
  replace(name: string, value: string): Promise<void>;
}

export interface Ports {
  readonly database: DatabasePort;
  readonly metrics: MetricsPort;
  readonly statements: StatementPort;
  readonly record: RecordPort;
}

/** A call that AWS refused, or whose answer did not arrive. */
export class CallRefused extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
    this.name = 'CallRefused';
  }
}

/** The machine that drives a move in AWS. */
export interface EnginePort {
  /** The same name starts once. */
  start(name: string, input: TurnRequest): Promise<void>;
}

/** Signals to stacks that wait. */
export interface SignalPort {
  /** Keeps a secret. */
  keep(name: string, url: string): Promise<void>;
  /** Sends to the URL that was kept; nothing happens where there is none, or where nobody waits any more. */
  send(name: string, signal: Signal): Promise<void>;
}

export interface Signal {
  readonly success: boolean;
  /** The same signal may come twice. */
  readonly uniqueId: string;
  readonly reason: string;
}

/** One resource of a CloudFormation stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  /** Such as `UPDATE_IN_PROGRESS`. */
  readonly status: string;
}

/** The stack from which an event comes. */
export interface StackPort {
  resources(stackId: string): Promise<readonly StackResource[]>;
  /** The logical ids in the template to which CloudFormation is going. */
  templateIds(stackId: string): Promise<ReadonlySet<string>>;
  /** Such as `UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS`. */
  status(stackId: string): Promise<string>;
}
