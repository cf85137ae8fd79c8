import { VirtualClock } from './clock';
import { WritingClient } from './data/writing-client';
import { EventLog, Operation } from './event-log';
import { Watch } from './invariants';
import { Functions } from './lambda/functions';
import { Durations, Profile, TYPICAL } from './profile';
import { Random } from './random';
import { Cluster } from './rds/cluster';
import { Instance } from './rds/instance';
import { ClusterSnapshot } from './rds/snapshot';
import { Parameter } from './ssm/parameter';
import { Execution, Machine } from './stepfunctions/execution';

export interface AccountOptions {
  /** Fixes every random choice. */
  readonly seed?: number;
  readonly profile?: Profile;
}

const GRID_MILLIS = 100;

/** One AWS account in one Region: what exists, what is going on, and what has happened. */
export class SimulatedAccount {
  readonly clock = new VirtualClock();
  readonly log = new EventLog();
  readonly random: Random;
  readonly profile: Profile;

  /** One client that writes for each cluster name. */
  readonly clients: WritingClient[] = [];
  readonly watch = new Watch(this);

  readonly clusters = new Map<string, Cluster>();
  readonly instances = new Map<string, Instance>();
  readonly snapshots = new Map<string, ClusterSnapshot>();
  readonly parameters = new Map<string, Parameter>();
  readonly functions = new Functions();
  readonly machines = new Map<string, Machine>();
  readonly executions = new Map<string, Execution>();

  private operations = 0;

  constructor(options: AccountOptions = {}) {
    this.random = new Random(options.seed ?? 1);
    this.profile = options.profile ?? TYPICAL;
  }

  instancesOf(cluster: Cluster): Instance[] {
    return [...this.instances.values()].filter((instance) => instance.clusterIdentifier === cluster.identifier);
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
}
