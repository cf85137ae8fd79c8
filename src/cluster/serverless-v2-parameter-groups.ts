import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { ParameterFeature } from './parameter-feature';
import { failOnProblems } from './problems';

/**
 * Properties of the parameter groups of a cluster.
 */
export interface ServerlessV2ParameterGroupsProps {
  /**
   * The engine of the cluster, with its version.
   */
  readonly engine: rds.IClusterEngine;

  /**
   * Other engine versions whose groups are to be there, too: the one that the cluster is upgraded from, so that the
   * upgrade can be rolled back, or the next one.
   *
   * @default - only the groups of `engine`
   */
  readonly alsoFor?: rds.IClusterEngine[];

  /**
   * What is switched on, with all the parameters that this takes.
   *
   * @default - nothing
   */
  readonly features?: ParameterFeature[];

  /**
   * Parameters of the cluster.
   *
   * @default - the engine's defaults
   */
  readonly clusterParameters?: { [name: string]: string };

  /**
   * Parameters of its DB instances.
   *
   * @default - the engine's defaults
   */
  readonly instanceParameters?: { [name: string]: string };
}

/**
 * The parameter groups of a cluster and of its members, one pair for each engine family, side by side.
 *
 * A group belongs to one family, such as `aurora-postgresql16`, and is in use while an upgrade runs: with one group for
 * all families a major upgrade fails, and its rollback, too. Here the construct ids hold the family, so the groups of
 * the new family are created before the upgrade and those of the old one removed after it.
 *
 * @example
 * declare const vpc: ec2.IVpc;
 * const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 });
 * const parameterGroups = new ServerlessV2ParameterGroups(this, 'Parameters', {
 *   engine,
 *   features: [ParameterFeature.requireTls()],
 *   clusterParameters: { log_min_duration_statement: '500' },
 * });
 * new ServerlessV2Cluster(this, 'Db', { engine, vpc, storageEncrypted: true, parameterGroups });
 */
export class ServerlessV2ParameterGroups extends Construct {
  /**
   * The group of the cluster.
   */
  public readonly cluster: rds.IParameterGroup;

  /**
   * The group of its DB instances.
   */
  public readonly instance: rds.IParameterGroup;

  /**
   * The engine that these groups are for.
   */
  public readonly engine: rds.IClusterEngine;

  constructor(scope: Construct, id: string, props: ServerlessV2ParameterGroupsProps) {
    failOnProblems(scope, id, problemsOf(props));
    super(scope, id);
    this.engine = props.engine;
    [this.cluster, this.instance] = this.groupsFor(props.engine, props);
    for (const engine of props.alsoFor ?? []) {
      if (engine.parameterGroupFamily !== props.engine.parameterGroupFamily) this.groupsFor(engine, props);
    }
  }

  private groupsFor(engine: rds.IClusterEngine, props: ServerlessV2ParameterGroupsProps): [rds.IParameterGroup, rds.IParameterGroup] {
    const features = Object.assign({}, ...(props.features ?? []).map((feature) => feature.parametersFor(engine)));
    const cluster = new rds.ParameterGroup(this, `${engine.parameterGroupFamily}-cluster`, { engine, parameters: { ...features, ...props.clusterParameters } });
    const instance = new rds.ParameterGroup(this, `${engine.parameterGroupFamily}-instance`, { engine, parameters: props.instanceParameters });
    cluster.bindToCluster({});
    instance.bindToInstance({});
    return [cluster, instance];
  }
}

function problemsOf({ engine, alsoFor = [], features = [] }: ServerlessV2ParameterGroupsProps) {
  const engines = [engine, ...alsoFor];
  const unversioned = engines.filter(({ parameterGroupFamily }) => parameterGroupFamily === undefined);
  const missing = features.filter((feature) => !feature.parametersFor(engine));
  return [
    ...unversioned.map(({ engineType }) => ({
      code: 'PROPERTY_INVALID', message: `\`engine\` ${engineType} has no version, and so no family of parameter groups.`, remedy: 'State the version of the engine.',
    })),
    ...missing.map(({ name }) => ({
      code: 'PROPERTY_INVALID', message: `\`features\` has ${name}, which ${engine.engineType} does not have.`, remedy: 'Leave it out.',
    })),
  ];
}
