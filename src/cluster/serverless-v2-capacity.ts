import { Duration, Token } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { type CapacityRange, capacityRangeProblems } from '../capacity/capacity-range';

/**
 * The ends of a capacity range.
 */
export interface CapacityRangeOptions {
  /**
   * The least capacity of each member, in Aurora capacity units (ACUs): from 0 to 256 in steps of 0.5.
   *
   * One ACU has about 2 GiB of memory. A minimum of 0 lets idle members pause where the engine version
   * offers that: `ServerlessV2Capacity.autoPause` says so in words.
   */
  readonly min: number;

  /**
   * The greatest capacity of each member, in ACUs: from 1 to 256 in steps of 0.5.
   *
   * It also sets the default of `max_connections`, until the next reboot after a change.
   */
  readonly max: number;
}

/**
 * A capacity range that goes down to nothing.
 */
export interface AutoPauseOptions {
  /**
   * The greatest capacity of each member, in ACUs: from 1 to 256 in steps of 0.5.
   */
  readonly max: number;

  /**
   * How long a member must be idle before it pauses: from 5 minutes to 24 hours.
   *
   * @default Duration.minutes(5)
   */
  readonly after?: Duration;
}

/**
 * A range from sizes that this library does not know.
 */
export interface UncheckedRangeOptions extends CapacityRangeOptions {
  /**
   * How long a member must be idle before it pauses.
   *
   * @default - as AWS does it
   */
  readonly autoPauseAfter?: Duration;
}

/**
 * A load of which only the peak is known.
 */
export interface PeakOptions {
  /**
   * The capacity at the peak, in ACUs: from 1 to 256 in steps of 0.5.
   */
  readonly peak: number;
}

/**
 * A load that hardly changes.
 */
export interface SteadyOptions {
  /**
   * The capacity that the load needs most of the time, in ACUs: from 1 to 170.
   */
  readonly typical: number;
}

/**
 * How much a Serverless v2 cluster may grow and shrink.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
export class ServerlessV2Capacity {
  /**
   * Between two sizes, always running unless the minimum is 0.
   *
   * @example
   * ServerlessV2Capacity.range({ min: 0.5, max: 16 });
   */
  public static range(options: CapacityRangeOptions): ServerlessV2Capacity {
    return new ServerlessV2Capacity(options.min, options.max);
  }

  /**
   * From nothing to a maximum: idle members pause and resume on the next connection, in about 15 seconds.
   *
   * Needs Aurora MySQL 3.08 or Aurora PostgreSQL 13.15, 14.12, 15.7, 16.3 or newer.
   *
   * @example
   * ServerlessV2Capacity.autoPause({ max: 4, after: Duration.minutes(15) });
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
   */
  public static autoPause(options: AutoPauseOptions): ServerlessV2Capacity {
    return new ServerlessV2Capacity(0, options.max, options.after ?? Duration.minutes(5));
  }

  /**
   * For databases of developers and previews: it pauses after 5 idle minutes and never grows beyond 2 ACUs.
   *
   * Idle hours cost storage only, and 2 ACUs have as much memory as a `db.t3.medium`. The first connection after a pause
   * waits about 15 seconds, which is no harm where a person waits for a build anyway.
   *
   * @example
   * ServerlessV2Capacity.development();
   */
  public static development(): ServerlessV2Capacity {
    return ServerlessV2Capacity.autoPause({ max: 2 });
  }

  /**
   * For loads that rise within seconds: from a quarter of the peak to the peak.
   *
   * Aurora grows faster the larger a member is already, and the buffer pool of a small member is cold when the peak
   * comes: a quarter of the peak is two doublings away from it.
   *
   * @example
   * ServerlessV2Capacity.spiky({ peak: 32 });
   */
  public static spiky(options: PeakOptions): ServerlessV2Capacity {
    return new ServerlessV2Capacity(Math.max(MINIMUM_WITH_INSIGHTS, inSteps(options.peak / 4)), Math.max(MINIMUM_WITH_INSIGHTS, options.peak));
  }

  /**
   * For loads that hardly change: from three quarters to one and a half times of what they need.
   *
   * The floor keeps the working set in memory during quiet minutes; the ceiling leaves room for a deployment or a vacuum.
   * A load that needs the same all day is often cheaper on provisioned members with a savings plan.
   *
   * @example
   * ServerlessV2Capacity.steady({ typical: 8 });
   */
  public static steady(options: SteadyOptions): ServerlessV2Capacity {
    return new ServerlessV2Capacity(Math.max(0.5, inSteps(options.typical * 3 / 4)), Math.max(1, inSteps(options.typical * 3 / 2)));
  }

  /**
   * For jobs with long pauses between them: it pauses after 30 idle minutes and grows to the peak.
   *
   * Half an hour outlasts the gaps between the steps of one run, in which a pause would cost a cold buffer pool and about
   * 15 seconds, and is short beside the time between two runs.
   *
   * @example
   * ServerlessV2Capacity.batch({ peak: 64 });
   */
  public static batch(options: PeakOptions): ServerlessV2Capacity {
    return ServerlessV2Capacity.autoPause({ max: options.peak, after: Duration.minutes(30) });
  }

  /**
   * A range that is not checked, for sizes that AWS has begun to offer after this release.
   *
   * @example
   * ServerlessV2Capacity.of({ min: 0.25, max: 512 });
   */
  public static of(options: UncheckedRangeOptions): ServerlessV2Capacity {
    return new ServerlessV2Capacity(options.min, options.max, options.autoPauseAfter, false);
  }

  /**
   * The minimum in ACUs.
   */
  public readonly min: number;

  /**
   * The maximum in ACUs.
   */
  public readonly max: number;

  /**
   * How long a member must be idle before it pauses; only with a minimum of 0.
   */
  public readonly autoPauseAfter?: Duration;

  private readonly checked: boolean;

  private constructor(min: number, max: number, autoPauseAfter?: Duration, checked = true) {
    this.min = min;
    this.max = max;
    this.autoPauseAfter = autoPauseAfter;
    this.checked = checked;
  }

  /**
   * What is known of the range at synth; undefined where it is not to be checked or is a token.
   *
   * @internal
   */
  public _range(): CapacityRange | undefined {
    if (!this.checked || Token.isUnresolved(this.min) || Token.isUnresolved(this.max) || this.autoPauseAfter?.isUnresolved()) return undefined;
    return { minAcu: this.min, maxAcu: this.max, autoPauseSeconds: this.autoPauseAfter?.toSeconds({ integral: false }) };
  }

  /**
   * Everything that is wrong with this range, whatever the engine. Tokens are not known at synth.
   *
   * @internal
   */
  public _problems(): string[] {
    const range = this._range();
    return range ? capacityRangeProblems(range) : [];
  }

  /**
   * As CloudFormation takes it.
   *
   * @internal
   */
  public _render(): rds.CfnDBCluster.ServerlessV2ScalingConfigurationProperty {
    return { minCapacity: this.min, maxCapacity: this.max, secondsUntilAutoPause: this.autoPauseAfter?.toSeconds() };
  }
}

const MINIMUM_WITH_INSIGHTS = 2;

function inSteps(acu: number): number {
  return Math.ceil(acu * 2) / 2;
}
