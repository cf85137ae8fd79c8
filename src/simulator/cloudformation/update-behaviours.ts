/** The documented behaviour of a type's properties, each a list of names with spaces between them. */
export interface UpdateBehaviours {
  /** The properties that identify a resource of this type, as an import asks for them. */
  readonly identifier: string;
  /** Is something lost with the resource? */
  readonly holdsData: boolean;
  readonly replacement: string;
  readonly conditional: string;
  readonly inPlace: string;
}

/**
 * "Update requires" of the CloudFormation documentation and its resource specification, as the package
 * @aws-cdk/aws-service-spec 0.1.216 has it. Written by projenrc/write-update-behaviours.ts.
 */
export const UPDATE_BEHAVIOURS: Readonly<Record<string, UpdateBehaviours>> = {
  'AWS::KMS::Key': {
    identifier: 'KeyId',
    holdsData: true,
    replacement: '',
    conditional: '',
    inPlace: 'BypassPolicyLockoutSafetyCheck Description EnableKeyRotation Enabled KeyPolicy KeySpec KeyUsage MultiRegion Origin PendingWindowInDays RotationPeriodInDays Tags',
  },
  'AWS::Lambda::Function': {
    identifier: 'FunctionName',
    holdsData: false,
    replacement: 'FunctionName PackageType TenancyConfig',
    conditional: '',
    inPlace: 'Architectures CapacityProviderConfig Code CodeSigningConfigArn DeadLetterConfig Description DurableConfig Environment EphemeralStorage FileSystemConfigs FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers LoggingConfig MemorySize PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions Role Runtime RuntimeManagementConfig SnapStart Tags Timeout TracingConfig VpcConfig',
  },
  'AWS::RDS::ClusterSnapshot': {
    identifier: 'DBClusterSnapshotArn',
    holdsData: false,
    replacement: 'DBClusterIdentifier DBClusterSnapshotIdentifier',
    conditional: '',
    inPlace: 'Tags',
  },
  'AWS::RDS::CustomDBEngineVersion': {
    identifier: 'Engine EngineVersion',
    holdsData: false,
    replacement: 'DatabaseInstallationFiles DatabaseInstallationFilesS3BucketName DatabaseInstallationFilesS3Prefix Engine EngineVersion ImageId KMSKeyId Manifest SourceCustomDbEngineVersionIdentifier UseAwsProvidedLatestImage',
    conditional: '',
    inPlace: 'Description Status Tags',
  },
  'AWS::RDS::DBCluster': {
    identifier: 'DBClusterIdentifier',
    holdsData: true,
    replacement: 'AvailabilityZones ClusterScalabilityType DBClusterIdentifier DBSubnetGroupName DBSystemId DatabaseName EngineMode KmsKeyId PubliclyAccessible RestoreToTime RestoreType SnapshotIdentifier SourceDBClusterIdentifier SourceDbClusterResourceId SourceRegion StorageEncrypted UseLatestRestorableTime',
    conditional: 'Engine GlobalClusterIdentifier MasterUsername',
    inPlace: 'AllocatedStorage AssociatedRoles AutoMinorVersionUpgrade BacktrackWindow BackupRetentionPeriod CopyTagsToSnapshot DBClusterInstanceClass DBClusterParameterGroupName DBInstanceParameterGroupName DatabaseInsightsMode DeleteAutomatedBackups DeletionProtection Domain DomainIAMRoleName EnableCloudwatchLogsExports EnableGlobalWriteForwarding EnableHttpEndpoint EnableIAMDatabaseAuthentication EnableLocalWriteForwarding EngineLifecycleSupport EngineVersion Iops ManageMasterUserPassword MasterUserAuthenticationType MasterUserPassword MasterUserSecret MonitoringInterval MonitoringRoleArn NetworkType PerformanceInsightsEnabled PerformanceInsightsKmsKeyId PerformanceInsightsRetentionPeriod Port PreferredBackupWindow PreferredMaintenanceWindow ReplicationSourceIdentifier ScalingConfiguration ServerlessV2ScalingConfiguration StorageType Tags VpcSecurityGroupIds',
  },
  'AWS::RDS::DBClusterParameterGroup': {
    identifier: 'DBClusterParameterGroupName',
    holdsData: false,
    replacement: 'DBClusterParameterGroupName Description Family',
    conditional: '',
    inPlace: 'Parameters Tags',
  },
  'AWS::RDS::DBInstance': {
    identifier: 'DBInstanceIdentifier',
    holdsData: true,
    replacement: 'BackupTarget CharacterSetName CustomIAMInstanceProfile DBClusterIdentifier DBInstanceIdentifier DBName DBSubnetGroupName DBSystemId KmsKeyId MasterUsername NcharCharacterSetName Port SourceRegion StorageEncrypted Timezone',
    conditional: 'AutoMinorVersionUpgrade AvailabilityZone BackupRetentionPeriod DBClusterSnapshotIdentifier DBParameterGroupName DBSnapshotIdentifier Engine MultiAZ PerformanceInsightsKMSKeyId PreferredMaintenanceWindow RestoreTime SourceDBClusterIdentifier SourceDBInstanceAutomatedBackupsArn SourceDBInstanceIdentifier SourceDbiResourceId StorageType UseLatestRestorableTime',
    inPlace: 'AdditionalStorageVolumes AllocatedStorage AllowMajorVersionUpgrade ApplyImmediately AssociatedRoles AutomaticBackupReplicationKmsKeyId AutomaticBackupReplicationRegion AutomaticBackupReplicationRetentionPeriod CACertificateIdentifier CertificateRotationRestart CopyTagsToSnapshot DBInstanceClass DBSecurityGroups DatabaseInsightsMode DedicatedLogVolume DeleteAutomatedBackups DeletionProtection Domain DomainAuthSecretArn DomainDnsIps DomainFqdn DomainIAMRoleName DomainOu EnableCloudwatchLogsExports EnableIAMDatabaseAuthentication EnablePerformanceInsights EngineLifecycleSupport EngineVersion Iops LicenseModel ManageMasterUserPassword MasterUserAuthenticationType MasterUserPassword MasterUserSecret MaxAllocatedStorage MonitoringInterval MonitoringRoleArn NetworkType OptionGroupName PerformanceInsightsRetentionPeriod PreferredBackupWindow ProcessorFeatures PromotionTier PubliclyAccessible ReplicaMode StorageThroughput Tags TdeCredentialArn TdeCredentialPassword UseDefaultProcessorFeatures VPCSecurityGroups',
  },
  'AWS::RDS::DBParameterGroup': {
    identifier: 'DBParameterGroupName',
    holdsData: false,
    replacement: 'DBParameterGroupName Description Family',
    conditional: '',
    inPlace: 'Parameters Tags',
  },
  'AWS::RDS::DBProxy': {
    identifier: 'DBProxyName',
    holdsData: false,
    replacement: 'DBProxyName EndpointNetworkType EngineFamily TargetConnectionNetworkType VpcSubnetIds',
    conditional: '',
    inPlace: 'Auth DebugLogging DefaultAuthScheme IdleClientTimeout RequireTLS RoleArn Tags VpcSecurityGroupIds',
  },
  'AWS::RDS::DBProxyEndpoint': {
    identifier: 'DBProxyEndpointName',
    holdsData: false,
    replacement: 'DBProxyEndpointName DBProxyName EndpointNetworkType VpcSubnetIds',
    conditional: '',
    inPlace: 'Tags TargetRole VpcSecurityGroupIds',
  },
  'AWS::RDS::DBProxyTargetGroup': {
    identifier: 'TargetGroupArn',
    holdsData: false,
    replacement: 'DBProxyName TargetGroupName',
    conditional: '',
    inPlace: 'ConnectionPoolConfigurationInfo DBClusterIdentifiers DBInstanceIdentifiers',
  },
  'AWS::RDS::DBSecurityGroup': {
    identifier: 'Id',
    holdsData: false,
    replacement: 'EC2VpcId GroupDescription',
    conditional: '',
    inPlace: 'DBSecurityGroupIngress Tags',
  },
  'AWS::RDS::DBSecurityGroupIngress': {
    identifier: 'Id',
    holdsData: false,
    replacement: '',
    conditional: '',
    inPlace: 'CIDRIP DBSecurityGroupName EC2SecurityGroupId EC2SecurityGroupName EC2SecurityGroupOwnerId',
  },
  'AWS::RDS::DBShardGroup': {
    identifier: 'DBShardGroupIdentifier',
    holdsData: false,
    replacement: 'DBClusterIdentifier DBShardGroupIdentifier PubliclyAccessible',
    conditional: '',
    inPlace: 'ComputeRedundancy MaxACU MinACU Tags',
  },
  'AWS::RDS::DBSnapshot': {
    identifier: 'DBSnapshotArn',
    holdsData: false,
    replacement: 'DBInstanceIdentifier DBSnapshotIdentifier',
    conditional: '',
    inPlace: 'Tags',
  },
  'AWS::RDS::DBSubnetGroup': {
    identifier: 'DBSubnetGroupName',
    holdsData: false,
    replacement: 'DBSubnetGroupName',
    conditional: '',
    inPlace: 'DBSubnetGroupDescription SubnetIds Tags',
  },
  'AWS::RDS::EventSubscription': {
    identifier: 'SubscriptionName',
    holdsData: false,
    replacement: 'SnsTopicArn SubscriptionName',
    conditional: '',
    inPlace: 'Enabled EventCategories SourceIds SourceType Tags',
  },
  'AWS::RDS::GlobalCluster': {
    identifier: 'GlobalClusterIdentifier',
    holdsData: false,
    replacement: 'Engine GlobalClusterIdentifier SourceDBClusterIdentifier StorageEncrypted',
    conditional: '',
    inPlace: 'DeletionProtection EngineLifecycleSupport EngineVersion Tags',
  },
  'AWS::RDS::Integration': {
    identifier: 'IntegrationArn',
    holdsData: false,
    replacement: 'AdditionalEncryptionContext KMSKeyId SourceArn TargetArn',
    conditional: '',
    inPlace: 'DataFilter Description IntegrationName Tags',
  },
  'AWS::RDS::OptionGroup': {
    identifier: 'OptionGroupName',
    holdsData: false,
    replacement: 'EngineName MajorEngineVersion OptionGroupDescription OptionGroupName',
    conditional: '',
    inPlace: 'OptionConfigurations Tags',
  },
  'AWS::SSM::Parameter': {
    identifier: 'Name',
    holdsData: false,
    replacement: 'Name',
    conditional: '',
    inPlace: 'AllowedPattern DataType Description Policies Tags Tier Type Value',
  },
  'AWS::SecretsManager::Secret': {
    identifier: 'Id',
    holdsData: true,
    replacement: 'Name',
    conditional: '',
    inPlace: 'Description GenerateSecretString KmsKeyId ReplicaRegions SecretString Tags Type',
  },
  'AWS::SecretsManager::SecretTargetAttachment': {
    identifier: 'Id',
    holdsData: false,
    replacement: 'SecretId',
    conditional: '',
    inPlace: 'TargetId TargetType',
  },
  'AWS::StepFunctions::StateMachine': {
    identifier: 'Arn',
    holdsData: false,
    replacement: 'StateMachineName StateMachineType',
    conditional: '',
    inPlace: 'Definition DefinitionS3Location DefinitionString DefinitionSubstitutions EncryptionConfiguration LoggingConfiguration RoleArn Tags TracingConfiguration',
  },
};
