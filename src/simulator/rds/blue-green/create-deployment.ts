import type { CreateBlueGreenDeploymentRequest, CreateBlueGreenDeploymentResponse, DBCluster } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { copyOf } from '../../copy';
import type { Operation } from '../../event-log';
import { notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';
import { AURORA_MYSQL, defaultVersion, familyOf, upgradeTargets } from '../catalog/engine-versions';
import type { Cluster } from '../cluster';
import { newClusterShape, addCluster } from '../clusters/create-cluster';
import { fault, invalidParameterCombination, required } from '../faults';
import { findCluster, findInstance } from '../find';
import type { Instance } from '../instance';
import { addInstance } from '../instances/create-instance';
import { requireQuota } from '../quotas';
import { Deployment, type Pair, type TaskName } from './deployment';
import { requirePrerequisites } from './prerequisites';

type Input = CreateBlueGreenDeploymentRequest;

const MAJOR_VERSION = /^\d+([.]\d+)?$/;

export const createBlueGreenDeployment = operation<Input, CreateBlueGreenDeploymentResponse>(
  ['BlueGreenDeploymentName', 'Source', 'TargetEngineVersion', 'TargetDBParameterGroupName', 'TargetDBClusterParameterGroupName', 'TargetDBInstanceClass', 'Tags'],
  (account, input) => {
    const blue = source(account, required(input.Source, 'Source'));
    validate(account, blue, input);
    const plan = planOf(account, blue, input);
    account.catchUpClients();
    const green = addGreen(account, blue, plan);
    const doing = account.begin('create blue/green deployment', blue.identifier, [blue.last.birth, blue.last.conversion, blue.last.snapshot]);
    green.last.deployment = doing;
    const stages = stagesOf(account, green, plan);
    const pairs = addGreenInstances(account, blue, green, plan, { doing, readyAfterMillis: stages.instances });
    const deployment = new Deployment(account, {
      blue,
      green,
      pairs,
      identifier: account.madeUp('bgd-', `${blue.identifier}/${account.clock.now}`, 16).toLowerCase(),
      name: input.BlueGreenDeploymentName!,
      tasks: tasksOf(plan),
      tags: input.Tags ?? [],
    });
    account.blueGreenDeployments.add(deployment);
    provision(account, deployment, plan, stages, doing);
    return { BlueGreenDeployment: deployment.shape };
  },
);

function source(account: SimulatedAccount, arn: string): Cluster {
  if (!/:db:/.test(arn)) return findCluster(account, arn);
  const instance = findInstance(account, arn);
  if (!instance.clusterIdentifier) throw notSimulated('rds:CreateBlueGreenDeployment of an RDS instance');
  throw fault('SourceDatabaseNotSupportedFault', `DB instance ${instance.identifier} is a member of the DB cluster ${instance.clusterIdentifier}: that is the source to name.`);
}

function validate(account: SimulatedAccount, blue: Cluster, input: Input): void {
  const name = required(input.BlueGreenDeploymentName, 'BlueGreenDeploymentName');
  if (account.blueGreenDeployments.all.some((other) => other.name === name)) {
    throw fault('BlueGreenDeploymentAlreadyExistsFault', `A blue/green deployment with the name ${name} already exists.`);
  }
  if (input.TargetDBInstanceClass !== undefined) {
    throw invalidParameterCombination('TargetDBInstanceClass is not valid for an Aurora DB cluster. Modify the DB instances of the green DB cluster.');
  }
  requirePrerequisites(account, blue);
  if (blue.shape.GlobalClusterIdentifier) throw notSimulated('rds:CreateBlueGreenDeployment of a member of a global cluster');
  requireQuota(account, 'clusters');
  requireQuota(account, 'instances', blue.members.length);
}

/** What the green side shall be. */
interface Plan {
  readonly version: string;
  readonly isUpgrade: boolean;
  readonly isMajor: boolean;
  readonly clusterGroup: string;
  readonly instanceGroup?: string;
}

/** Groups that the call leaves out stay, or become the default ones of a new family. */
function planOf(account: SimulatedAccount, blue: Cluster, input: Input): Plan {
  const [engine, from] = [blue.shape.Engine!, blue.shape.EngineVersion!];
  const wanted = input.TargetEngineVersion ?? from;
  const isTarget = (name: string) => upgradeTargets(engine, from).some((target) => target.version === name);
  const version = MAJOR_VERSION.test(wanted) && !isTarget(wanted) ? defaultVersion(engine, wanted) : wanted;
  if (version !== from && !isTarget(version)) {
    throw invalidParameterCombination(`Cannot upgrade ${engine} from ${from} to ${wanted}`);
  }
  const isMajor = familyOf(engine, from) !== familyOf(engine, version);
  const group = (kind: 'cluster' | 'instance', name: string | undefined) => account.parameterGroups.nameFor(kind, name, engine, version);
  return {
    version,
    isMajor,
    isUpgrade: version !== from,
    clusterGroup: group('cluster', input.TargetDBClusterParameterGroupName ?? (isMajor ? undefined : blue.shape.DBClusterParameterGroup)),
    instanceGroup: input.TargetDBParameterGroupName || isMajor ? group('instance', input.TargetDBParameterGroupName) : undefined,
  };
}

function tasksOf({ isUpgrade }: Plan): TaskName[] {
  const upgrade: TaskName[] = isUpgrade ? ['DB_ENGINE_VERSION_UPGRADE'] : [];
  return ['CREATING_READ_REPLICA_OF_SOURCE', ...upgrade, 'CREATE_DB_INSTANCES_FOR_CLUSTER', 'CREATE_CUSTOM_ENDPOINTS'];
}

/** Every resource has a suffix of its own. */
function greenName(account: SimulatedAccount, blue: string): string {
  return account.madeUp(`${blue}-green-`, String(account.clock.now), 6).toLowerCase();
}

/** A copy that receives what is written to blue, with blue's settings, without its roles. */
function addGreen(account: SimulatedAccount, blue: Cluster, plan: Plan): Cluster {
  const { shape } = blue;
  const { MasterUserSecret, PendingModifiedValues, ...settings } = copyOf(shape);
  const green: DBCluster = {
    ...settings,
    ...newClusterShape(account, greenName(account, blue.identifier), shape.Engine!, shape.EngineVersion!),
    Port: shape.Port,
    AvailabilityZones: shape.AvailabilityZones,
    NetworkType: shape.NetworkType,
    DBClusterParameterGroup: plan.clusterGroup,
  };
  const cluster = addCluster(account, green, blue.volume.copy(), shape.ServerlessV2ScalingConfiguration);
  if (shape.Engine === AURORA_MYSQL) green.ReplicationSourceIdentifier = blue.arn;
  account.replication.follow(cluster, {
    source: () => blue.volume,
    lagMillis: account.profile.replicationLagMillis.blueGreen,
    readOnlyBecause: 'is the green side of a blue/green deployment',
  });
  return cluster;
}

/** The same members as blue's, the writer first. */
function addGreenInstances(
  account: SimulatedAccount, blue: Cluster, green: Cluster, plan: Plan, birth: { doing: Operation; readyAfterMillis: number },
): Pair[] {
  const members = account.instancesOf(blue);
  const isWriter = (member: Instance) => member.identifier === blue.writer;
  return [...members.filter(isWriter), ...members.filter((member) => !isWriter(member))].map((member) => {
    const { shape } = member;
    return {
      blue: member,
      green: addInstance(account, green, { ...inputLike(member), DBInstanceIdentifier: greenName(account, member.identifier) }, {
        parameterGroup: plan.instanceGroup ?? shape.DBParameterGroups?.[0]?.DBParameterGroupName ?? `default.${familyOf(shape.Engine!, shape.EngineVersion!)}`,
        readyAfterMillis: birth.readyAfterMillis,
        createdBy: birth.doing,
      }),
    };
  });
}

function inputLike({ shape }: Instance) {
  return {
    DBInstanceClass: shape.DBInstanceClass,
    Engine: shape.Engine,
    AvailabilityZone: shape.AvailabilityZone,
    PromotionTier: shape.PromotionTier,
    PubliclyAccessible: shape.PubliclyAccessible,
    MonitoringInterval: shape.MonitoringInterval,
    MonitoringRoleArn: shape.MonitoringRoleArn,
    EnablePerformanceInsights: shape.PerformanceInsightsEnabled,
    PerformanceInsightsKMSKeyId: shape.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: shape.PerformanceInsightsRetentionPeriod,
    CACertificateIdentifier: shape.CACertificateIdentifier,
    AutoMinorVersionUpgrade: shape.AutoMinorVersionUpgrade,
    CopyTagsToSnapshot: shape.CopyTagsToSnapshot,
    PreferredMaintenanceWindow: shape.PreferredMaintenanceWindow,
    Tags: shape.TagList,
  };
}

/** When each task ends, in milliseconds from now. */
function stagesOf(account: SimulatedAccount, green: Cluster, { isMajor, isUpgrade, version }: Plan) {
  const replica = account.draw('blueGreenReplica', green.identifier);
  const upgraded = replica + (isUpgrade ? account.draw(isMajor ? 'majorUpgrade' : 'minorUpgrade', `${green.identifier}/${version}`) : 0);
  return { replica, upgraded, instances: upgraded + account.draw('createInstance', green.identifier) };
}

function provision(account: SimulatedAccount, deployment: Deployment, plan: Plan, stages: ReturnType<typeof stagesOf>, doing: Operation): void {
  const { green } = deployment;
  const failure = plan.isMajor ? account.faults.precheckFailure('rds:CreateBlueGreenDeployment') : undefined;
  account.clock.schedule(account.draw('statusLag', `deployment/${green.identifier}`), () => deployment.setTask('CREATING_READ_REPLICA_OF_SOURCE', 'IN_PROGRESS'));
  account.clock.schedule(stages.replica, () => {
    deployment.showsTarget = true;
    deployment.setTask('CREATING_READ_REPLICA_OF_SOURCE', 'COMPLETED');
    deployment.setTask(plan.isUpgrade ? 'DB_ENGINE_VERSION_UPGRADE' : 'CREATE_DB_INSTANCES_FOR_CLUSTER', 'IN_PROGRESS');
  });
  if (plan.isUpgrade) {
    account.clock.schedule(stages.upgraded, () => {
      deployment.setTask('DB_ENGINE_VERSION_UPGRADE', failure ? 'FAILED' : 'COMPLETED');
      deployment.setTask('CREATE_DB_INSTANCES_FOR_CLUSTER', 'IN_PROGRESS');
      if (failure) deployment.invalidBecause = `The upgrade to ${plan.version} failed: ${failure}`;
      else setVersion(account, green, plan.version);
    });
  }
  account.during(doing, stages.instances, () => {
    for (const task of ['CREATE_DB_INSTANCES_FOR_CLUSTER', 'CREATE_CUSTOM_ENDPOINTS'] as const) deployment.setTask(task, 'COMPLETED');
    green.setStatus('available');
    deployment.phase = 'AVAILABLE';
    if (failure) account.events.add('deploymentFailed', deployment.identifier, failure);
    else account.events.add('deploymentReady', deployment.identifier);
  });
}

function setVersion(account: SimulatedAccount, green: Cluster, version: string): void {
  green.shape.EngineVersion = version;
  for (const instance of account.instancesOf(green)) instance.shape.EngineVersion = version;
}
