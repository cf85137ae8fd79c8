import type * as rds from 'aws-cdk-lib/aws-rds';
import type { ServerlessV2Capacity } from './serverless-v2-capacity';
import type { ServerlessV2Member } from './serverless-v2-member';
import type { ServerlessV2ParameterGroups } from './serverless-v2-parameter-groups';
import type { WriterHandoverOptions } from './writer-handover';

/**
 * What is special about Serverless v2 clusters, new and restored ones.
 */
export interface ServerlessV2Options {
  /**
   * How much the members may grow and shrink. Instead of the L2's `serverlessV2MinCapacity`,
   * `serverlessV2MaxCapacity` and `serverlessV2AutoPauseDuration`.
   *
   * @default - what the L2's capacity properties say: from 0.5 to 2 ACUs if they are absent, too
   */
  readonly capacity?: ServerlessV2Capacity;

  /**
   * The members by what they are for, 1 to 16, updated one at a time in this order. Instead of the L2's `writer`,
   * `readers`, `instances` and `instanceProps`.
   *
   * @default - the L2's members if there are any, otherwise two failover targets with the ids `A` and `B`
   */
  readonly members?: ServerlessV2Member[];

  /**
   * Give each of `members` an Availability Zone, in turn, instead of leaving that to Aurora.
   *
   * A new cluster only, and new members at the end of the list: a member whose zone changes is replaced.
   *
   * @default false
   */
  readonly spreadOverZones?: boolean;

  /**
   * The parameter groups of cluster and members, by engine family. Instead of the L2's `parameterGroup` and `parameters`.
   *
   * @default - the L2's, or the default groups of the engine
   */
  readonly parameterGroups?: ServerlessV2ParameterGroups;

  /**
   * Refuse connections without TLS, by `rds.force_ssl` or `require_secure_transport`.
   *
   * It is off by default because it cuts off clients of a deployed cluster that do not use TLS. A cluster that has no
   * parameter group of its own gets one, which takes effect with the next reboot of its members. Aurora PostgreSQL 17
   * and Aurora MySQL 8.4 refuse such connections by themselves.
   *
   * @default - as the engine does it
   */
  readonly requireTls?: boolean;

  /**
   * Rotate the password of the master user.
   *
   * @default - no rotation; `addRotationSingleUser` adds it later
   */
  readonly rotation?: rds.RotationSingleUserOptions;

  /**
   * Let RDS keep the password of the master user in a secret of its own and rotate it.
   *
   * Blue/green deployments do not work with it, nor does a rotation of ours.
   *
   * @default false
   */
  readonly manageMasterUserPassword?: boolean;

  /**
   * Makes a member that stays the writer before CloudFormation deletes those that left the template. With it a
   * provisioned cluster becomes a serverless one in one deployment. `{}` takes every default.
   *
   * @default - no handover: when the writer leaves the template, AWS fails over to whom it likes
   */
  readonly writerHandover?: WriterHandoverOptions;
}
