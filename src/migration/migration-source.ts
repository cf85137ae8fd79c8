/**
 * The database that is to be moved.
 */
export class MigrationSource {
  /**
   * An Aurora cluster in the account and Region of the stack, by its DB cluster identifier.
   *
   * Its members must not belong to a CloudFormation stack: such a cluster is moved by a deployment of that stack, with
   * a `WriterHandover`.
   *
   * @param clusterIdentifier as `aws rds describe-db-clusters` shows it
   * @example
   * MigrationSource.cluster('mysql-80');
   */
  public static cluster(clusterIdentifier: string): MigrationSource {
    return new MigrationSource(clusterIdentifier, []);
  }

  /**
   * The DB cluster identifier.
   */
  public readonly clusterIdentifier: string;

  /** @internal */
  public readonly _files: string[];

  private constructor(clusterIdentifier: string, files: string[]) {
    this.clusterIdentifier = clusterIdentifier;
    this._files = files;
  }

  /**
   * What AWS said of the cluster. The plan is then made at synth and written beside the template as `<id>.plan.json`,
   * and the move stops before its first change if the cluster has changed since.
   *
   * @param files output of `aws rds describe-db-clusters` and `aws rds describe-db-instances`
   */
  public observedFrom(...files: string[]): MigrationSource {
    return new MigrationSource(this.clusterIdentifier, [...this._files, ...files]);
  }
}
