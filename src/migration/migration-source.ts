/**
 * The database that is to be moved.
 */
export class MigrationSource {
  /**
   * An Aurora cluster in the account and Region of the stack, by its DB cluster identifier.
   *
   * @param clusterIdentifier as `aws rds describe-db-clusters` shows it
   * @example
   * MigrationSource.cluster('mysql-80');
   */
  public static cluster(clusterIdentifier: string): MigrationSource {
    return new MigrationSource(clusterIdentifier);
  }

  /**
   * The DB cluster identifier.
   */
  public readonly clusterIdentifier: string;

  private constructor(clusterIdentifier: string) {
    this.clusterIdentifier = clusterIdentifier;
  }
}
