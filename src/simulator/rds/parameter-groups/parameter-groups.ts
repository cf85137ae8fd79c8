import { type Change, ParameterGroup } from './parameter-group';
import type { SimulatedAccount } from '../../account';
import { ENGINES, families, familyOf } from '../catalog/engine-versions';
import { parametersOf, type Scope, TLS_PARAMETERS } from '../catalog/parameters';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination } from '../faults';
import { identifierIn } from '../find';
import type { Instance } from '../instance';

const PENDING = 'pending-reboot';
const IN_SYNC = 'in-sync';
const ON = ['1', 'ON'];

/** With what an instance was started: the groups, and what they had set. */
interface Running {
  readonly groups: readonly (ParameterGroup | undefined)[];
  readonly values: Map<string, string>;
}

/** The parameter groups of the account, what is in force on each instance, and what waits for a reboot. */
export class ParameterGroups {
  readonly groups: Record<Scope, Map<string, ParameterGroup>> = { cluster: new Map(), instance: new Map() };
  private readonly running = new WeakMap<Instance, Running>();

  constructor(private readonly account: SimulatedAccount) {
    for (const family of ENGINES.flatMap(families)) {
      this.add(new ParameterGroup('cluster', `default.${family}`, family, `Default cluster parameter group for ${family}`));
      this.add(new ParameterGroup('instance', `default.${family}`, family, `Default parameter group for ${family}`));
    }
  }

  add(group: ParameterGroup): void {
    this.groups[group.kind].set(group.name, group);
  }

  find(kind: Scope, name: string | undefined): ParameterGroup | undefined {
    return this.groups[kind].get(identifierIn(name ?? ''));
  }

  /** The name of a group that fits this engine version: the given one, or the default one. */
  nameFor(kind: Scope, name: string | undefined, engine: string, version: string): string {
    const family = familyOf(engine, version);
    const group = this.find(kind, name ?? `default.${family}`);
    if (!group) {
      throw kind === 'cluster'
        ? fault('DBClusterParameterGroupNotFoundFault', `DBClusterParameterGroup not found: ${name}`)
        : fault('DBParameterGroupNotFoundFault', `DBParameterGroup not found: ${name}`);
    }
    if (group.family !== family) {
      throw invalidParameterCombination(`The Parameter Group ${name} with DBParameterGroupFamily ${group.family} cannot be used for this instance. `
        + `Please use a Parameter Group with DBParameterGroupFamily ${family}.`);
    }
    return group.name;
  }

  /** Groups that were there before the simulation began; what is set in them is not known. */
  adoptGroupOf({ shape: { Engine = '', EngineVersion = '', DBClusterParameterGroup } }: Cluster): void {
    this.adoptGroup('cluster', DBClusterParameterGroup, familyOf(Engine, EngineVersion));
  }

  adoptGroupsOf({ shape: { Engine = '', EngineVersion = '', DBParameterGroups = [] } }: Instance): void {
    for (const { DBParameterGroupName } of DBParameterGroups) this.adoptGroup('instance', DBParameterGroupName, familyOf(Engine, EngineVersion));
  }

  /** The new group is shown at once and takes effect member by member, at its next reboot. */
  assignToCluster(cluster: Cluster, wanted: string): void {
    const name = this.nameFor('cluster', wanted, cluster.shape.Engine!, cluster.shape.EngineVersion!);
    if (cluster.shape.DBClusterParameterGroup === name) return;
    for (const instance of this.account.instancesOf(cluster)) this.runningOf(instance);
    cluster.shape.DBClusterParameterGroup = name;
    for (const member of cluster.members) member.DBClusterParameterGroupStatus = PENDING;
  }

  assignToInstance(instance: Instance, wanted: string): void {
    const name = this.nameFor('instance', wanted, instance.shape.Engine!, instance.shape.EngineVersion!);
    if (instance.shape.DBParameterGroups?.[0]?.DBParameterGroupName === name) return;
    this.runningOf(instance);
    instance.shape.DBParameterGroups = [{ DBParameterGroupName: name, ParameterApplyStatus: PENDING }];
    this.account.events.add('instanceTakesParameterGroup', instance.identifier, name);
  }

  /** Sets or resets parameters of a group; what can take effect at once does, where the group is in force. */
  change(group: ParameterGroup, changes: readonly Change[]): void {
    this.account.catchUpClients();
    const users = this.usersOf(group);
    for (const instance of users) {
      this.runningOf(instance);
      const cluster = this.account.clusters.get(instance.clusterIdentifier);
      if (cluster) this.account.autoPause.keepAwake(cluster);
    }
    for (const change of changes.filter((candidate) => group.take(candidate))) {
      if (group.kind === 'instance') this.tell(group, change);
      for (const instance of users) {
        const { groups, values } = this.runningOf(instance);
        if (change.applyMethod === PENDING) this.setStatus(instance, group.kind, PENDING);
        else if (groups.includes(group)) setValue(values, groups, change.name);
      }
    }
  }

