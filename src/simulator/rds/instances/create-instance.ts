import type { CreateDBInstanceMessage, CreateDBInstanceResult, DBInstance } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { copyOf } from '../../copy';
import type { Operation } from '../../event-log';
import { offersServerless } from '../catalog/capacity-limits';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { findCluster, identifierIn, requireAvailable } from '../find';
import { Instance } from '../instance';
import { memoryGib, SERVERLESS } from '../instance-classes';
import { requireQuota } from '../quotas';
import { warmUp } from './warm-up';
import { notSimulated } from '../../wire/aws-error';
import { operation } from '../../wire/service';

const MOST_MEMBERS = 16;
const DEFAULT_TIER = 1;

export const createDBInstance = operation<CreateDBInstanceMessage, CreateDBInstanceResult>(
  [
    'DBInstanceIdentifier', 'DBClusterIdentifier', 'DBInstanceClass', 'Engine', 'EngineVersion', 'DBParameterGroupName', 'DBSubnetGroupName',
    'AvailabilityZone', 'PubliclyAccessible', 'MonitoringInterval', 'MonitoringRoleArn', 'EnablePerformanceInsights',
    'PerformanceInsightsKMSKeyId', 'PerformanceInsightsRetentionPeriod', 'CACertificateIdentifier', 'AutoMinorVersionUpgrade',
    'CopyTagsToSnapshot', 'PreferredMaintenanceWindow', 'PromotionTier', 'Tags',
  ],
  (account, input) => {
    const identifier = identifierIn(required(input.DBInstanceIdentifier, 'DBInstanceIdentifier'));
    if (input.DBClusterIdentifier === undefined) throw notSimulated('rds:CreateDBInstance without DBClusterIdentifier');
    const cluster = findCluster(account, input.DBClusterIdentifier);
    validate(account, cluster, identifier, input);
    const parameterGroup = account.parameterGroups.nameFor('instance', input.DBParameterGroupName, cluster.shape.Engine!, cluster.shape.EngineVersion!);
    const doing = account.begin('create instance', identifier, [cluster.last.conversion, cluster.last.upgrade, cluster.last.birth, cluster.last.capacityRange]);
    const instance = addInstance(account, cluster, { ...input, DBInstanceIdentifier: identifier }, {
      parameterGroup,
      readyAfterMillis: account.draw('createInstance', identifier),
      createdBy: doing,
      whenReady: () => account.end(doing),
      lastStatus: account.faults.lastStatus('rds:CreateDBInstance'),
    });
    return { DBInstance: instance.shape };
  },
);

function validate(account: SimulatedAccount, cluster: Cluster, identifier: string, input: CreateDBInstanceMessage): void {
  const { Engine, EngineVersion, ServerlessV2ScalingConfiguration } = cluster.shape;
  const instanceClass = required(input.DBInstanceClass, 'DBInstanceClass');
  if (account.instances.has(identifier)) throw fault('DBInstanceAlreadyExistsFault', 'DB instance already exists');
  if (required(input.Engine, 'Engine') !== Engine) {
    throw invalidParameterCombination(`The engine name requested for your DB instance (${input.Engine}) doesn't match the engine name of your DB cluster (${Engine}).`);
  }
  if (cluster.isServerlessV1) throw invalidParameterValue('DB instances cannot be added to a DB cluster with the engine mode serverless.');
  if (instanceClass !== SERVERLESS && memoryGib(instanceClass) === undefined) throw invalidParameterValue(`Invalid DB Instance class: ${instanceClass}`);
  if (instanceClass === SERVERLESS && !offersServerless(Engine!, EngineVersion!)) {
    throw invalidParameterCombination('RDS does not support creating a DB instance with the following combination: '
      + `DBInstanceClass=${SERVERLESS}, Engine=${Engine}, EngineVersion=${EngineVersion}.`);
  }
  if (instanceClass === SERVERLESS && !ServerlessV2ScalingConfiguration) {
    throw fault('InvalidDBClusterStateFault',
      'Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.');
  }
  if (instanceClass === SERVERLESS && cluster.needsProvisionedInstance) {
    throw fault('InvalidDBClusterStateFault', 'The first DB instance of a DB cluster that is restored with a major version upgrade must be provisioned.');
  }
  validatePlace(account, cluster, input);
  requireAvailable(cluster);
  requireQuota(account, 'instances');
  account.faults.requireCapacity();
  if (cluster.members.length >= MOST_MEMBERS) throw invalidParameterValue(`A DB cluster can have at most ${MOST_MEMBERS} DB instances.`);
}

function validatePlace(account: SimulatedAccount, { shape }: Cluster, input: CreateDBInstanceMessage): void {
  const { AvailabilityZone: zone, DBSubnetGroupName: name } = input;
  if (name && account.subnetGroups.find(name).shape.DBSubnetGroupName !== shape.DBSubnetGroup) {
    throw invalidParameterCombination(`The DB subnet group of a member is the one of its DB cluster, ${shape.DBSubnetGroup}.`);
  }
  const offered = account.subnetGroups.zonesOf(shape.DBSubnetGroup);
  if (zone && !offered.includes(zone)) {
    throw fault('InvalidVPCNetworkStateFault',
      `The DB subnet group ${shape.DBSubnetGroup} does not cover the Availability Zone ${zone}, only ${offered.join(', ')}.`);
  }
}

