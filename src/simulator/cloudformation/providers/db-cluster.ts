import type { CreateDBClusterResult, DBCluster, DBClusterMessage } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { type Properties, ResourceFailure } from '../resource';
import { clusterAttributes, clusterProperties } from './db-cluster-model';
import { generatedName, type Made, pause, type ProviderContext, type ResourceProvider } from './provider';
import { asHandler, callRds, isGone, pick, stabilize, updateTags, waitUntilGone } from './rds-calls';
import { isSame } from '../update-behaviour';

const LONGEST_IDENTIFIER = 63;
const POLL_SECONDS = 30;
/** Two looks more before CloudFormation believes it. */
const LOOKS = 3;
const DEFAULT_PORT = 3306;
const SERVERLESS_POSTGRES_PORT = 5432;

/** What a creation and a restore are told. */
const BOTH = [
  'AvailabilityZones', 'CopyTagsToSnapshot', 'DBClusterParameterGroupName', 'DBSubnetGroupName', 'DeletionProtection', 'EnableCloudwatchLogsExports',
  'EnableIAMDatabaseAuthentication', 'EngineMode', 'KmsKeyId', 'Port', 'ScalingConfiguration', 'ServerlessV2ScalingConfiguration', 'StorageType', 'Tags',
  'VpcSecurityGroupIds', 'EngineLifecycleSupport',
];
const FROM_SNAPSHOT = [...BOTH, 'DatabaseName', 'Engine', 'EngineVersion', 'SnapshotIdentifier'];
const TO_POINT_IN_TIME = [...BOTH.filter((name) => name !== 'AvailabilityZones'), 'RestoreType', 'SourceDBClusterIdentifier', 'SourceDbClusterResourceId', 'UseLatestRestorableTime'];
const NEW = [
  ...BOTH, 'AutoMinorVersionUpgrade', 'BackupRetentionPeriod', 'DatabaseName', 'EnableHttpEndpoint', 'Engine', 'EngineVersion', 'ManageMasterUserPassword',
  'MasterUserPassword', 'MasterUsername', 'PreferredBackupWindow', 'PreferredMaintenanceWindow', 'ReplicationSourceIdentifier', 'StorageEncrypted',
];
/** What every update sends again, changed or not. */
const SENT_AGAIN = [
  'AutoMinorVersionUpgrade', 'BackupRetentionPeriod', 'CopyTagsToSnapshot', 'DBClusterParameterGroupName', 'DeletionProtection', 'ScalingConfiguration',
  'ServerlessV2ScalingConfiguration', 'StorageType',
];
/** What is sent only when the template changes it. */
const SENT_WHEN_CHANGED = ['EnableIAMDatabaseAuthentication', 'MasterUserPassword', 'Port', 'PreferredBackupWindow', 'PreferredMaintenanceWindow', 'VpcSecurityGroupIds'];

/** As CloudFormation's own handler does it. @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds */
export const dbCluster: ResourceProvider = {
  models: [...new Set([...NEW, ...FROM_SNAPSHOT, ...TO_POINT_IN_TIME, 'DBClusterIdentifier', 'DBInstanceParameterGroupName'])],

  async create(context, template) {
    const properties = withDefaults(template);
    const identifier = String(properties.DBClusterIdentifier ?? generatedName(context, LONGEST_IDENTIFIER)).toLowerCase();
    return asHandler(async () => {
      const [operation, names] = properties.SnapshotIdentifier ? ['RestoreDBClusterFromSnapshot', FROM_SNAPSHOT] as const
        : properties.SourceDBClusterIdentifier || properties.SourceDbClusterResourceId ? ['RestoreDBClusterToPointInTime', TO_POINT_IN_TIME] as const
          : ['CreateDBCluster', NEW] as const;
      await callRds<CreateDBClusterResult>(context, operation, { ...pick(properties, names), DBClusterIdentifier: identifier });
      context.onPhysicalId(identifier);
      await untilAvailable(context, identifier);
      // A restore knows less than a creation: the rest follows.
      if (operation !== 'CreateDBCluster') await modify(context, identifier, {}, template);
      return made(context, identifier);
    });
  },

  async update(context, { physicalId, properties: before }, after) {
    return asHandler(async () => {
      await modify(context, physicalId, before, after);
      await updateTags(context, context.account.arn('cluster', physicalId), before, after);
      return made(context, physicalId);
    });
  },

  async delete(context, { physicalId, snapshot }) {
    await asHandler(async () => {
      await untilDeletable(context, physicalId);
      await callRds(context, 'DeleteDBCluster', {
        DBClusterIdentifier: physicalId,
        ...(snapshot ? { SkipFinalSnapshot: false, FinalDBSnapshotIdentifier: snapshotName(context) } : { SkipFinalSnapshot: true }),
      });
      await waitUntilGone(context, () => describe(context, physicalId));
    }).catch((error) => {
      if (!(error instanceof Gone)) throw error;
    });
  },

  read: (account, physicalId) => live(account, physicalId, clusterProperties),
  attributes: (account, physicalId) => live(account, physicalId, clusterAttributes) ?? {},
};

class Gone extends Error {}

function live<T>(account: SimulatedAccount, physicalId: string, render: (shape: DBCluster) => T): T | undefined {
  const cluster = account.clusters.get(physicalId.toLowerCase());
  return cluster && render(cluster.shape);
}

