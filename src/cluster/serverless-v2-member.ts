import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

const HIGHEST_TIER = 15;
const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;
const FIRST_INDEPENDENT_TIER = 2;

/**
 * Options of a member that takes over when the writer fails.
 */
export interface FailoverTargetOptions extends rds.ClusterInstanceOptions {
  /**
   * Who takes over first: the lowest tier. 0 or 1.
   *
   * @default 1
   */
  readonly promotionTier?: number;
}

/**
 * Options of a member that scales by itself.
 */
export interface IndependentMemberOptions extends rds.ClusterInstanceOptions {
  /**
   * Who takes over first: the lowest tier. From 2 to 15.
   *
   * @default 2
   */
  readonly promotionTier?: number;
}

/**
 * Options of a member with a size of its own.
 */
export interface ProvisionedMemberOptions extends rds.ClusterInstanceOptions {
  /**
   * The class of the instance.
   */
  readonly instanceType: ec2.InstanceType;

  /**
   * Who takes over first: the lowest tier. From 0 to 15.
   *
   * @default 2
   */
  readonly promotionTier?: number;
}

/**
 * A member of a cluster, by what it is for. Which member is the writer is decided by AWS at run time:
 * after a failover the first one in the code may be a reader.
 *
 * It can be used wherever `rds.DatabaseCluster` takes a writer or a reader.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
 */
export class ServerlessV2Member implements rds.IClusterInstance {
  /**
   * A member that follows the capacity of the writer, so that it can take over at any moment.
   *
   * @param id the construct id within the cluster
   * @param options the L2's options of an instance
   * @example
   * ServerlessV2Member.failoverTarget('A');
   */
  public static failoverTarget(id: string, options: FailoverTargetOptions = {}): ServerlessV2Member {
    const { promotionTier = LAST_TIER_THAT_FOLLOWS_THE_WRITER, ...rest } = options;
    return new ServerlessV2Member(id, promotionTier, [0, LAST_TIER_THAT_FOLLOWS_THE_WRITER], rest);
  }

  /**
   * A member that scales by its own load, such as one for reports. As a writer it would start small.
   *
   * @param id the construct id within the cluster
   * @param options the L2's options of an instance
   * @example
   * ServerlessV2Member.independent('Reports', { promotionTier: 15 });
   */
  public static independent(id: string, options: IndependentMemberOptions = {}): ServerlessV2Member {
    const { promotionTier = FIRST_INDEPENDENT_TIER, ...rest } = options;
    return new ServerlessV2Member(id, promotionTier, [FIRST_INDEPENDENT_TIER, HIGHEST_TIER], rest);
  }

  /**
   * A member that does not scale, beside serverless ones: while a database moves, or for a load that is always the same.
   *
   * While it is there, the writer and the members in the tiers 0 and 1 do not pause.
   *
   * @param id the construct id within the cluster
   * @param options the class, and the L2's options of an instance
   * @example
   * ServerlessV2Member.provisioned('Steady', { instanceType: new ec2.InstanceType('r7g.large'), promotionTier: 0 });
   */
  public static provisioned(id: string, options: ProvisionedMemberOptions): ServerlessV2Member {
    const { promotionTier = FIRST_INDEPENDENT_TIER, instanceType, ...rest } = options;
    return new ServerlessV2Member(id, promotionTier, [0, HIGHEST_TIER], rest, instanceType);
  }

  /**
   * The construct id within the cluster.
   */
  public readonly id: string;

  /**
   * Who takes over first: the lowest tier. Members in the tiers 0 and 1 follow the capacity of the writer.
   */
  public readonly promotionTier: number;

  private readonly allowedTiers: [number, number];
  private readonly options: rds.ClusterInstanceOptions;
  private readonly instanceType?: ec2.InstanceType;

  private constructor(
    id: string, promotionTier: number, allowedTiers: [number, number], options: rds.ClusterInstanceOptions, instanceType?: ec2.InstanceType,
  ) {
    this.id = id;
    this.promotionTier = promotionTier;
    this.allowedTiers = allowedTiers;
    this.options = options;
    this.instanceType = instanceType;
  }

  /**
   * Adds the instance to a cluster. The cluster calls this.
   */
  public bind(scope: Construct, cluster: rds.IDatabaseCluster, options: rds.ClusterInstanceBindOptions): rds.IAuroraClusterInstance {
    const instance = this.instanceType
      ? rds.ClusterInstance.provisioned(this.id, { ...this.options, instanceType: this.instanceType })
      : rds.ClusterInstance.serverlessV2(this.id, this.options);
    const isToken = Token.isUnresolved(this.promotionTier);
    const bound = instance.bind(scope, cluster, { ...options, promotionTier: isToken ? this.allowedTiers[0] : this.promotionTier });
    // Not all versions of the L2 let a token pass.
    if (isToken) (bound.node.defaultChild as rds.CfnDBInstance).promotionTier = this.promotionTier;
    return bound;
  }

  /**
   * Everything that is wrong with this member.
   *
   * @internal
   */
  public _problems(): string[] {
    const [lowest, highest] = this.allowedTiers;
    if (Token.isUnresolved(this.promotionTier)) return [];
    const possible = Number.isInteger(this.promotionTier) && this.promotionTier >= lowest && this.promotionTier <= highest;
    return possible ? [] : [`member ${this.id} must have a promotion tier from ${lowest} to ${highest}, got ${this.promotionTier}`];
  }

  /**
   * The same member with options where it has none of its own.
   *
   * @internal
   */
  public _with({ parameterGroup, ...defaults }: rds.ClusterInstanceOptions): ServerlessV2Member {
    const own = this.options;
    const options = { ...defaults, ...(own.parameterGroup ?? own.parameters ? {} : { parameterGroup }), ...own };
    return new ServerlessV2Member(this.id, this.promotionTier, this.allowedTiers, options, this.instanceType);
  }

  /**
   * The options that say more than what the member is for.
   *
   * @internal
   */
  public _optionNames(): string[] {
    return [...Object.keys(this.options), ...(this.instanceType ? ['instanceType'] : [])];
  }
}
