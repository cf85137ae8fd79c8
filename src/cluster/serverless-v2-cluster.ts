import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { problemsOfCluster } from './cluster-problems';
import { IServerlessV2Cluster, ServerlessV2ClusterAttributes, ServerlessV2ClusterLookupOptions } from './cluster-ref';
import { ClusterEndpoints } from './endpoints';
import { finishCluster } from './finish-cluster';
import { importCluster, lookUpCluster } from './import-cluster';
import { toL2Props } from './l2-props';
import { PasswordUse } from './password-use';
import { failOnProblems } from './problems';
import { RestoreSource } from './restore-source';
import { ServerlessV2Options } from './serverless-v2-options';

/**
 * Properties of a Serverless v2 cluster: those of `rds.DatabaseCluster` and what is special about Serverless v2.
 *
 * `storageEncrypted` (or a `storageEncryptionKey`) must be stated: CloudFormation replaces a cluster whose encryption
 * changes. A new cluster wants `true`; a cluster that is deployed already what it has today.
 *
 * Some defaults differ from those of `rds.DatabaseCluster`. CloudFormation updates all of them in place, none cuts off
 * a client, and each can be set back: `deletionProtection` is on unless `removalPolicy` is DESTROY, `iamAuthentication`
 * is on beside passwords, `backup.retention` is 7 days, the logs of errors, slow queries and audits (Aurora MySQL) or
 * `postgresql` are exported and kept for a year, and `engineLifecycleSupport` says in the template what AWS does anyway.
 */
export interface ServerlessV2ClusterProps extends rds.DatabaseClusterProps, ServerlessV2Options {
  /**
   * Another cluster whose data this one begins with. `credentials` must name its master user.
   *
   * @default - the cluster begins empty
   */
  readonly restoreFrom?: RestoreSource;
}

/**
 * An Aurora cluster that runs on Serverless v2.
 *
 * It is an `rds.DatabaseCluster`: everything that takes one takes this, and the logical ids stay the same. What cannot
 * work is one error at synth with everything that is wrong; what may surprise is a warning that can be acknowledged.
 *
 * @example
 * declare const vpc: ec2.IVpc;
 * const db = new ServerlessV2Cluster(this, 'Db', {
 *   engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
 *   vpc,
 *   storageEncrypted: true,
 *   capacity: ServerlessV2Capacity.range({ min: 0.5, max: 16 }),
 *   members: [
 *     ServerlessV2Member.failoverTarget('A'),
 *     ServerlessV2Member.failoverTarget('B'),
 *     ServerlessV2Member.independent('Reports', { promotionTier: 15 }),
 *   ],
 * });
 */
export class ServerlessV2Cluster extends rds.DatabaseCluster implements IServerlessV2Cluster {
  /**
   * A cluster that is not of this app, from what is known of it.
   */
  public static fromServerlessV2ClusterAttributes(scope: Construct, id: string, attrs: ServerlessV2ClusterAttributes): IServerlessV2Cluster {
    return importCluster(scope, id, attrs);
  }

  /**
   * A cluster that is not of this app, looked up in the account during synth. The stack needs an account and a Region.
   */
  public static fromLookup(scope: Construct, id: string, options: ServerlessV2ClusterLookupOptions): IServerlessV2Cluster {
    return lookUpCluster(scope, id, options);
  }

  public readonly endpoints: ClusterEndpoints;

  /**
   * The number of connections that `max_connections` allows by default once the members have been rebooted; undefined
   * where the range is a token or the engine version is not known.
   */
  public readonly predictedMaxConnections?: number;

  private readonly passwordUse: PasswordUse = new PasswordUse(this);

  constructor(scope: Construct, id: string, props: ServerlessV2ClusterProps) {
    failOnProblems(scope, id, problemsOfCluster(props));
    const { restoreFrom, ...rest } = props;
    super(scope, id, toL2Props(rest));
    restoreFrom?._applyTo(this.node.defaultChild as rds.CfnDBCluster);
    this.endpoints = new ClusterEndpoints(this);
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
}
