import type { BlueGreenDeployment, BlueGreenDeploymentTask, SwitchoverDetail, Tag } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { Cluster } from '../cluster';
import type { Instance } from '../instance';

export type Phase = 'PROVISIONING' | 'AVAILABLE' | 'SWITCHOVER_IN_PROGRESS' | 'SWITCHOVER_COMPLETED' | 'SWITCHOVER_FAILED' | 'INVALID_CONFIGURATION' | 'DELETING';
export type TaskName = 'CREATING_READ_REPLICA_OF_SOURCE' | 'DB_ENGINE_VERSION_UPGRADE' | 'CREATE_DB_INSTANCES_FOR_CLUSTER' | 'CREATE_CUSTOM_ENDPOINTS';

/** A member of the blue cluster with the one that shall take its name. */
export interface Pair {
  readonly blue: Instance;
  readonly green: Instance;
}

export interface DeploymentBirth {
  readonly identifier: string;
  readonly name: string;
  readonly blue: Cluster;
  readonly green: Cluster;
  readonly pairs: readonly Pair[];
  readonly tasks: readonly TaskName[];
  readonly tags: Tag[];
}

/** A blue/green deployment: the record of a production cluster, of its copy and of how far they are. */
export class Deployment {
  phase: Phase = 'PROVISIONING';
  statusDetails?: string;
  /** Until the replica is there, a describe does not show the green side. */
  showsTarget = false;
  /** Names and roles are changing hands. */
  isMoving = false;
  hasSwitched = false;
  /** Why it can never be switched over. */
  invalidBecause?: string;
  deleteTime?: Date;
  TagList: Tag[];

  private readonly createTime: Date;
  private readonly tasks: BlueGreenDeploymentTask[];

  constructor(private readonly account: SimulatedAccount, private readonly birth: DeploymentBirth) {
    this.createTime = new Date(account.clock.now);
    this.TagList = birth.tags;
    this.tasks = birth.tasks.map((Name) => ({ Name, Status: 'PENDING' }));
  }

  get identifier(): string {
    return this.birth.identifier;
  }

  get name(): string {
    return this.birth.name;
  }

  /** The cluster that is in production until the switchover. */
  get blue(): Cluster {
    return this.birth.blue;
  }

  get green(): Cluster {
    return this.birth.green;
  }

  /** The pairs of which both are still there. */
  get pairs(): Pair[] {
    return this.birth.pairs.filter((pair) => this.isThere(pair.blue) && this.isThere(pair.green));
  }

  /** Does it still bind the cluster, so that it can neither be stopped nor promoted? */
  binds(cluster: Cluster): boolean {
    return !this.hasSwitched && (cluster === this.blue || cluster === this.green);
  }

  setTask(name: TaskName, status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'): void {
    const task = this.tasks.find(({ Name }) => Name === name);
    if (task) task.Status = status;
  }

  get status(): Phase {
    return ['AVAILABLE', 'SWITCHOVER_FAILED'].includes(this.phase) && this.problem ? 'INVALID_CONFIGURATION' : this.phase;
  }

  get shape(): BlueGreenDeployment {
    const { blue, green, showsTarget } = this;
    return {
      BlueGreenDeploymentIdentifier: this.identifier,
      BlueGreenDeploymentName: this.name,
      Source: blue.arn,
      Target: showsTarget ? green.arn : undefined,
      SwitchoverDetails: [this.detail(blue, green), ...this.birth.pairs.map((pair) => this.detail(pair.blue, pair.green))],
      Tasks: this.tasks,
      Status: this.status,
      StatusDetails: this.problem ?? this.statusDetails,
      CreateTime: this.createTime,
      DeleteTime: this.deleteTime,
      TagList: this.TagList,
    };
  }

  /** Why it cannot be switched over, if it cannot. */
  get problem(): string | undefined {
    if (!this.isThere(this.blue)) return 'The source DB cluster is missing.';
    return this.isThere(this.green) ? this.invalidBecause : 'The target DB cluster is missing.';
  }

  private detail(blue: Cluster | Instance, green: Cluster | Instance): SwitchoverDetail {
    return {
      SourceMember: this.arnOf(blue),
      TargetMember: this.showsTarget && this.isThere(green) ? this.arnOf(green) : undefined,
      Status: !this.isThere(blue) ? 'MISSING_SOURCE' : this.isThere(green) ? this.memberStatus : 'MISSING_TARGET',
    };
  }

  private get memberStatus(): string {
    if (this.hasSwitched) return 'SWITCHOVER_COMPLETED';
    if (this.phase === 'SWITCHOVER_IN_PROGRESS') return this.isMoving ? this.phase : 'AVAILABLE';
    return ['PROVISIONING', 'SWITCHOVER_FAILED'].includes(this.phase) ? this.phase : 'AVAILABLE';
  }

  private isThere(member: Cluster | Instance): boolean {
    const known: ReadonlyMap<string, unknown> = member instanceof Cluster ? this.account.clusters : this.account.instances;
    return known.get(member.identifier) === member;
  }

  private arnOf(member: Cluster | Instance): string {
    return this.account.arn(member instanceof Cluster ? 'cluster' : 'db', member.identifier);
  }
}
