import type { SourceType } from '@aws-sdk/client-rds';

export interface CatalogueEvent {
  /** As Amazon EventBridge shows it; a describe does not. */
  readonly id: string;
  readonly sourceType: SourceType;
  readonly categories: readonly string[];
  /** With `{}` for each detail. */
  readonly message: string;
}

const event = (id: string, sourceType: SourceType, categories: string, message: string): CatalogueEvent =>
  ({ id, sourceType, categories: categories.split(', '), message });

/** What RDS tells about the life of its resources. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html */
export const EVENTS = {
  clusterCreated: event('RDS-EVENT-0170', 'db-cluster', 'creation', 'DB cluster created'),
  clusterDeleted: event('RDS-EVENT-0171', 'db-cluster', 'deletion', 'DB cluster deleted'),
  clusterRenamed: event('RDS-EVENT-0172', 'db-cluster', 'notification', 'Renamed cluster from {} to {}'),
  clusterStopped: event('RDS-EVENT-0150', 'db-cluster', 'notification', 'DB cluster stopped'),
  clusterStarted: event('RDS-EVENT-0151', 'db-cluster', 'notification', 'DB cluster started'),
  clusterStoppedTooLong: event(
    'RDS-EVENT-0153', 'db-cluster', 'notification', 'DB cluster is being started due to it exceeding the maximum allowed time being stopped',
  ),
  masterCredentialsReset: event('RDS-EVENT-0016', 'db-cluster', 'configuration change', 'Reset master credentials'),
  failoverInZoneStarted: event('RDS-EVENT-0072', 'db-cluster', 'failover', 'Started same AZ failover to DB instance: {}'),
  failoverAcrossZonesStarted: event('RDS-EVENT-0073', 'db-cluster', 'failover', 'Started cross AZ failover to DB instance: {}'),
  failoverCompleted: event('RDS-EVENT-0071', 'db-cluster', 'failover', 'Completed failover to DB instance: {}'),
  failoverFailed: event(
    'RDS-EVENT-0069', 'db-cluster', 'failover', 'Cluster failover failed, check the health of your cluster instances and try again',
  ),
  upgradeInProgress: event('RDS-EVENT-0177', 'db-cluster', 'maintenance', 'Database cluster upgrade is in progress'),
  minorUpgradeCompleted: event('RDS-EVENT-0173', 'db-cluster', 'maintenance', 'Database cluster engine version has been upgraded'),
  majorUpgradeCompleted: event('RDS-EVENT-0176', 'db-cluster', 'maintenance', 'Database cluster engine major version has been upgraded'),
  upgradeRefused: event(
    'RDS-EVENT-0174', 'db-cluster', 'maintenance', 'Database cluster is in a state that cannot be upgraded: PreUpgrade checks failed: {}',
  ),

  clusterSwitchoverStarted: event('RDS-EVENT-0259', 'db-cluster', 'maintenance', 'Switchover from DB cluster {} to {} started.'),
  clusterSwitchoverCompleted: event('RDS-EVENT-0260', 'db-cluster', 'maintenance', 'Switchover from DB cluster {} to {} completed and renamed {} to {} and {} to {}.'),
  clusterSwitchoverCanceled: event('RDS-EVENT-0261', 'db-cluster', 'maintenance', 'Switchover from DB cluster {} to {} was canceled due to {}'),

  deploymentReady: event(
    'RDS-EVENT-0244', 'blue-green-deployment', 'creation',
    'Blue/green deployment tasks completed. You can make more modifications to the green environment databases or switch over the deployment.',
  ),
  deploymentFailed: event('RDS-EVENT-0245', 'blue-green-deployment', 'creation', 'Creation of blue/green deployment failed because {}'),
  deploymentDeleted: event('RDS-EVENT-0246', 'blue-green-deployment', 'deletion', 'Blue/green deployment deleted.'),
  switchoverStarted: event('RDS-EVENT-0247', 'blue-green-deployment', 'notification', 'Switchover from {} to {} started.'),
  switchoverCompleted: event('RDS-EVENT-0248', 'blue-green-deployment', 'notification', 'Switchover completed on blue/green deployment.'),
  switchoverCanceled: event('RDS-EVENT-0249', 'blue-green-deployment', 'notification', 'Switchover canceled on blue/green deployment because {}'),

  clusterSnapshotBegun: event('RDS-EVENT-0074', 'db-cluster-snapshot', 'backup', 'Creating manual cluster snapshot'),
  clusterSnapshotCreated: event('RDS-EVENT-0075', 'db-cluster-snapshot', 'backup', 'Manual cluster snapshot created'),

  instanceCreated: event('RDS-EVENT-0005', 'db-instance', 'creation', 'DB instance created'),
  instanceDeleted: event('RDS-EVENT-0003', 'db-instance', 'deletion', 'DB instance deleted'),
  instanceShutDown: event('RDS-EVENT-0004', 'db-instance', 'availability', 'DB instance shutdown'),
  instanceRestarted: event('RDS-EVENT-0006', 'db-instance', 'availability', 'DB instance restarted'),
  instanceClassChangeBegun: event('RDS-EVENT-0012', 'db-instance', 'configuration change', 'Applying modification to database instance class'),
  instanceClassChanged: event('RDS-EVENT-0014', 'db-instance', 'configuration change', 'Finished applying modification to DB instance class'),
  instanceTakesParameterGroup: event('RDS-EVENT-0011', 'db-instance', 'configuration change', 'Updated to use DBParameterGroup {}'),

  pauseBegun: event('RDS-EVENT-0370', 'db-instance', 'notification, serverless', 'Initiated pause for the DB instance'),
  paused: event('RDS-EVENT-0372', 'db-instance', 'notification, serverless', 'Successfully paused the DB instance'),
  resumeBegun: event('RDS-EVENT-0373', 'db-instance', 'notification, serverless', 'Initiated resume for the DB instance'),
  resumed: event('RDS-EVENT-0374', 'db-instance', 'notification, serverless', 'Successfully resumed the DB instance'),

  parameterUpdated: event('RDS-EVENT-0037', 'db-parameter-group', 'configuration change', 'Updated parameter {} to {} with apply method {}'),

  snapshotBegun: event('RDS-EVENT-0040', 'db-snapshot', 'creation', 'Creating manual snapshot'),
  snapshotCreated: event('RDS-EVENT-0042', 'db-snapshot', 'creation', 'Manual snapshot created'),
  snapshotDeleted: event('RDS-EVENT-0041', 'db-snapshot', 'deletion', 'Deleted user snapshot'),
} as const satisfies Record<string, CatalogueEvent>;

export type EventName = keyof typeof EVENTS;
