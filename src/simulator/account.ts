import type { ScalableTarget } from './application-auto-scaling/scalable-target';
import { VirtualClock } from './clock';
import { CloudFormation } from './cloudformation/cloudformation';
import { ReadingClient } from './data/reading-client';
import { Volume } from './data/volume';
import { type ClientOptions, type Destination, WritingClient } from './data/writing-client';
import { EventLog, Operation } from './event-log';
import { Faults } from './faults/faults';
import { History, Shown } from './history';
import { Watch } from './invariants';
import { Functions } from './lambda/functions';
import { Permissions } from './permissions/permissions';
import { Durations, Profile, TYPICAL } from './profile';
import { Random } from './random';
import { AutoPause } from './rds/auto-pause/auto-pause';
import { BlueGreenDeployments } from './rds/blue-green/deployments';
import { Cluster } from './rds/cluster';
import type { CustomEndpoint } from './rds/custom-endpoints/custom-endpoint';
import { EventBook } from './rds/events/event-book';
import { GlobalClusters } from './rds/global/global-clusters';
import { Instance } from './rds/instance';
import { Maintenance } from './rds/maintenance/maintenance';
import { ParameterGroups } from './rds/parameter-groups/parameter-groups';
import { Proxies } from './rds/proxies/proxies';
import { Replication } from './rds/replication';
import { ClusterSnapshot, InstanceSnapshot } from './rds/snapshots/snapshot';
import { SubnetGroups } from './rds/subnet-groups/subnet-groups';
import { Transactions } from './rds-data/transactions';
import { Notification } from './sns/notification';
import { Parameter } from './ssm/parameter';
import { Execution, Machine } from './stepfunctions/execution';
import { TaskTokens } from './stepfunctions/task-tokens';
import { Throttle } from './throttle';

export interface AccountOptions {
  /** Fixes every random choice. */
  readonly seed?: number;
  readonly profile?: Profile;
  readonly region?: string;
  readonly accountId?: string;
  /** Security groups that let nobody in: EC2 is not modelled. */
  readonly closedSecurityGroups?: readonly string[];
  /** The secrets with which clients log in, and which cluster each opens: Secrets Manager is not modelled. */
  readonly databaseSecrets?: Readonly<Record<string, string>>;
}

const GRID_MILLIS = 100;

/** One AWS account in one Region: what exists, what is going on, and what has happened. */
export class SimulatedAccount {
  readonly clock = new VirtualClock();
  readonly log = new EventLog();
  readonly random: Random;
  readonly profile: Profile;
  readonly region: string;
  readonly accountId: string;
  readonly clients: WritingClient[] = [];
  readonly watch = new Watch(this);

  readonly clusters = new Map<string, Cluster>();
  readonly instances = new Map<string, Instance>();
  readonly clusterSnapshots = new Map<string, ClusterSnapshot>();
  readonly instanceSnapshots = new Map<string, InstanceSnapshot>();
  readonly parameterGroups = new ParameterGroups(this);
  readonly subnetGroups = new SubnetGroups(this);
  readonly autoPause = new AutoPause(this);
  readonly replication = new Replication(this);
  readonly globalClusters = new GlobalClusters();
  readonly proxies = new Proxies(this);
  readonly customEndpoints = new Map<string, CustomEndpoint>();
  readonly blueGreenDeployments = new BlueGreenDeployments(this);
  readonly maintenance = new Maintenance(this);
  readonly events = new EventBook(this);
  readonly faults = new Faults(this);
  readonly history = new History(this);
  readonly throttle = new Throttle(this);
  readonly permissions = new Permissions(this);
  /** How old what describes show is, during one call. */
  staleMillis = 0;
  /** Security groups that let nobody in. */
  readonly closedSecurityGroups: Set<string>;
  /** By the ARN of a secret that opens it, a cluster. */
  readonly databaseSecrets: Map<string, string>;
  readonly transactions = new Transactions(this);
  readonly parameters = new Map<string, Parameter>();
  /** By `cluster:NAME`. */
  readonly scalableTargets = new Map<string, ScalableTarget>();
  readonly functions = new Functions(this.clock);
  readonly cloudFormation = new CloudFormation(this);
  readonly machines = new Map<string, Machine>();
  readonly executions = new Map<string, Execution>();
  readonly taskTokens = new TaskTokens();
  /** What was put into buckets, by bucket and key. */
  readonly objects = new Map<string, string>();
  readonly notifications: Notification[] = [];

  private operations = 0;

