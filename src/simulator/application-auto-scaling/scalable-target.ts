/** The readers of a cluster, as far as somebody lets Application Auto Scaling change their number. */
export interface ScalableTarget {
  /** `cluster:shop` */
  readonly resource: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly createdAtMillis: number;
  readonly arn: string;
}
