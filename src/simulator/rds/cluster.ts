import type { DBCluster, DBClusterMember } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import type { View } from '../data/reading-client';
import { Volume } from '../data/volume';
import type { Destination } from '../data/writing-client';
import type { Operation } from '../event-log';

/** The compute of a Serverless v1 cluster: it accepts writes and is not a DB instance. */
export const V1_COMPUTE = '(serverless v1)';

export interface Following {
  /** Where its data comes from. */
  readonly source: () => Volume | undefined;
  /** How far it is behind; without an end when nothing arrives any more. */
  readonly lagMillis: number;
  readonly readOnlyBecause: string;
  /** None of its instances is shown as the writer. */
  readonly onlyReaders?: boolean;
}

/** What allows nothing else beside it. */
const EXCLUSIVE_KINDS = ['conversion', 'upgrade', 'rename', 'deployment', 'failover', 'maintenance'] as const;
type ExclusiveKind = typeof EXCLUSIVE_KINDS[number];

export interface ClusterBirth {
  readonly shape: DBCluster;
  readonly volume?: Volume;
  readonly writer?: string;
}

/**
 * An Aurora cluster. `shape` is what a describe shows, which lags behind the truth: `writer` is who accepts writes.
 */
export class Cluster {
  readonly shape: DBCluster;
  readonly volume: Volume;
  /** The last operation of each kind, for the order in which AWS allows them. */
  readonly last: Partial<Record<ExclusiveKind | 'birth' | 'snapshot' | 'capacityRange', Operation>> = {};
  /** Follows another database and accepts no writes of its own: a replica, a secondary, a green or a retired blue cluster. */
  follows?: Following;

  /** Restored with a major upgrade: its last stage begins with the first instance, which must not be serverless. */
  needsProvisionedInstance = false;

  private currentWriter?: string;
  private writable = true;
  private isInOutage = false;

  constructor(private readonly account: SimulatedAccount, { shape, volume, writer }: ClusterBirth) {
    this.shape = shape;
    this.volume = volume ?? Volume.empty();
    this.currentWriter = writer;
  }

  get identifier(): string {
    return this.shape.DBClusterIdentifier!;
  }

  get arn(): string {
    return this.shape.DBClusterArn!;
  }

  get isServerlessV1(): boolean {
    return this.shape.EngineMode === 'serverless';
  }

  get writer(): string | undefined {
    return this.currentWriter;
  }

  get acceptsWrites(): boolean {
    return this.writable && this.currentWriter !== undefined && !this.follows;
  }

  /** Something has begun that allows nothing else, even while a describe does not show it yet. */
  get isBusy(): boolean {
    return EXCLUSIVE_KINDS.some((kind) => this.last[kind] && this.last[kind].endedAtMillis === undefined);
  }

  get members(): DBClusterMember[] {
    return this.shape.DBClusterMembers ??= [];
  }

  /** Where its cluster endpoint leads. */
  get destination(): Destination {
    const writer = this.account.instances.get(this.currentWriter ?? '');
    return {
      volume: this.volume,
      instance: this.currentWriter ?? '',
      acceptsWrites: this.acceptsWrites && !writer?.isPaused(this.account.clock.now),
      wake: writer && (() => this.account.autoPause.wake(writer)),
      admitsConnections: this.account.admits((this.shape.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId!)),
      requiresTls: this.account.parameterGroups.requiresTls(this),
      port: this.shape.Port,
      readOnlyBecause: this.follows && `${this.identifier} ${this.follows.readOnlyBecause}`,
    };
  }

  /** What a read shows through its cluster endpoint or its reader endpoint, which leads to the writer when there is no reader. */
  view(endpoint: 'cluster' | 'reader'): View | undefined {
    const available = this.account.instancesOf(this).filter((instance) => instance.isAvailable);
    if (available.length === 0) return undefined;
    const isReader = endpoint === 'reader' && available.some((instance) => instance.identifier !== this.currentWriter);
    return { origin: this.follows?.source() ?? this.volume, volume: this.volume, lagMillis: isReader ? this.account.profile.replicaLagMillis : 0 };
  }

  setStatus(status: string): void {
    this.shape.Status = status;
    this.account.log.append({ type: 'status', atMillis: this.account.clock.now, subject: this.identifier, status });
  }

  /** A new cluster is there. */
  arrive(): void {
    this.setStatus('available');
    this.account.events.add('clusterCreated', this.identifier);
  }

  addMember(instance: string, promotionTier: number): void {
    this.members.push({
      DBInstanceIdentifier: instance, IsClusterWriter: false, DBClusterParameterGroupStatus: 'in-sync', PromotionTier: promotionTier,
    });
  }

  renameMember(from: string, to: string): void {
    const member = this.members.find((candidate) => candidate.DBInstanceIdentifier === from);
    if (member) member.DBInstanceIdentifier = to;
    if (this.currentWriter === from) this.currentWriter = to;
  }

  removeMember(instance: string): void {
    this.shape.DBClusterMembers = this.members.filter((member) => member.DBInstanceIdentifier !== instance);
  }

  /** Nobody accepts writes, and connections break. */
  stopWrites(operation: Operation): void {
    this.account.catchUpClients();
    this.beginOutage(operation);
    this.writable = false;
    this.account.disconnectClients(this.volume);
  }

  /** The writer accepts writes from now on; descriptions follow later. */
  resumeWrites(operation: Operation, writer: string): void {
    this.account.catchUpClients();
    this.writable = true;
    this.currentWriter = writer;
    if (this.acceptsWrites) this.endOutage(operation);
    this.account.log.append({ type: 'writer', atMillis: this.account.clock.now, cluster: this.identifier, instance: writer });
  }

  beginOutage(operation: Operation): void {
    if (!this.acceptsWrites) return;
    this.isInOutage = true;
    this.account.log.append({ type: 'outage-started', atMillis: this.account.clock.now, cluster: this.identifier, operation: operation.id });
  }

  /** Somebody accepts writes under this name again: this cluster, or the one that has taken the name over. */
  endOutage(operation: Operation, name = this.identifier): void {
    if (!this.isInOutage) return;
    this.isInOutage = false;
    this.account.log.append({ type: 'outage-ended', atMillis: this.account.clock.now, cluster: name, operation: operation.id });
  }

  /** The last member is gone: the data stays, and nobody writes. */
  loseWriter(): void {
    this.account.catchUpClients();
    this.currentWriter = undefined;
    this.account.disconnectClients(this.volume);
  }

  /** The roles that a describe shows become the true ones. */
  publishRoles(): void {
    for (const member of this.members) {
      member.IsClusterWriter = member.DBInstanceIdentifier === this.currentWriter && !this.follows?.onlyReaders;
    }
  }
}