  isUsed(group: ParameterGroup): boolean {
    if (this.usersOf(group).length > 0) return true;
    return group.kind === 'cluster' && [...this.account.clusters.values()].some(({ shape }) => shape.DBClusterParameterGroup === group.name);
  }

  /** What AWS computes from the size of the instance takes effect at its next reboot. */
  waitForReboot(instance: Instance): void {
    this.setStatus(instance, 'instance', PENDING);
  }

  /** The instance restarts: from now on it runs with what its groups say. */
  applyPending(instance: Instance): void {
    this.account.catchUpClients();
    this.running.set(instance, this.read(instance));
    this.setStatus(instance, 'cluster', IN_SYNC);
    this.setStatus(instance, 'instance', IN_SYNC);
  }

  /** After a major upgrade: the groups that were given, or the default ones of the new family. */
  moveToFamily(cluster: Cluster, family: string, clusterGroup: string | undefined, instanceGroup: string | undefined): void {
    cluster.shape.DBClusterParameterGroup = identifierIn(clusterGroup ?? `default.${family}`);
    const name = identifierIn(instanceGroup ?? `default.${family}`);
    for (const instance of this.account.instancesOf(cluster)) {
      instance.shape.DBParameterGroups = [{ DBParameterGroupName: name, ParameterApplyStatus: IN_SYNC }];
      this.applyPending(instance);
    }
  }

  /** What this instance runs with now, without what is pending; nothing where the engine's own default holds. */
  valueInForce(instance: Instance, name: string): string | undefined {
    const family = familyOf(instance.shape.Engine!, instance.shape.EngineVersion!);
    return this.runningOf(instance).values.get(name) ?? parametersOf(family).find((parameter) => parameter.name === name)?.defaultValue;
  }

  /** Does it send its changes to others: a binary log, or logical replication? */
  replicates(instance: Instance): boolean {
    return ON.includes(this.valueInForce(instance, 'rds.logical_replication') ?? '')
      || (this.valueInForce(instance, 'binlog_format') ?? 'OFF') !== 'OFF';
  }

  /** Does the writer refuse new connections without TLS? */
  requiresTls(cluster: Cluster): boolean {
    const writer = this.account.instances.get(cluster.writer ?? '');
    return writer !== undefined && TLS_PARAMETERS.some((name) => ON.includes(this.valueInForce(writer, name) ?? ''));
  }

  private tell(group: ParameterGroup, { name, value, applyMethod }: Change): void {
    this.account.events.add('parameterUpdated', group.name, name, value ?? 'its default', applyMethod);
  }

  private adoptGroup(kind: Scope, name: string | undefined, family: string): void {
    if (name && !this.find(kind, name)) this.add(new ParameterGroup(kind, identifierIn(name), family, name));
  }

  private usersOf(group: ParameterGroup): Instance[] {
    return [...this.account.instances.values()].filter((instance) => group.kind === 'cluster'
      ? this.account.clusters.get(instance.clusterIdentifier)?.shape.DBClusterParameterGroup === group.name
      : instance.shape.DBParameterGroups?.[0]?.DBParameterGroupName === group.name);
  }

  private setStatus(instance: Instance, kind: Scope, status: string): void {
    if (kind === 'instance') for (const group of instance.shape.DBParameterGroups ?? []) group.ParameterApplyStatus = status;
    const members = this.account.clusters.get(instance.clusterIdentifier)?.members ?? [];
    const member = members.find((candidate) => candidate.DBInstanceIdentifier === instance.identifier);
    if (kind === 'cluster' && member) member.DBClusterParameterGroupStatus = status;
  }

  /** What runs is what the groups said when it was last looked at: whoever changes a group or takes another looks first. */
  private runningOf(instance: Instance): Running {
    const known = this.running.get(instance) ?? this.read(instance);
    this.running.set(instance, known);
    return known;
  }

  private read(instance: Instance): Running {
    const cluster = this.account.clusters.get(instance.clusterIdentifier);
    const groups = [this.find('instance', instance.shape.DBParameterGroups?.[0]?.DBParameterGroupName), this.find('cluster', cluster?.shape.DBClusterParameterGroup)];
    const values = new Map<string, string>();
    for (const name of groups.flatMap((group) => [...group?.settings.keys() ?? []])) setValue(values, groups, name);
    return { groups, values };
  }
}

/** Takes over what the groups say, the first one that says anything. */
function setValue(values: Map<string, string>, groups: readonly (ParameterGroup | undefined)[], name: string): void {
  const value = groups.map((group) => group?.settings.get(name)?.value).find((candidate) => candidate !== undefined);
  if (value === undefined) values.delete(name);
  else values.set(name, value);
}
