import type { DBInstance, ModifyDBInstanceMessage, ModifyDBInstanceResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import { offersServerless } from '../catalog/capacity-limits';
import { inWindow } from '../clusters/window';
import { fault, invalidParameterCombination, invalidParameterValue } from '../faults';
import { findInstance, identifierIn } from '../find';
import type { Instance } from '../instance';
import { memoryGib, SERVERLESS } from '../instance-classes';
import { warmUp } from './warm-up';

type Input = ModifyDBInstanceMessage;

const LAST_TIER = 15;
/** What a describe shows at once under the same name, whatever ApplyImmediately says. */
const SETTINGS = [
  'PreferredMaintenanceWindow', 'AutoMinorVersionUpgrade', 'PubliclyAccessible', 'CACertificateIdentifier', 'MonitoringInterval', 'MonitoringRoleArn',
  'PerformanceInsightsKMSKeyId', 'PerformanceInsightsRetentionPeriod', 'CopyTagsToSnapshot', 'BackupRetentionPeriod', 'DeletionProtection',
] as const satisfies readonly (keyof Input & keyof DBInstance)[];

export const modifyDBInstance = operation<Input, ModifyDBInstanceResult>(
  ['DBInstanceIdentifier', 'NewDBInstanceIdentifier', 'PromotionTier', 'DBInstanceClass', 'DBParameterGroupName', 'EnablePerformanceInsights', 'VpcSecurityGroupIds', 'ApplyImmediately', ...SETTINGS],
  (account, input) => {
    const instance = findInstance(account, input.DBInstanceIdentifier);
    validate(account, instance, input);
    if (input.PromotionTier !== undefined) setTier(account, instance, input.PromotionTier);
    for (const name of SETTINGS) if (input[name] !== undefined) Object.assign(instance.shape, { [name]: input[name] });
    if (input.VpcSecurityGroupIds) setSecurityGroups(account, instance, input.VpcSecurityGroupIds);
    if (input.EnablePerformanceInsights !== undefined) instance.shape.PerformanceInsightsEnabled = input.EnablePerformanceInsights;
    if (input.DBParameterGroupName) account.parameterGroups.assignToInstance(instance, input.DBParameterGroupName);
    if (input.DBInstanceClass !== undefined && input.DBInstanceClass !== instance.shape.DBInstanceClass) changeClass(account, instance, input);
    if (input.NewDBInstanceIdentifier) rename(account, instance, identifierIn(input.NewDBInstanceIdentifier), input.ApplyImmediately ?? false);
    return { DBInstance: instance.shape };
  },
);

function validate(account: SimulatedAccount, instance: Instance, input: Input): void {
  const cluster = account.clusters.get(instance.clusterIdentifier);
  if (!instance.isAvailable) throw fault('InvalidDBInstanceStateFault', `DB instance ${instance.identifier} is not in available state.`);
  const wanted = input.DBInstanceClass;
  if (wanted !== undefined && wanted !== SERVERLESS && memoryGib(wanted) === undefined) throw invalidParameterValue(`Invalid DB Instance class: ${wanted}`);
  if (wanted === SERVERLESS && cluster && !offersServerless(cluster.shape.Engine!, cluster.shape.EngineVersion!)) {
    throw invalidParameterCombination(`RDS does not support modifying a DB instance with the following combination: DBInstanceClass=${SERVERLESS}, `
      + `Engine=${cluster.shape.Engine}, EngineVersion=${cluster.shape.EngineVersion}.`);
  }
  if (wanted === SERVERLESS && !cluster?.shape.ServerlessV2ScalingConfiguration) {
    throw fault('InvalidDBClusterStateFault',
      'Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.');
  }
  if (cluster && input.VpcSecurityGroupIds) {
    throw invalidParameterCombination(`The security groups of DB instance ${instance.identifier} are those of its DB cluster ${cluster.identifier}. Modify the DB cluster.`);
  }
  const tier = input.PromotionTier;
  if (tier !== undefined && (!Number.isInteger(tier) || tier < 0 || tier > LAST_TIER)) {
    throw invalidParameterValue(`Invalid promotion tier ${tier}. It must be from 0 to ${LAST_TIER}.`);
  }
  const name = input.NewDBInstanceIdentifier && identifierIn(input.NewDBInstanceIdentifier);
  if (name && account.instances.has(name)) throw fault('DBInstanceAlreadyExistsFault', 'DB instance already exists');
}

function setSecurityGroups(account: SimulatedAccount, instance: Instance, groups: string[]): void {
  account.catchUpClients();
  instance.shape.VpcSecurityGroups = groups.map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: 'active' }));
  if (account.profile.closedGroupsBreakConnections && !instance.destination!.admitsConnections) account.disconnectClients(instance.volume!);
}

