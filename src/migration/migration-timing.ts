import { Duration } from 'aws-cdk-lib';

/**
 * When a move begins.
 */
export class MigrationStart {
  /**
   * With the deployment.
   */
  public static onDeploy(): MigrationStart {
    return new MigrationStart(false);
  }

  /**
   * By hand: the deployment only writes the goal down. Start the engine's state machine, or run the command `run`.
   */
  public static byHand(): MigrationStart {
    return new MigrationStart(true);
  }

  /**
   * In a window of every week in UTC, as RDS writes maintenance windows, half an hour at least.
   *
   * @param window such as `sun:03:00-sun:05:00`
   */
  public static inWindow(window: string): MigrationStart {
    return new MigrationStart(false, window);
  }

  /** @internal */
  public readonly _isByHand: boolean;

  /** @internal */
  public readonly _window?: string;

  private constructor(isByHand: boolean, window?: string) {
    this._isByHand = isByHand;
    this._window = window;
  }
}

/**
 * When clients are interrupted: by the failover, and before it by the conversion of a Serverless v1 cluster and by upgrades.
 */
export class MigrationCutover {
  /**
   * As soon as the new members are warm.
   */
  public static atOnce(): MigrationCutover {
    return new MigrationCutover(false);
  }

  /**
   * In a window of every week in UTC, as RDS writes maintenance windows, half an hour at least.
   *
   * @param window such as `sun:03:00-sun:05:00`
   */
  public static inWindow(window: string): MigrationCutover {
    return new MigrationCutover(false, window);
  }

  /**
   * When a person has approved. The engine publishes the question, the report so far, the plan and a task token to its
   * `approvalTopic`. Without approval the move goes back to where it began.
   */
  public static afterApproval(): MigrationCutover {
    return new MigrationCutover(true);
  }

  /** @internal */
  public readonly _needsApproval: boolean;

  /** @internal */
  public readonly _window?: string;

  private constructor(needsApproval: boolean, window?: string) {
    this._needsApproval = needsApproval;
    this._window = window;
  }
}

/**
 * What becomes of the old members when the new ones have taken over and are verified.
 */
export class OldMembers {
  /**
   * They are deleted. The data is the cluster's, and stays.
   */
  public static removed(): OldMembers {
    return new OldMembers(false);
  }

  /**
   * They are kept for a while as readers, last in the order of failover, and then deleted.
   *
   * @param time from 1 to 90 whole days
   */
  public static keptFor(time: Duration): OldMembers {
    return new OldMembers(true, time);
  }

  /**
   * They are kept as readers, last in the order of failover, until somebody deletes them.
   */
  public static kept(): OldMembers {
    return new OldMembers(true);
  }

  /** @internal */
  public readonly _areKept: boolean;

  /** @internal */
  public readonly _time?: Duration;

  private constructor(areKept: boolean, time?: Duration) {
    this._areKept = areKept;
    this._time = time;
  }
}
