import type { DBInstance } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import { Volume } from '../data/volume';
import type { Destination } from '../data/writing-client';
import type { Operation } from '../event-log';
import { SERVERLESS, memoryGib } from './instance-classes';

const GIB_PER_ACU = 2;

/** A DB instance: a member of an Aurora cluster, or an RDS instance with a volume of its own. */
export class Instance {
  /** The operations that made it what it is. */
  createdBy?: Operation;
  warmedBy?: Operation;
  /** When its deletion ends. */
  goneAtMillis?: number;
  /** Only RDS instances: members share their cluster's. */
  readonly volume?: Volume;

  /** ACUs in use, at the times at which they changed. */
  private readonly capacities: { atMillis: number; acu: number }[] = [];

  constructor(private readonly account: SimulatedAccount, readonly shape: DBInstance) {
    if (!shape.DBClusterIdentifier) this.volume = Volume.empty();
  }

  get identifier(): string {
    return this.shape.DBInstanceIdentifier!;
  }

  get clusterIdentifier(): string {
    return this.shape.DBClusterIdentifier ?? '';
  }

  get isAvailable(): boolean {
    return this.shape.DBInstanceStatus === 'available';
  }

  get isServerless(): boolean {
    return this.shape.DBInstanceClass === SERVERLESS;
  }

  get tier(): number {
    return this.shape.PromotionTier ?? 1;
  }

  /** Where the endpoint of an RDS instance leads. */
  get destination(): Destination | undefined {
    return this.volume && {
      volume: this.volume,
      instance: this.identifier,
      acceptsWrites: this.isAvailable,
      admitsConnections: this.account.admits((this.shape.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId!)),
      port: this.shape.Endpoint?.Port,
    };
  }

  setCapacity(atMillis: number, acu: number): void {
    this.capacities.push({ atMillis, acu });
  }

  /** ACUs in use at that time; nothing before the instance was there. */
  capacityAt(atMillis: number): number | undefined {
    return this.capacities.filter((change) => change.atMillis <= atMillis).at(-1)?.acu;
  }

  /** Since when it is paused: a paused instance has a capacity of 0, and nothing else shows it. */
  pausedSince(nowMillis: number): number | undefined {
    const latest = this.capacities.filter((change) => change.atMillis <= nowMillis).at(-1);
    return latest?.acu === 0 ? latest.atMillis : undefined;
  }

  isPaused(nowMillis: number): boolean {
    return this.pausedSince(nowMillis) !== undefined;
  }

  /** The size of a provisioned instance, or the present size of a serverless one. */
  sizeAcu(nowMillis: number): number {
    if (this.isServerless) return this.capacityAt(nowMillis) ?? 0;
    return (memoryGib(this.shape.DBInstanceClass!) ?? GIB_PER_ACU) / GIB_PER_ACU;
  }
}
