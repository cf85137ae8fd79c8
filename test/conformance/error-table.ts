/** An error as AWS documents it: code on the wire, HTTP status and class of the SDK, which are not the same. */
export interface ErrorRow {
  readonly code: string;
  readonly status: number;
  /** `RDSServiceException` for the errors that the SDK does not model. */
  readonly sdkClass: string;
  /** The simulator answers so only when a fault asks for it: to a call of this operation. */
  readonly onRequest?: OnRequest;
}

type OnRequest = 'CreateDBCluster' | 'CreateDBInstance' | 'DeleteDBCluster' | 'ModifyDBCluster' | 'ModifyDBInstance' | 'RestoreDBClusterFromSnapshot'
  | 'RestoreDBClusterToPointInTime';

const row = (code: string, status = 400, sdkClass = code, onRequest?: OnRequest): ErrorRow => ({ code, status, sdkClass, onRequest });
const onRequest = (operation: OnRequest, code: string, status = 400, sdkClass = code): ErrorRow => row(code, status, sdkClass, operation);

export const ERROR_TABLE: readonly ErrorRow[] = [
  row('DBClusterNotFoundFault', 404),
  row('DBInstanceNotFound', 404, 'DBInstanceNotFoundFault'),
  row('DBInstanceAlreadyExists', 400, 'DBInstanceAlreadyExistsFault'),
  row('DBClusterAlreadyExistsFault'),
  row('InvalidDBClusterStateFault'),
  row('InvalidDBInstanceState', 400, 'InvalidDBInstanceStateFault'),
  row('DBClusterQuotaExceededFault', 403),
  row('InstanceQuotaExceeded', 400, 'InstanceQuotaExceededFault'),
  row('SnapshotQuotaExceeded', 400, 'SnapshotQuotaExceededFault'),
  row('DBClusterSnapshotAlreadyExistsFault'),
  row('DBClusterSnapshotNotFoundFault', 404),
  row('DBSnapshotAlreadyExists', 400, 'DBSnapshotAlreadyExistsFault'),
  row('DBSnapshotNotFound', 404, 'DBSnapshotNotFoundFault'),
  row('InvalidDBSnapshotState', 400, 'InvalidDBSnapshotStateFault'),
  row('InvalidDBClusterSnapshotStateFault'),
  row('ResourceNotFoundFault', 404),
  row('InvalidResourceStateFault'),
  row('InvalidSubnet'),
  row('DBProxyNotFoundFault', 404),
  row('DBProxyAlreadyExistsFault'),
  row('InvalidDBProxyStateFault'),
  row('DBProxyTargetNotFoundFault', 404),
  row('DBProxyTargetGroupNotFoundFault', 404),
  row('DBProxyTargetAlreadyRegisteredFault'),
  row('DBParameterGroupNotFound', 404, 'DBParameterGroupNotFoundFault'),
  row('DBParameterGroupAlreadyExists', 400, 'DBParameterGroupAlreadyExistsFault'),
  row('DBParameterGroupQuotaExceeded', 400, 'DBParameterGroupQuotaExceededFault'),
  row('InvalidDBParameterGroupState', 400, 'InvalidDBParameterGroupStateFault'),
  row('DBClusterParameterGroupNotFound', 404, 'DBClusterParameterGroupNotFoundFault'),
  row('DBSubnetGroupNotFoundFault', 404),
  row('DBSubnetGroupAlreadyExists', 400, 'DBSubnetGroupAlreadyExistsFault'),
  row('DBSubnetGroupDoesNotCoverEnoughAZs'),
  row('InvalidDBSubnetGroupStateFault'),
  row('SubnetAlreadyInUse'),
  row('InvalidVPCNetworkStateFault'),
  row('SourceClusterNotSupportedFault'),
  row('BlueGreenDeploymentAlreadyExistsFault'),
  row('BlueGreenDeploymentNotFoundFault', 404),
  row('InvalidBlueGreenDeploymentStateFault'),
  row('GlobalClusterAlreadyExistsFault'),
  row('GlobalClusterNotFoundFault', 404),
  row('InvalidGlobalClusterStateFault'),
  row('DBClusterEndpointAlreadyExistsFault'),
  row('DBClusterEndpointNotFoundFault'),
  row('DBClusterEndpointQuotaExceededFault', 403),
  row('InvalidDBClusterEndpointStateFault'),
  row('InvalidParameterValue', 400, 'RDSServiceException'),
  row('InvalidParameterCombination', 400, 'RDSServiceException'),
  row('ThrottlingException', 400, 'RDSServiceException'),
  row('AccessDenied', 403, 'RDSServiceException'),
  onRequest('CreateDBInstance', 'InsufficientDBInstanceCapacity', 400, 'InsufficientDBInstanceCapacityFault'),
  onRequest('RestoreDBClusterFromSnapshot', 'InsufficientDBClusterCapacityFault', 403),
  onRequest('CreateDBCluster', 'InsufficientStorageClusterCapacity', 400, 'InsufficientStorageClusterCapacityFault'),
  onRequest('CreateDBCluster', 'StorageQuotaExceeded', 400, 'StorageQuotaExceededFault'),
  onRequest('ModifyDBCluster', 'StorageTypeNotAvailableFault'),
  onRequest('ModifyDBCluster', 'StorageTypeNotSupported', 400, 'StorageTypeNotSupportedFault'),
  onRequest('CreateDBCluster', 'KMSKeyNotAccessibleFault'),
  onRequest('CreateDBInstance', 'NetworkTypeNotSupported'),
  onRequest('CreateDBCluster', 'VpcEncryptionControlViolationException'),
  onRequest('RestoreDBClusterToPointInTime', 'InvalidRestoreFault'),
  onRequest('ModifyDBInstance', 'DBUpgradeDependencyFailure', 400, 'DBUpgradeDependencyFailureFault'),
  onRequest('DeleteDBCluster', 'DBClusterAutomatedBackupQuotaExceededFault'),
];

/** In the facts and in no row, with the reason. */
export const NOT_MODELLED: Readonly<Record<string, string>> = {
  DBInstanceNotReady: 'log files of a paused instance',
};
