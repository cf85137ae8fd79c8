import type { ModifyDBClusterMessage } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { familyOf, upgradeTargets } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination } from '../faults';
import { stamp } from './engine-mode-conversion';
import { inWindow } from './window';
import { recordClusterSnapshot } from '../snapshots/cluster-snapshots';

const SMALLEST_MAXIMUM_FOR_A_MAJOR_UPGRADE = 2;
const DEFAULT_GROUP = /^default[.]/;

export type Upgrade = Pick<ModifyDBClusterMessage, 'EngineVersion' | 'DBClusterParameterGroupName' | 'DBInstanceParameterGroupName'>;

/** Whether the call asks for another engine version; with the reasons for which AWS refuses it. */
export function validateUpgrade(account: SimulatedAccount, cluster: Cluster, input: ModifyDBClusterMessage): void {
  const { Engine: engine = '', EngineVersion: from = '' } = cluster.shape;
  const to = input.EngineVersion!;
  const target = upgradeTargets(engine, from).find(({ version }) => version === to);
  if (!target) throw invalidParameterCombination(`Cannot upgrade ${engine} from ${from} to ${to}`);
  if (!target.isMajor) return;
  if (!input.AllowMajorVersionUpgrade) {
    throw invalidParameterCombination('The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.');
  }
  if (!cluster.isServerlessV1 && cluster.members.length === 0) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} has no DB instances and cannot be upgraded in place.`);
  }
  if (cluster.isServerlessV1 && engine === 'aurora-mysql') {
    throw invalidParameterCombination('An Aurora MySQL DB cluster cannot be upgraded to version 3 with the engine mode serverless.');
  }
  const maximum = cluster.shape.ServerlessV2ScalingConfiguration?.MaxCapacity;
  const isServerless = account.instancesOf(cluster).some((instance) => instance.isServerless);
  if (isServerless && maximum !== undefined && maximum < SMALLEST_MAXIMUM_FOR_A_MAJOR_UPGRADE) {
    throw invalidParameterCombination(`A major version upgrade needs a maximum capacity of at least ${SMALLEST_MAXIMUM_FOR_A_MAJOR_UPGRADE} ACUs, it is ${maximum}.`);
  }
  requireGroups(account, cluster, input);
}

/** Custom parameter groups have to be supplied for the new family; default ones change by themselves. */
function requireGroups(account: SimulatedAccount, cluster: Cluster, input: ModifyDBClusterMessage): void {
  if (!DEFAULT_GROUP.test(cluster.shape.DBClusterParameterGroup ?? 'default.') && !input.DBClusterParameterGroupName) {
    throw invalidParameterCombination(`The current DB cluster parameter group ${cluster.shape.DBClusterParameterGroup} is custom. You must explicitly specify a new DB cluster parameter group, either default or custom, for the engine version upgrade.`);
  }
  const custom = account.instancesOf(cluster).find((instance) => !DEFAULT_GROUP.test(instance.shape.DBParameterGroups?.[0]?.DBParameterGroupName ?? 'default.'));
  if (custom && !input.DBInstanceParameterGroupName) {
    throw invalidParameterCombination(`The current DB instance parameter group ${custom.shape.DBParameterGroups![0].DBParameterGroupName} is custom. You must explicitly specify a new DB instance parameter group, either default or custom, for the engine version upgrade.`);
  }
  account.parameterGroups.nameFor('cluster', input.DBClusterParameterGroupName, cluster.shape.Engine!, input.EngineVersion!);
  account.parameterGroups.nameFor('instance', input.DBInstanceParameterGroupName, cluster.shape.Engine!, input.EngineVersion!);
}

/** At once, or in the maintenance window of the cluster. */
export function upgrade(account: SimulatedAccount, cluster: Cluster, input: ModifyDBClusterMessage): void {
  validateUpgrade(account, cluster, input);
  requireOwnVersion(cluster, input.EngineVersion!);
  if (input.ApplyImmediately) {
    upgradeNow(account, cluster, input);
    return;
  }
  cluster.shape.PendingModifiedValues = { ...cluster.shape.PendingModifiedValues, EngineVersion: input.EngineVersion };
  inWindow(account, cluster.shape.PreferredMaintenanceWindow, () => {
    if (cluster.shape.PendingModifiedValues?.EngineVersion !== input.EngineVersion) return;
    delete cluster.shape.PendingModifiedValues;
    upgradeNow(account, cluster, input);
  });
}

/** The major version of a global cluster is the same everywhere. */
function requireOwnVersion({ identifier, shape }: Cluster, version: string): void {
  if (!shape.GlobalClusterIdentifier || familyOf(shape.Engine!, version) === familyOf(shape.Engine!, shape.EngineVersion!)) return;
  throw fault('InvalidDBClusterStateFault', `DB cluster ${identifier} is a part of the global cluster ${shape.GlobalClusterIdentifier}. Use ModifyGlobalCluster.`);
}

/** Prechecks, a snapshot before a major upgrade, the writer down for a while, then the readers. A failure leaves the old version. */
export function upgradeNow(account: SimulatedAccount, cluster: Cluster, input: Upgrade): void {
  const { identifier, shape } = cluster;
  const [from, to] = [shape.EngineVersion!, input.EngineVersion!];
  const isMajor = familyOf(shape.Engine!, from) !== familyOf(shape.Engine!, to);
  const whole = account.draw(isMajor ? 'majorUpgrade' : 'minorUpgrade', `${identifier}/${to}`);
  const outage = Math.min(whole / 2, account.draw(isMajor ? 'majorUpgradeOutage' : 'minorUpgradeOutage', `${identifier}/${to}`));
  const doing = account.begin(isMajor ? 'upgrade major version' : 'upgrade minor version', identifier, [cluster.last.conversion, cluster.last.snapshot]);
  cluster.last.upgrade = doing;
  account.autoPause.keepAwake(cluster);
  const instances = account.instancesOf(cluster);
  const setStatus = (status: string) => {
    cluster.setStatus(status);
    // Whatever is upgraded: a member that is being deleted stays so.
    for (const { shape: member } of instances) if (member.DBInstanceStatus !== 'deleting') member.DBInstanceStatus = status;
  };
  account.clock.schedule(account.draw('statusLag', `upgrade/${identifier}/${to}`), () => {
    setStatus('upgrading');
    account.events.add('upgradeInProgress', cluster.identifier);
  });
  const failure = isMajor ? account.faults.precheckFailure() : undefined;
  if (failure) {
    account.during(doing, whole - outage, () => {
      setStatus('available');
      account.events.add('upgradeRefused', cluster.identifier, failure);
    });
    return;
  }
  account.clock.schedule(whole - outage, () => {
    const snapshot = `preupgrade-${identifier}-${dashed(from)}-to-${dashed(to)}-${stamp(account.clock.now)}`;
    if (isMajor) recordClusterSnapshot(account, cluster, snapshot).finish();
    cluster.stopWrites(doing);
  });
  account.during(doing, whole, () => {
    shape.EngineVersion = to;
    for (const instance of account.instancesOf(cluster)) instance.shape.EngineVersion = to;
    const { DBClusterParameterGroupName: clusterGroup, DBInstanceParameterGroupName: instanceGroup } = input;
    if (isMajor) account.parameterGroups.moveToFamily(cluster, familyOf(shape.Engine!, to), clusterGroup, instanceGroup);
    else for (const instance of account.instancesOf(cluster)) account.parameterGroups.applyPending(instance);
    setStatus('available');
    if (cluster.writer) cluster.resumeWrites(doing, cluster.writer);
    account.events.add(isMajor ? 'majorUpgradeCompleted' : 'minorUpgradeCompleted', cluster.identifier);
  });
}

function dashed(version: string): string {
  return version.replace(/[._]/g, '-');
}
