/** The namespace of our metrics in CloudWatch. */
export const METRIC_NAMESPACE = 'CdkAuroraServerlessV2';
/** The dimension of all of them. */
export const DIMENSION_CLUSTER = 'DBClusterIdentifier';

/** Members that are in the cluster but not in the stack. */
export const METRIC_ORPHANED_MEMBERS = 'OrphanedMembers';