/** Changing the promotion tier causes no failover; a serverless reader that comes to follow the writer grows to its size. */
function setTier(account: SimulatedAccount, instance: Instance, tier: number): void {
  const cluster = account.clusters.get(instance.clusterIdentifier);
  instance.shape.PromotionTier = tier;
  const member = cluster?.members.find((candidate) => candidate.DBInstanceIdentifier === instance.identifier);
  if (member) member.PromotionTier = tier;
  if (cluster && instance.isServerless) warmUp(account, cluster, instance);
}

/** In place: the instance is away until it has its new class. Without ApplyImmediately it waits for the maintenance window. */
function changeClass(account: SimulatedAccount, instance: Instance, { DBInstanceClass, ApplyImmediately }: Input): void {
  const begin = () => {
    if (!account.isThere(instance)) return;
    const cluster = account.clusters.get(instance.clusterIdentifier);
    const isWriter = cluster?.writer === instance.identifier;
    const doing = account.begin('change instance class', instance.identifier, [instance.createdBy, cluster?.last.capacityRange]);
    const whole = account.draw('changeClass', instance.identifier);
    account.catchUpClients();
    instance.shape.DBInstanceStatus = 'modifying';
    account.events.add('instanceClassChangeBegun', instance.identifier);
    account.clock.schedule(whole - Math.min(whole, account.draw('changeClassOutage', instance.identifier)), () => {
      if (isWriter) cluster.stopWrites(doing);
      if (instance.volume) account.disconnectClients(instance.volume);
    });
    account.during(doing, whole, () => {
      if (!account.isThere(instance)) return;
      account.catchUpClients();
      instance.shape.DBInstanceClass = DBInstanceClass;
      instance.shape.DBInstanceStatus = 'available';
      delete instance.shape.PendingModifiedValues;
      account.parameterGroups.applyPending(instance);
      account.events.add('instanceClassChanged', instance.identifier);
      if (cluster && instance.isServerless) warmUp(account, cluster, instance);
      if (isWriter && cluster.writer === instance.identifier) cluster.resumeWrites(doing, instance.identifier);
    });
  };
  instance.shape.PendingModifiedValues = { DBInstanceClass };
  if (ApplyImmediately) account.clock.schedule(account.draw('statusLag', `class/${instance.identifier}`), begin);
  else inWindow(account, instance.shape.PreferredMaintenanceWindow, begin);
}

/** Renaming restarts the instance. */
function rename(account: SimulatedAccount, instance: Instance, name: string, immediately: boolean): void {
  const begin = () => {
    if (!account.isThere(instance)) return;
    const doing = account.begin('rename instance', instance.identifier);
    instance.shape.DBInstanceStatus = 'renaming';
    account.during(doing, account.draw('settingsChange', `rename/${instance.identifier}`), () => {
      // Somebody may have taken the name meanwhile.
      if (!account.instances.has(name)) giveInstanceName(account, instance, name);
      instance.shape.DBInstanceStatus = 'available';
      delete instance.shape.PendingModifiedValues;
      account.parameterGroups.applyPending(instance);
    });
  };
  instance.shape.PendingModifiedValues = { DBInstanceIdentifier: name };
  if (immediately) begin();
  else inWindow(account, instance.shape.PreferredMaintenanceWindow, begin);
}

/** At once, with ARN and endpoint; the resource id stays. */
export function giveInstanceName(account: SimulatedAccount, instance: Instance, name: string): void {
  account.catchUpClients();
  const before = instance.identifier;
  const cluster = account.clusters.get(instance.clusterIdentifier);
  const { shape } = instance;
  if (account.instances.get(before) === instance) account.instances.delete(before);
  shape.DBInstanceIdentifier = name;
  shape.DBInstanceArn = shape.DBInstanceArn && shape.DBInstanceArn.slice(0, shape.DBInstanceArn.lastIndexOf(':') + 1) + name;
  if (shape.Endpoint?.Address) shape.Endpoint = { ...shape.Endpoint, Address: name + shape.Endpoint.Address.slice(before.length) };
  account.instances.set(name, instance);
  cluster?.renameMember(before, name);
}
