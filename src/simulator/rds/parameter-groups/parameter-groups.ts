import type { SimulatedAccount } from '../../account';
import { familyOf } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { invalidParameterCombination } from '../faults';
import type { Instance } from '../instance';

/** The parameter groups of the account, and which of them wait for a reboot. */
export class ParameterGroups {
  /** What was set in custom groups, by group and parameter. */
  readonly settings = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly account: SimulatedAccount) {}

  /** The family of a group that was created here; default groups carry theirs in the name. */
  familyOf(name: string): string | undefined {
    return /^default[.](.*)$/.exec(name)?.[1];
  }

  /** The name of a group that fits this engine version: the given one, or the default one. */
  nameFor(_kind: 'cluster' | 'instance', name: string | undefined, engine: string, version: string): string {
    const family = familyOf(engine, version);
    const actual = name && this.familyOf(name);
    if (actual && actual !== family) throw invalidParameterCombination(`The Parameter Group ${name} with DBParameterGroupFamily ${actual} cannot be used for this instance.`);
    return name ?? `default.${family}`;
  }

  /** What this instance runs with now. */
  valueInForce(instance: Instance, name: string): string | undefined {
    const group = this.account.clusters.get(instance.clusterIdentifier)?.shape.DBClusterParameterGroup;
    return this.settings.get(group ?? '')?.get(name);
  }

  /** The new group is shown at once and takes effect member by member, at its next reboot. */
  assignToCluster(cluster: Cluster, name: string): void {
    cluster.shape.DBClusterParameterGroup = name;
    for (const member of cluster.members) member.DBClusterParameterGroupStatus = 'pending-reboot';
  }

  assignToInstance(instance: Instance, name: string): void {
    instance.shape.DBParameterGroups = [{ DBParameterGroupName: name, ParameterApplyStatus: 'pending-reboot' }];
  }

  applyPending(instance: Instance): void {
    for (const group of instance.shape.DBParameterGroups ?? []) group.ParameterApplyStatus = 'in-sync';
    const members = this.account.clusters.get(instance.clusterIdentifier)?.members;
    const member = members?.find((candidate) => candidate.DBInstanceIdentifier === instance.identifier);
    if (member) member.DBClusterParameterGroupStatus = 'in-sync';
  }

  /** After a major upgrade: the groups that were given, or the default ones of the new family. */
  moveToFamily(cluster: Cluster, family: string, clusterGroup: string | undefined, instanceGroup: string | undefined): void {
    cluster.shape.DBClusterParameterGroup = clusterGroup ?? `default.${family}`;
    for (const member of cluster.members) member.DBClusterParameterGroupStatus = 'in-sync';
    for (const instance of this.account.instancesOf(cluster)) {
      instance.shape.DBParameterGroups = [{ DBParameterGroupName: instanceGroup ?? `default.${family}`, ParameterApplyStatus: 'in-sync' }];
    }
  }
}