interface Birth {
  readonly parameterGroup: string;
  readonly readyAfterMillis: number;
  readonly createdBy: Operation;
  readonly whenReady?: () => void;
  /** Where it ends up instead of `available`. */
  readonly lastStatus?: string;
}

/** Adds a member to the cluster; it is available after a while, and often a second time after a last modification. */
export function addInstance(account: SimulatedAccount, cluster: Cluster, input: CreateDBInstanceMessage, birth: Birth): Instance {
  const instance = new Instance(account, describe(account, cluster, input, birth.parameterGroup));
  const { identifier } = instance;
  const setStatus = (status: string) => {
    if (!account.isThere(instance)) return;
    instance.shape.DBInstanceStatus = status;
    account.log.append({ type: 'status', atMillis: account.clock.now, subject: identifier, status });
  };
  const isFirst = cluster.writer === undefined && cluster.members.length === 0;
  instance.createdBy = birth.createdBy;
  account.instances.set(identifier, instance);
  cluster.addMember(identifier, instance.tier);

  const lastTouch = account.profile.availableTwice ? account.draw('statusLag', `available-twice/${identifier}`) : 0;
  if (lastTouch > 0) {
    account.clock.schedule(birth.readyAfterMillis - 2 * lastTouch, () => setStatus('available'));
    account.clock.schedule(birth.readyAfterMillis - lastTouch, () => setStatus('modifying'));
  }
  account.clock.schedule(birth.readyAfterMillis, () => {
    setStatus(birth.lastStatus ?? 'available');
    if (birth.lastStatus !== undefined || !account.isThere(instance)) return;
    if (isFirst && cluster.writer === undefined) takeOffice(cluster, instance);
    account.events.add('instanceCreated', instance.identifier);
    birth.whenReady?.();
    if (instance.isServerless) warmUp(account, cluster, instance);
  });
  return instance;
}

/** The first instance of a cluster is its writer; it also ends the upgrade with which the cluster was restored. */
function takeOffice(cluster: Cluster, instance: Instance): void {
  cluster.resumeWrites(instance.createdBy!, instance.identifier);
  cluster.needsProvisionedInstance = false;
  cluster.publishRoles();
}

function describe(account: SimulatedAccount, cluster: Cluster, input: CreateDBInstanceMessage, parameterGroup: string): DBInstance {
  const identifier = input.DBInstanceIdentifier!;
  return {
    DBInstanceIdentifier: identifier,
    DBInstanceArn: cluster.shape.DBClusterArn?.replace(/:cluster:.*/, `:db:${identifier}`),
    DBClusterIdentifier: cluster.identifier,
    DBSubnetGroup: account.subnetGroups.groups.get(cluster.shape.DBSubnetGroup ?? '')?.shape,
    DBInstanceClass: input.DBInstanceClass,
    DBInstanceStatus: 'creating',
    Engine: cluster.shape.Engine,
    EngineVersion: cluster.shape.EngineVersion,
    InstanceCreateTime: new Date(account.clock.now),
    AvailabilityZone: input.AvailabilityZone ?? emptiestZone(account, cluster),
    PromotionTier: input.PromotionTier ?? DEFAULT_TIER,
    DBParameterGroups: [{ DBParameterGroupName: parameterGroup, ParameterApplyStatus: 'in-sync' }],
    VpcSecurityGroups: copyOf(cluster.shape.VpcSecurityGroups),
    PubliclyAccessible: input.PubliclyAccessible ?? false,
    MonitoringInterval: input.MonitoringInterval ?? 0,
    MonitoringRoleArn: input.MonitoringRoleArn,
    PerformanceInsightsEnabled: input.EnablePerformanceInsights ?? false,
    PerformanceInsightsKMSKeyId: input.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: input.PerformanceInsightsRetentionPeriod,
    CACertificateIdentifier: input.CACertificateIdentifier ?? 'rds-ca-rsa2048-g1',
    AutoMinorVersionUpgrade: input.AutoMinorVersionUpgrade ?? true,
    CopyTagsToSnapshot: input.CopyTagsToSnapshot ?? false,
    PreferredMaintenanceWindow: input.PreferredMaintenanceWindow ?? cluster.shape.PreferredMaintenanceWindow,
    StorageEncrypted: cluster.shape.StorageEncrypted,
    KmsKeyId: cluster.shape.KmsKeyId,
    TagList: input.Tags ?? [],
  };
}

function emptiestZone(account: SimulatedAccount, cluster: Cluster): string | undefined {
  const load = (zone: string) => account.instancesOf(cluster).filter((instance) => instance.shape.AvailabilityZone === zone).length;
  return account.subnetGroups.zonesOf(cluster.shape.DBSubnetGroup).sort((a, b) => load(a) - load(b) || a.localeCompare(b))[0];
}
