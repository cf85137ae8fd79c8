import { RemovalPolicy } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { problemsOfCluster, saysMembersItsOwnWay } from './cluster-problems';
import { failOnProblems } from './problems';
import { ServerlessV2Capacity } from './serverless-v2-capacity';
import { ServerlessV2Member } from './serverless-v2-member';
import { WriterHandover, type WriterHandoverOptions } from './writer-handover';

/**
 * Properties of a Serverless v2 cluster: those of `rds.DatabaseCluster` and what is special about Serverless v2.
 *
 * `storageEncrypted` (or a `storageEncryptionKey`) must be stated: CloudFormation replaces a cluster whose encryption
 * changes. A new cluster wants `true`; a cluster that is deployed already what it has today.
 */
export interface ServerlessV2ClusterProps extends rds.DatabaseClusterProps {
  /**
   * How much the members may grow and shrink. Instead of the L2's `serverlessV2MinCapacity`,
   * `serverlessV2MaxCapacity` and `serverlessV2AutoPauseDuration`.
   *
   * @default - what the L2's capacity properties say: from 0.5 to 2 ACUs if they are absent, too
   */
  readonly capacity?: ServerlessV2Capacity;

  /**
   * The members by what they are for, 1 to 16. Instead of the L2's `writer`, `readers`, `instances` and `instanceProps`.
   *
   * @default - the L2's members if there are any, otherwise two failover targets with the ids `A` and `B`
   */
  readonly members?: ServerlessV2Member[];

  /**
   * Makes a member that stays the writer before CloudFormation deletes those that left the template. With it a
   * provisioned cluster becomes a serverless one in one deployment. `{}` takes every default.
   *
   * @default - no handover: when the writer leaves the template, AWS fails over to whom it likes
   */
  readonly writerHandover?: WriterHandoverOptions;
}

/**
 * An Aurora cluster that runs on Serverless v2.
 *
 * It is an `rds.DatabaseCluster`: everything that takes one takes this, and the logical ids stay the same. It differs
 * in two defaults, both of which CloudFormation updates in place: deletion protection is on unless the cluster is to be
 * destroyed with its stack, and the capacity range is rendered even while no member is serverless yet.
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
export class ServerlessV2Cluster extends rds.DatabaseCluster {
  constructor(scope: Construct, id: string, props: ServerlessV2ClusterProps) {
    failOnProblems(scope, id, problemsOfCluster(props));
    super(scope, id, toL2Props(props));
    if (props.capacity) this.renderCapacity(props.capacity);
    if (props.writerHandover) new WriterHandover(this, 'WriterHandover', { ...props.writerHandover, cluster: this });
  }

  /** The L2 renders the range only beside a serverless member; a cluster on its way needs it before. */
  private renderCapacity(capacity: ServerlessV2Capacity): void {
    const cluster = this.node.findChild('Resource') as rds.CfnDBCluster;
    cluster.serverlessV2ScalingConfiguration = {
      minCapacity: capacity.min,
      maxCapacity: capacity.max,
      secondsUntilAutoPause: capacity.autoPauseAfter?.toSeconds(),
    };
  }
}

function toL2Props({ capacity, members, writerHandover: _handover, ...props }: ServerlessV2ClusterProps): rds.DatabaseClusterProps {
  const [writer, ...readers] = members ?? [ServerlessV2Member.failoverTarget('A'), ServerlessV2Member.failoverTarget('B')];
  return {
    deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
    ...props,
    ...(capacity ? { serverlessV2MinCapacity: capacity.min, serverlessV2MaxCapacity: capacity.max } : {}),
    ...(saysMembersItsOwnWay(props) ? {} : { writer, readers }),
  };
}
