import type * as rds from 'aws-cdk-lib/aws-rds';

/**
 * Another cluster whose data a new cluster begins with.
 *
 * It is looked at once, when the cluster is created, and must stay as it is for as long as the cluster lives:
 * CloudFormation replaces the cluster when it changes or goes.
 */
export class RestoreSource {
  /**
   * As the source is when the cluster is created. Both share their pages until one of them changes them, so that even a
   * large cluster is there within minutes: for rehearsals.
   *
   * @param clusterIdentifier the identifier of the source
   * @example
   * RestoreSource.clone('shop');
   */
  public static clone(clusterIdentifier: string): RestoreSource {
    return new RestoreSource({ sourceDbClusterIdentifier: clusterIdentifier, restoreType: 'copy-on-write', useLatestRestorableTime: true });
  }

  /**
   * As the source was at the last moment that its backups know.
   *
   * @param clusterIdentifier the identifier of the source
   * @example
   * RestoreSource.latest('shop');
   */
  public static latest(clusterIdentifier: string): RestoreSource {
    return new RestoreSource({ sourceDbClusterIdentifier: clusterIdentifier, restoreType: 'full-copy', useLatestRestorableTime: true });
  }

  /**
   * As the source was at a moment within the retention of its backups.
   *
   * @param clusterIdentifier the identifier of the source
   * @param time the moment
   * @example
   * RestoreSource.pointInTime('shop', new Date('2026-11-20T14:00:00Z'));
   */
  public static pointInTime(clusterIdentifier: string, time: Date): RestoreSource {
    return new RestoreSource({ sourceDbClusterIdentifier: clusterIdentifier, restoreType: 'full-copy', restoreToTime: time.toISOString().replace('.000', '') });
  }

  private readonly properties: Partial<rds.CfnDBClusterProps>;

  private constructor(properties: Partial<rds.CfnDBClusterProps>) {
    this.properties = properties;
  }

  /**
   * Sets what the L2 has no property for.
   *
   * @internal
   */
  public _applyTo(cluster: rds.CfnDBCluster): void {
    Object.assign(cluster, this.properties);
  }
}