  constructor(options: AccountOptions = {}) {
    this.random = new Random(options.seed ?? 1);
    this.profile = options.profile ?? TYPICAL;
    this.closedSecurityGroups = new Set(options.closedSecurityGroups);
    this.databaseSecrets = new Map(Object.entries(options.databaseSecrets ?? {}));
    this.region = options.region ?? 'us-east-1';
    this.accountId = options.accountId ?? '123456789012';
  }

  instancesOf(cluster: Cluster): Instance[] {
    return [...this.instances.values()].filter((instance) => instance.clusterIdentifier === cluster.identifier);
  }

  /** Is it still in the account, and staying? */
  isThere(instance: Instance): boolean {
    return this.instances.get(instance.identifier) === instance && instance.shape.DBInstanceStatus !== 'deleting';
  }

  /** The rules of several security groups add up: one that is open is enough. */
  admits(securityGroups: readonly string[]): boolean {
    return securityGroups.length === 0 || securityGroups.some((group) => !this.closedSecurityGroups.has(group));
  }

  arn(kind: string, identifier: string): string {
    return `arn:aws:rds:${this.region}:${this.accountId}:${kind}:${identifier}`;
  }

  /** An identifier such as AWS makes up: the same at every run. */
  madeUp(prefix: string, purpose: string, length: number): string {
    const letters = Array.from({ length }, (_, index) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(this.random.fraction(`${prefix}/${purpose}/${index}`) * 26)]);
    return prefix + letters.join('');
  }

  /** What describes show now: the present, or an older state while reads are stale. */
  get shown(): Shown {
    return this.history.shown(this.staleMillis);
  }

  /** A client that writes through the endpoint of this cluster, RDS instance, proxy or global cluster. */
  addClient(name: string, options: Omit<ClientOptions, 'name'> = {}): WritingClient {
    const others = this.clients.filter(({ cluster }) => cluster === name).length;
    const named = { dnsCacheSeconds: this.profile.clientDnsCacheSeconds, ...options, name: others > 0 ? `${name}/${others + 1}` : name };
    const client = new WritingClient(name, this.clock, this.log, () => this.destinationOf(name), named);
    this.clients.push(client);
    return client;
  }

  /** A client that reads through the cluster or the reader endpoint of this cluster. */
  addReader(name: string, endpoint: 'cluster' | 'reader' = 'reader'): ReadingClient {
    return new ReadingClient(name, this.clock, () => this.catchUpClients(), () => this.clusters.get(name)?.view(endpoint));
  }

  /** The writes up to now meet the world as it was, and arrive in the databases that follow. */
  catchUpClients(): void {
    for (const client of this.clients) client.catchUp();
    this.replication.catchUp();
  }

  /** Connections to this database break. */
  disconnectClients(volume: Volume): void {
    for (const client of this.clients) client.disconnectFrom(volume);
    for (const cluster of this.clusters.values()) if (cluster.volume === volume) this.transactions.endAllOf(cluster);
  }

  /** How long this takes, in milliseconds, on the grid of the writing client. */
  draw(duration: keyof Durations, subject: string): number {
    const seconds = this.random.between(`${duration}/${subject}`, this.profile.durations[duration]);
    return Math.round(seconds * 1000 / GRID_MILLIS) * GRID_MILLIS;
  }

  begin(kind: string, subject: string, after: (Operation | undefined)[] = []): Operation {
    const operation: Operation = {
      id: ++this.operations,
      kind,
      subject,
      after: after.filter((before) => before !== undefined).map((before) => before.id),
      startedAtMillis: this.clock.now,
    };
    this.log.append({ type: 'operation-started', atMillis: this.clock.now, operation });
    return operation;
  }

  end(operation: Operation): void {
    operation.endedAtMillis = this.clock.now;
    this.log.append({ type: 'operation-ended', atMillis: this.clock.now, operation });
  }

  /** Where a name leads now. */
  private destinationOf(name: string): Destination | undefined {
    return (this.clusters.get(name) ?? this.instances.get(name))?.destination ?? this.proxies.destinationOf(name)
      ?? this.globalClusters.primaryOf(name)?.destination;
  }

  /** Ends an operation after a while with the subject available, or in the status of a fault for good. */
  settle(operation: Operation, millis: number, call: string, setStatus: (status: string) => void): void {
    const lastStatus = this.faults.lastStatus(call);
    this.clock.schedule(millis, () => {
      setStatus(lastStatus ?? 'available');
      if (lastStatus === undefined) this.end(operation);
    });
  }

  /** Does something for as long as the profile says, then ends it. */
  during(operation: Operation, millis: number, then: () => void): void {
    this.clock.schedule(millis, () => {
      then();
      this.end(operation);
    });
  }
}
