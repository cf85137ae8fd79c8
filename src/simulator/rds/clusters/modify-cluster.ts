import type { DBCluster, ModifyDBClusterMessage, ModifyDBClusterResult } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../../account';
import { operation } from '../../wire/service';
import type { Cluster } from '../cluster';
import { fault, invalidParameterCombination, invalidParameterValue, required } from '../faults';
import { findCluster, identifierIn, requireAvailable } from '../find';
import { memoryGib } from '../instance-classes';
import { setCapacityRange } from './capacity-range';
import { managedSecret, requireFreeName } from './create-cluster';
import { convertEngineMode } from './engine-mode-conversion';
import { renameCluster } from './rename';
import { upgrade } from './upgrade';
import { rebootAll } from '../instances/reboot-instance';

type Input = ModifyDBClusterMessage;

/** What may ride in the call that converts the engine mode. */
const CONVERSION_PARAMETERS = ['DBClusterIdentifier', 'EngineMode', 'AllowEngineModeChange', 'DBClusterInstanceClass', 'ApplyImmediately'] as const;
/** What a describe shows at once under the same name. */
const SETTINGS = [
  'BackupRetentionPeriod', 'PreferredBackupWindow', 'PreferredMaintenanceWindow', 'DeletionProtection', 'CopyTagsToSnapshot', 'AutoMinorVersionUpgrade',
  'EngineLifecycleSupport',
] as const satisfies readonly (keyof Input & keyof DBCluster)[];

export const modifyDBCluster = operation<Input, ModifyDBClusterResult>(
  [
    ...CONVERSION_PARAMETERS, ...SETTINGS, 'NewDBClusterIdentifier', 'DBClusterParameterGroupName', 'DBInstanceParameterGroupName', 'VpcSecurityGroupIds', 'Port',
    'MasterUserPassword', 'ManageMasterUserPassword', 'EnableIAMDatabaseAuthentication', 'CloudwatchLogsExportConfiguration', 'EngineVersion',
    'AllowMajorVersionUpgrade', 'ScalingConfiguration', 'EnableHttpEndpoint', 'StorageType', 'ServerlessV2ScalingConfiguration',
  ],
  (account, input) => {
    const cluster = findCluster(account, input.DBClusterIdentifier);
    if (input.EngineMode !== undefined || input.AllowEngineModeChange !== undefined) {
      convert(account, cluster, input);
      return { DBCluster: cluster.shape };
    }
    // A stale range that is sent again with something else is no reason to be available.
    if (Object.keys(input).some((name) => !['DBClusterIdentifier', 'ApplyImmediately'].includes(name))) requireAvailable(cluster);
    validate(cluster, input);
    if (input.ManageMasterUserPassword) account.blueGreenDeployments.requireUnbound(cluster, 'given a master password that RDS manages');
    if (input.ServerlessV2ScalingConfiguration) setCapacityRange(account, cluster, input.ServerlessV2ScalingConfiguration);
    if (input.EngineVersion !== undefined && input.EngineVersion !== cluster.shape.EngineVersion) upgrade(account, cluster, input);
    else if (input.DBClusterParameterGroupName) account.parameterGroups.assignToCluster(cluster, input.DBClusterParameterGroupName);
    applySettings(account, cluster, input);
    return { DBCluster: cluster.shape };
  },
);

function validate(cluster: Cluster, input: Input): void {
  if (input.DBInstanceParameterGroupName && !input.AllowMajorVersionUpgrade) {
    throw invalidParameterCombination('DBInstanceParameterGroupName is valid only with AllowMajorVersionUpgrade.');
  }
  if (input.ScalingConfiguration && !cluster.isServerlessV1) {
    throw invalidParameterCombination('ScalingConfiguration is valid only for the engine mode serverless.');
  }
  if (input.EnableHttpEndpoint !== undefined && !cluster.isServerlessV1) {
    throw invalidParameterCombination('EnableHttpEndpoint is valid only for the engine mode serverless. Use the EnableHttpEndpoint operation.');
  }
  if (input.ManageMasterUserPassword && cluster.isServerlessV1) {
    throw invalidParameterCombination('ManageMasterUserPassword is not supported for the engine mode serverless.');
  }
  if (cluster.isServerlessV1 && input.Port !== undefined && input.Port !== cluster.shape.Port) {
    throw invalidParameterCombination('The port of a DB cluster with the engine mode serverless cannot be changed.');
  }
}

