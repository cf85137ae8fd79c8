import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/**
 * The metrics of one member of a cluster, whether it is the writer or a reader.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
export class MemberMetrics {
  /**
   * The name of the member in graphs.
   */
  public readonly name: string;

  private readonly instanceIdentifier: string;

  /**
   * @param name the name of the member in graphs
   * @param instanceIdentifier the identifier of its DB instance
   */
  constructor(name: string, instanceIdentifier: string) {
    this.name = name;
    this.instanceIdentifier = instanceIdentifier;
  }

  /**
   * How large the member is; 0 while it is paused.
   *
   * @param props how to look at it; the average of a minute by default
   */
  public capacityInAcu(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ServerlessDatabaseCapacity', props);
  }

  /**
   * How large it is, in percent of its maximum.
   *
   * @param props how to look at it; the average of a minute by default
   */
  public utilizationInPercent(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ACUUtilization', props);
  }

  /**
   * How many clients are connected.
   *
   * @param props how to look at it; the maximum of a minute by default
   */
  public connections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('DatabaseConnections', { statistic: 'Maximum', ...props });
  }

  /**
   * How long a commit takes.
   *
   * @param props how to look at it; the average of a minute by default
   */
  public commitLatencyInMillis(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CommitLatency', props);
  }

  /**
   * How long the storage takes to read.
   *
   * @param props how to look at it; the average of a minute by default
   */
  public readLatencyInSeconds(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ReadLatency', props);
  }

  /**
   * How far a reader is behind the writer.
   *
   * @param props how to look at it; the maximum of a minute by default
   */
  public replicaLagInMillis(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('AuroraReplicaLag', { statistic: 'Maximum', ...props });
  }

  private metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/RDS',
      metricName,
      dimensionsMap: { DBInstanceIdentifier: this.instanceIdentifier },
      statistic: 'Average',
      period: Duration.minutes(1),
      label: this.name,
      ...props,
    });
  }
}