/** What the handler takes for granted where the template says nothing. */
function withDefaults(properties: Properties): Properties {
  const isServerless = properties.EngineMode === 'serverless';
  return {
    BackupRetentionPeriod: 1,
    Port: isServerless && properties.Engine === 'aurora-postgresql' ? SERVERLESS_POSTGRES_PORT : DEFAULT_PORT,
    ...(isServerless ? { ScalingConfiguration: { AutoPause: true, MinCapacity: 2, MaxCapacity: 16, SecondsUntilAutoPause: 300 } } : {}),
    ...properties,
  };
}

async function modify(context: ProviderContext, identifier: string, templateBefore: Properties, templateAfter: Properties): Promise<void> {
  const before = withDefaults(templateBefore);
  const after = withDefaults(templateAfter);
  const isRestored = Object.keys(templateBefore).length === 0;
  const began = new Date(context.account.clock.now);
  // What a restore was told already is no change.
  const counts = (name: string) => !isRestored || (name in templateAfter && !BOTH.includes(name));
  const changed = (name: string) => counts(name) && !isSame(before[name], after[name]);
  const changesVersion = changed('EngineVersion') && !context.isRollback && !isRestored;
  await callRds(context, 'ModifyDBCluster', {
    DBClusterIdentifier: identifier,
    ApplyImmediately: true,
    ...pick(after, SENT_AGAIN),
    ...pick(after, SENT_WHEN_CHANGED.filter(changed)),
    ...logExports(before, after),
    ...managedPassword(before, after),
    ...(changesVersion ? { EngineVersion: after.EngineVersion, AllowMajorVersionUpgrade: true } : {}),
    ...(changesVersion && changed('DBInstanceParameterGroupName') ? pick(after, ['DBInstanceParameterGroupName']) : {}),
  });
  await untilAvailable(context, identifier, LOOKS);
  failOnEvents(context, identifier, began);
  if (changed('EnableHttpEndpoint') && after.EngineMode !== 'serverless') {
    const operation = String(after.EnableHttpEndpoint) === 'true' ? 'EnableHttpEndpoint' : 'DisableHttpEndpoint';
    await callRds(context, operation, { ResourceArn: (await describe(context, identifier)).DBClusterArn });
    await untilAvailable(context, identifier);
  }
}

function logExports(before: Properties, after: Properties): Record<string, unknown> {
  const types = (properties: Properties) => (properties.EnableCloudwatchLogsExports as string[] | undefined) ?? [];
  const EnableLogTypes = types(after).filter((type) => !types(before).includes(type));
  const DisableLogTypes = types(before).filter((type) => !types(after).includes(type));
  return EnableLogTypes.length + DisableLogTypes.length > 0 ? { CloudwatchLogsExportConfiguration: { EnableLogTypes, DisableLogTypes } } : {};
}

function managedPassword(before: Properties, after: Properties): Record<string, unknown> {
  const [was, is] = [before, after].map(({ ManageMasterUserPassword: managed }) => managed === undefined ? undefined : String(managed) === 'true');
  if (was === is) return {};
  return { ManageMasterUserPassword: is ?? false };
}

/** RDS accepts some changes and tells only later that they came to nothing. */
const FAILURES = ['Unable to upgrade DB cluster', 'Cluster failover failed'];

function failOnEvents({ account }: ProviderContext, identifier: string, since: Date): void {
  const event = account.events.events.find(({ SourceIdentifier, Date: at, Message = '' }) =>
    SourceIdentifier === identifier && at! >= since && FAILURES.some((failure) => Message.includes(failure)));
  if (event) throw new ResourceFailure(`Resource handler returned message: "${event.Message}" (HandlerErrorCode: NotStabilized)`, identifier);
}

async function describe(context: ProviderContext, identifier: string): Promise<DBCluster> {
  const { DBClusters: [cluster] = [] } = await callRds<DBClusterMessage>(context, 'DescribeDBClusters', { DBClusterIdentifier: identifier });
  return cluster;
}

async function untilAvailable(context: ProviderContext, identifier: string, looks = 1): Promise<void> {
  await stabilize(context, identifier, async () => {
    const { Status: status, PendingModifiedValues: pending } = await describe(context, identifier);
    return { status, isSettled: status === 'available' && Object.keys(pending ?? {}).length === 0 };
  }, looks);
}

/** A cluster that is on its way somewhere cannot be deleted yet; one that is gone need not be. */
async function untilDeletable(context: ProviderContext, identifier: string): Promise<void> {
  for (;;) {
    const { Status: status = '', DeletionProtection } = await describe(context, identifier).catch((error) => {
      throw isGone(error) ? new Gone() : error;
    });
    if (DeletionProtection) {
      throw new ResourceFailure(`Resource handler returned message: "Cannot delete protected Cluster ${identifier}, please disable deletion protection and try again"`, identifier);
    }
    if (!['creating', 'migrating', 'modifying', 'upgrading', 'failing-over', 'renaming', 'resetting-master-credentials'].includes(status)) return;
    await pause(context, POLL_SECONDS);
  }
}

function snapshotName(context: ProviderContext): string {
  return generatedName({ ...context, logicalId: `snapshot-${context.logicalId}`, token: `snapshot/${context.token}` }).toLowerCase();
}

async function made(context: ProviderContext, identifier: string): Promise<Made> {
  return { physicalId: identifier, attributes: clusterAttributes(await describe(context, identifier)) };
}
