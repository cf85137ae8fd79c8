import type { DBCluster, DBClusterMember } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import { Ranges } from '../data/ranges';
import { Operation } from '../event-log';

/** The compute of a Serverless v1 cluster: it accepts writes and is not a DB instance. */
export const V1_COMPUTE = '(serverless v1)';

/**
 * An Aurora cluster. `shape` is what a describe shows, which lags behind the truth: `writer` is who accepts writes.
 */
export class Cluster {
  readonly volume = new Ranges();
  /** The last operation of each kind, for the order in which AWS allows them. */
  readonly last: { snapshot?: Operation; conversion?: Operation; capacityRange?: Operation; failover?: Operation } = {};

  private currentWriter?: string;
  private writable = true;

  constructor(private readonly account: SimulatedAccount, readonly shape: DBCluster, writer: string | undefined) {
    this.currentWriter = writer;
  }

  get identifier(): string {
    return this.shape.DBClusterIdentifier!;
  }

  get isServerlessV1(): boolean {
    return this.shape.EngineMode === 'serverless';
  }

  get writer(): string | undefined {
    return this.currentWriter;
  }

  get acceptsWrites(): boolean {
    return this.writable && this.currentWriter !== undefined;
  }

  get members(): DBClusterMember[] {
    return this.shape.DBClusterMembers ??= [];
  }

  setStatus(status: string): void {
    this.shape.Status = status;
    this.account.log.append({ type: 'status', atMillis: this.account.clock.now, subject: this.identifier, status });
  }

  addMember(instance: string, promotionTier: number): void {
    this.members.push({
      DBInstanceIdentifier: instance, IsClusterWriter: false, DBClusterParameterGroupStatus: 'in-sync', PromotionTier: promotionTier,
    });
  }

  removeMember(instance: string): void {
    this.shape.DBClusterMembers = this.members.filter((member) => member.DBInstanceIdentifier !== instance);
  }

  stopWrites(operation: Operation): void {
    this.catchUpClients();
    this.writable = false;
    this.account.log.append({ type: 'outage-started', atMillis: this.account.clock.now, cluster: this.identifier, operation: operation.id });
  }

  /** The new writer accepts writes from now on; descriptions follow later. */
  resumeWrites(operation: Operation, writer: string): void {
    this.catchUpClients();
    this.writable = true;
    this.currentWriter = writer;
    this.account.log.append({ type: 'outage-ended', atMillis: this.account.clock.now, cluster: this.identifier, operation: operation.id });
    this.account.log.append({ type: 'writer', atMillis: this.account.clock.now, cluster: this.identifier, instance: writer });
  }

  /** The writes up to now meet the cluster as it was. */
  catchUpClients(): void {
    for (const client of this.account.clients) client.catchUp();
  }

  /** The roles that a describe shows become the true ones. */
  publishRoles(): void {
    for (const member of this.members) member.IsClusterWriter = member.DBInstanceIdentifier === this.currentWriter;
  }
}
