import { Duration, Token } from 'aws-cdk-lib';
import { capacityRangeProblems } from '../capacity/capacity-range';

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

  private constructor(min: number, max: number, autoPauseAfter?: Duration) {
    this.min = min;
    this.max = max;
    this.autoPauseAfter = autoPauseAfter;
  }

  /**
   * Everything that is wrong with this range, whatever the engine. Tokens are not known at synth.
   *
   * @internal
   */
  public _problems(): string[] {
    if (Token.isUnresolved(this.min) || Token.isUnresolved(this.max) || this.autoPauseAfter?.isUnresolved()) return [];
    return capacityRangeProblems({ minAcu: this.min, maxAcu: this.max, autoPauseSeconds: this.autoPauseAfter?.toSeconds({ integral: false }) });
  }
}
