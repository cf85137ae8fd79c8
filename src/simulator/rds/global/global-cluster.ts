import type { FailoverState, GlobalCluster as GlobalClusterShape, GlobalClusterMember, Tag } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';

/** An Aurora global database: a primary cluster that is written to, and secondaries that follow it. */
export class GlobalCluster {
  primary?: Cluster;
  secondaries: Cluster[] = [];
  failoverState?: FailoverState;
  /** A former primary that has to be made anew from the present one. */
  resyncing?: Cluster;

  constructor(private readonly account: SimulatedAccount, private readonly settings: GlobalClusterShape) {}

  get identifier(): string {
    return this.settings.GlobalClusterIdentifier!;
  }

  get engine(): string {
    return this.primary?.shape.Engine ?? this.settings.Engine!;
  }

  get members(): Cluster[] {
    return [...this.primary ? [this.primary] : [], ...this.secondaries];
  }

  get isAvailable(): boolean {
    return this.shape.Status === 'available';
  }

  get isProtected(): boolean {
    return this.settings.DeletionProtection ?? false;
  }

  get TagList(): Tag[] {
    return this.settings.TagList ?? [];
  }

  set TagList(tags: Tag[]) {
    this.set({ TagList: tags });
  }

  set(settings: GlobalClusterShape): void {
    Object.assign(this.settings, settings);
  }

  get shape(): GlobalClusterShape {
    const { shape } = this.primary ?? {};
    const isUpgrading = this.members.some((member) => member.shape.Status === 'upgrading');
    return {
      ...this.settings,
      Status: this.settings.Status === 'available' && isUpgrading ? 'upgrading' : this.settings.Status,
      Engine: this.engine,
      EngineVersion: shape?.EngineVersion ?? this.settings.EngineVersion,
      DatabaseName: shape?.DatabaseName ?? this.settings.DatabaseName,
      StorageEncrypted: shape?.StorageEncrypted ?? this.settings.StorageEncrypted,
      GlobalClusterMembers: this.members.map((member) => this.describe(member)),
      FailoverState: this.failoverState,
    };
  }

  /** From now on the cluster takes in what the primary, whoever that is, commits. */
  follow(cluster: Cluster): void {
    this.account.replication.follow(cluster, {
      source: () => this.primary?.volume,
      lagMillis: this.account.profile.replicationLagMillis.global,
      readOnlyBecause: `is a secondary of the global cluster ${this.identifier}`,
      onlyReaders: true,
    });
    cluster.publishRoles();
  }

  private describe(cluster: Cluster): GlobalClusterMember {
    const isPrimary = cluster === this.primary;
    return {
      DBClusterArn: cluster.arn,
      IsWriter: isPrimary,
      Readers: isPrimary ? this.secondaries.map(({ arn }) => arn) : [],
      GlobalWriteForwardingStatus: isPrimary ? undefined : 'disabled',
      SynchronizationStatus: cluster === this.resyncing ? 'pending-resync' : 'connected',
    };
  }
}
