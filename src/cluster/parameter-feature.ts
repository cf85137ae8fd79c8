import * as rds from 'aws-cdk-lib/aws-rds';
import { BINLOG, LOGICAL_REPLICATION, type Parameters, TLS_PARAMETER, ZERO_ETL_PARAMETERS } from '../capacity/replication-parameters';

/**
 * Something that is switched on by parameters of the cluster parameter group. A change takes effect with a reboot.
 */
export class ParameterFeature {
  /**
   * The binary log of Aurora MySQL, in the format that replicas and change data capture want.
   *
   * While it is on, the writer and the members in the tiers 0 and 1 do not pause.
   *
   * @example
   * ParameterFeature.binlog();
   */
  public static binlog(): ParameterFeature {
    return new ParameterFeature('binlog', { 'aurora-mysql': BINLOG });
  }

  /**
   * Logical replication of Aurora PostgreSQL.
   *
   * While it is on, the writer and the members in the tiers 0 and 1 do not pause, and an in-place major upgrade is
   * refused as long as there are replication slots.
   *
   * @example
   * ParameterFeature.logicalReplication();
   */
  public static logicalReplication(): ParameterFeature {
    return new ParameterFeature('logicalReplication', { 'aurora-postgresql': LOGICAL_REPLICATION });
  }

  /**
   * What a zero-ETL integration needs of its source: enhanced binlog, or enhanced logical replication.
   *
   * It switches off the backup of the binary log, its replication to a global database, and pausing. The integration
   * itself must be deleted before a blue/green switchover.
   *
   * @example
   * ParameterFeature.zeroEtl();
   */
  public static zeroEtl(): ParameterFeature {
    return new ParameterFeature('zeroEtl', ZERO_ETL_PARAMETERS);
  }

  /**
   * Connections without TLS are refused. Clients that do not use it are cut off.
   *
   * @example
   * ParameterFeature.requireTls();
   */
  public static requireTls(): ParameterFeature {
    return new ParameterFeature('requireTls', TLS_PARAMETER);
  }

  /**
   * The name of the feature.
   */
  public readonly name: string;

  private readonly byEngine: Readonly<Record<string, Parameters>>;

  private constructor(name: string, byEngine: Readonly<Record<string, Parameters>>) {
    this.name = name;
    this.byEngine = byEngine;
  }

  /**
   * The parameters that switch this on for an engine; undefined where the engine does not have it.
   *
   * @param engine the engine of the cluster
   */
  public parametersFor(engine: rds.IClusterEngine): Record<string, string> | undefined {
    return this.byEngine[engine.engineType];
  }
}
