import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { problemsOfRestoredCluster } from './cluster-problems';
import { IServerlessV2Cluster } from './cluster-ref';
import { ClusterEndpoints } from './endpoints';
import { finishCluster } from './finish-cluster';
import { toL2Props } from './l2-props';
import { PasswordUse } from './password-use';
import { failOnProblems } from './problems';
import { ServerlessV2Options } from './serverless-v2-options';

/**
 * Properties of a Serverless v2 cluster that is restored from a snapshot.
 *
 * Who may log in must be stated: `snapshotCredentials`, `manageMasterUserPassword` or (as in stacks of old) `credentials`.
 * With `rotation` the restored cluster has the secret, its attachment and its rotation again, as one unit.
 *
 * The snapshot is looked at once, when the cluster is created. Keep `snapshotIdentifier` as it is for as long as the
 * cluster lives: CloudFormation replaces the cluster when it changes or goes.
 */
export interface ServerlessV2ClusterFromSnapshotProps extends rds.DatabaseClusterFromSnapshotProps, ServerlessV2Options {}

/**
 * An Aurora cluster that is restored from a snapshot and runs on Serverless v2: the twin of `ServerlessV2Cluster`.
 *
 * @example
 * declare const vpc: ec2.IVpc;
 * new ServerlessV2ClusterFromSnapshot(this, 'Restored', {
 *   engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
 *   vpc,
 *   snapshotIdentifier: 'shop-2026-11-20',
 *   snapshotCredentials: rds.SnapshotCredentials.fromGeneratedSecret('postgres'),
 *   rotation: { automaticallyAfter: Duration.days(30) },
 *   storageEncrypted: true,
 *   capacity: ServerlessV2Capacity.range({ min: 0.5, max: 16 }),
 * });
 */
export class ServerlessV2ClusterFromSnapshot extends rds.DatabaseClusterFromSnapshot implements IServerlessV2Cluster {
  public readonly endpoints: ClusterEndpoints;

  /**
   * The number of connections that `max_connections` allows by default once the members have been rebooted; undefined
   * where the range is a token or the engine version is not known.
   */
  public readonly predictedMaxConnections?: number;

  private readonly passwordUse: PasswordUse = new PasswordUse(this);

  constructor(scope: Construct, id: string, props: ServerlessV2ClusterFromSnapshotProps) {
    failOnProblems(scope, id, problemsOfRestoredCluster(props));
    super(scope, id, toL2Props(props));
    this.endpoints = new ClusterEndpoints(this);
    this.removeUnusedSecret(props);
    this.predictedMaxConnections = finishCluster(this, props);
  }

  /**
   * Adds a proxy whose address `endpoints.proxy` then has.
   */
  public override addProxy(id: string, options: rds.DatabaseProxyOptions): rds.DatabaseProxy {
    this.passwordUse.addProxy(id, options.secrets);
    const proxy = super.addProxy(id, options);
    this.endpoints._addProxy('proxy', proxy.endpoint);
    return proxy;
  }

  /**
   * Adds the single user rotation of the master password to this cluster; refused where RDS keeps the password.
   */
  public override addRotationSingleUser(options?: rds.RotationSingleUserOptions): secretsmanager.SecretRotation {
    this.passwordUse.addRotationSingleUser();
    return super.addRotationSingleUser(options);
  }

  /**
   * Adds the multi user rotation of another user to this cluster; refused for a secret that a proxy has.
   */
  public override addRotationMultiUser(id: string, options: rds.RotationMultiUserOptions): secretsmanager.SecretRotation {
    this.passwordUse.addRotationMultiUser(id, options.secret);
    return super.addRotationMultiUser(id, options);
  }

  /** Besides the secret of the snapshot's credentials the L2 generates another one that opens nothing. */
  private removeUnusedSecret({ credentials, snapshotCredentials }: ServerlessV2ClusterFromSnapshotProps): void {
    const hasItsOwn = snapshotCredentials?.secret !== undefined || snapshotCredentials?.generatePassword;
    if (!credentials && hasItsOwn) this.node.tryRemoveChild('Secret');
  }
}