function convert(account: SimulatedAccount, cluster: Cluster, input: Input): void {
  const others = Object.keys(input).filter((name) => !(CONVERSION_PARAMETERS as readonly string[]).includes(name));
  if (others.length > 0) throw invalidParameterCombination(`${others.join(', ')} cannot be changed together with the engine mode.`);
  if (!cluster.isServerlessV1 || input.EngineMode !== 'provisioned') {
    throw invalidParameterCombination('The engine mode can be changed only from serverless to provisioned.');
  }
  if (!input.AllowEngineModeChange) throw invalidParameterCombination('The engine mode can be changed only with AllowEngineModeChange.');
  const instanceClass = required(input.DBClusterInstanceClass, 'DBClusterInstanceClass');
  if (memoryGib(instanceClass) === undefined) throw invalidParameterValue(`Invalid DB Instance class: ${instanceClass}`);
  requireAvailable(cluster);
  if (cluster.shape.Capacity === 0 && !account.profile.pausedClustersConvert) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is paused.`);
  }
  convertEngineMode(account, cluster, instanceClass);
}

function applySettings(account: SimulatedAccount, cluster: Cluster, input: Input): void {
  const { shape } = cluster;
  for (const name of SETTINGS) if (input[name] !== undefined) Object.assign(shape, { [name]: input[name] });
  if (input.EnableIAMDatabaseAuthentication !== undefined) shape.IAMDatabaseAuthenticationEnabled = input.EnableIAMDatabaseAuthentication;
  if (input.StorageType !== undefined) shape.StorageType = input.StorageType;
  if (input.EnableHttpEndpoint !== undefined) shape.HttpEndpointEnabled = input.EnableHttpEndpoint;
  if (input.ScalingConfiguration) shape.ScalingConfigurationInfo = { ...shape.ScalingConfigurationInfo, ...input.ScalingConfiguration };
  if (input.CloudwatchLogsExportConfiguration) {
    const { EnableLogTypes = [], DisableLogTypes = [] } = input.CloudwatchLogsExportConfiguration;
    const types = new Set([...shape.EnabledCloudwatchLogsExports ?? [], ...EnableLogTypes]);
    shape.EnabledCloudwatchLogsExports = [...types].filter((type) => !DisableLogTypes.includes(type));
  }
  if (input.VpcSecurityGroupIds) setSecurityGroups(account, cluster, input.VpcSecurityGroupIds);
  if (input.MasterUserPassword !== undefined || input.ManageMasterUserPassword !== undefined) changePassword(account, cluster, input);
  if (input.Port !== undefined && input.Port !== shape.Port) {
    shape.Port = input.Port;
    rebootAll(account, cluster);
  }
  if (input.NewDBClusterIdentifier) {
    const name = identifierIn(input.NewDBClusterIdentifier);
    requireFreeName(account, name);
    renameCluster(account, cluster, name);
  }
}

/** The members have those of their cluster. */
function setSecurityGroups(account: SimulatedAccount, cluster: Cluster, groups: string[]): void {
  account.catchUpClients();
  for (const { shape } of [cluster, ...account.instancesOf(cluster)]) {
    shape.VpcSecurityGroups = groups.map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: 'active' }));
  }
  if (account.profile.closedGroupsBreakConnections && !cluster.destination.admitsConnections) account.disconnectClients(cluster.volume);
}

function changePassword(account: SimulatedAccount, cluster: Cluster, { ManageMasterUserPassword: managed }: Input): void {
  if (managed === true) cluster.shape.MasterUserSecret = managedSecret(account, cluster.identifier);
  if (managed === false) delete cluster.shape.MasterUserSecret;
  const doing = account.begin('reset master password', cluster.identifier);
  cluster.setStatus('resetting-master-credentials');
  account.during(doing, account.draw('settingsChange', `password/${cluster.identifier}`), () => {
    cluster.setStatus('available');
    account.events.add('masterCredentialsReset', cluster.identifier);
  });
}
