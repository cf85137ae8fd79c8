import type { DBProxy, DBProxyTarget, DBProxyTargetGroup, Tag, TargetHealth } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import type { Destination } from '../../data/writing-client';
import { Cluster } from '../cluster';
import { Instance } from '../instance';

/** Where a proxy listens, whatever the port of its database. */
const PORTS: Record<string, number> = { MYSQL: 3306, POSTGRESQL: 5432 };
const MILLIS = 1000;

export type Database = Cluster | Instance;

/** A proxy with its one target group. It knows its database by what it is, not by its name. */
export class Proxy {
  /** How far the registration of the target has come. */
  registration?: 'registering' | 'connecting' | 'registered';
  /** The target, or the one that it had last. */
  database?: Database;

  constructor(private readonly account: SimulatedAccount, readonly shape: DBProxy, readonly group: DBProxyTargetGroup, public TagList: Tag[]) {}

  get name(): string {
    return this.shape.DBProxyName!;
  }

  get target(): Database | undefined {
    return this.registration && this.database;
  }

  /** A proxy keeps its clients waiting while its database has no writer; it does not hide that a database only reads. */
  get destination(): Destination | undefined {
    const behind = this.isThere ? this.database!.destination : undefined;
    if (!behind) return undefined;
    const isOpen = this.registration === 'registered' && ['available', 'modifying'].includes(this.shape.Status!);
    return {
      ...behind,
      acceptsWrites: isOpen && behind.acceptsWrites,
      admitsConnections: isOpen && behind.admitsConnections && this.account.admits(this.shape.VpcSecurityGroupIds!),
      requiresTls: behind.requiresTls || this.shape.RequireTLS,
      address: this.name,
      port: PORTS[this.shape.EngineFamily!],
      patienceMillis: isOpen && !behind.readOnlyBecause ? this.group.ConnectionPoolConfig!.ConnectionBorrowTimeout! * MILLIS : undefined,
    };
  }

  /** The cluster itself and its members, or the one instance. */
  targets(): DBProxyTarget[] {
    const database = this.target;
    if (database instanceof Instance) return [this.describe(database)];
    if (!database) return [];
    return [
      {
        TargetArn: database.arn, Type: 'TRACKED_CLUSTER', RdsResourceId: database.identifier, Endpoint: database.shape.Endpoint, Port: database.shape.Port,
      },
      ...this.account.instancesOf(database).map((member) => this.describe(member, database)),
    ];
  }

  private get isThere(): boolean {
    const { database } = this;
    return database !== undefined && [this.account.clusters, this.account.instances].some((all) => all.get(database.identifier) === database);
  }

  private describe(instance: Instance, cluster?: Cluster): DBProxyTarget {
    return {
      TargetArn: instance.shape.DBInstanceArn,
      Type: 'RDS_INSTANCE',
      RdsResourceId: instance.identifier,
      TrackedClusterId: cluster?.identifier,
      Endpoint: instance.shape.Endpoint?.Address,
      Port: cluster?.shape.Port ?? instance.shape.Endpoint?.Port,
      Role: !cluster || cluster.writer === instance.identifier ? 'READ_WRITE' : 'READ_ONLY',
      TargetHealth: this.healthOf(instance),
    };
  }

  private healthOf(instance: Instance): TargetHealth {
    if (this.registration === 'registering') return { State: 'REGISTERING' };
    if (this.registration === 'connecting') return { State: 'UNAVAILABLE', Reason: 'PENDING_PROXY_CAPACITY', Description: 'DBProxy Target is waiting for proxy to scale to desired capacity' };
    if (this.isThere && instance.isAvailable) return { State: 'AVAILABLE' };
    return { State: 'UNAVAILABLE', Reason: 'UNREACHABLE', Description: `The instance is ${instance.shape.DBInstanceStatus}` };
  }
}
