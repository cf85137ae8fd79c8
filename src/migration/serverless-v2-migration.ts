import { CustomResource, Duration, Names, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { HeldStack } from './held-stack';
import { MigrationEngine } from './migration-engine';
import { problemsOf } from './migration-problems';
import { asReceived, propertiesOf } from './migration-properties';
import { MigrationSource } from './migration-source';
import { MigrationCutover, MigrationStart, OldMembers } from './migration-timing';
import { observeFiles, type Observed, writePlan } from './observed-plan';
import { managedSecretStatements, moveStatements } from './permissions';
import { upgradeStatements } from './upgrade-permissions';
import { allow, secretStatements } from '../cluster/permissions';
import { failOnProblems } from '../cluster/problems';
import { ServerlessV2Capacity } from '../cluster/serverless-v2-capacity';
import { ServerlessV2Member } from '../cluster/serverless-v2-member';
import { goalOf, MIGRATION_RESOURCE_TYPE } from '../contract/migration-resource';

/**
 * What a cluster is to become.
 */
export interface MigrationTarget {
  /**
   * The capacity range of the cluster.
   */
  readonly capacity: ServerlessV2Capacity;

  /**
   * The serverless members, 1 to 15. They inherit parameter group, monitoring, Performance Insights, certificate
   * authority, zone, public access, tags and upgrade settings from the members that they replace, so they take no
   * options besides the promotion tier. The first one becomes the writer.
   *
   * @default - two failover targets with the ids `1` and `2`
   */
  readonly members?: ServerlessV2Member[];

  /**
   * The engine version to reach before the members become serverless, as AWS writes it: `16.8` or
   * `8.0.mysql_aurora.3.10.0`. As many upgrades as it takes are made one after the other, minor and major; nobody can
   * write for some minutes during a major one, and there is no way back behind it. `plan` says which they are.
   *
   * @default - the engine version stays; a version without Serverless v2 is refused
   */
  readonly engineVersion?: string;
}

/**
 * Properties of a migration.
 */
export interface ServerlessV2MigrationProps {
  /**
   * Who drives the move.
   */
  readonly engine: MigrationEngine;

  /**
   * What is moved.
   */
  readonly source: MigrationSource;

  /**
   * What it is to become.
   */
  readonly target: MigrationTarget;

  /**
   * When the move begins.
   *
   * @default MigrationStart.onDeploy()
   */
  readonly start?: MigrationStart;

  /**
   * When clients are interrupted.
   *
   * @default MigrationCutover.atOnce()
   */
  readonly cutover?: MigrationCutover;

  /**
   * What becomes of the old members at the end.
   *
   * @default OldMembers.removed()
   */
  readonly oldMembers?: OldMembers;

  /**
   * A function that is invoked before the old members go, with the report so far as `report`. If it throws, the move
   * parks and the old members stay.
   *
   * @default - only the built-in checks: roles, versions, parameter groups in sync, the Data API on where it was on, and a
   * statement through it
   */
  readonly verifier?: lambda.IFunction;

  /**
   * The secret of a user of the database, with which `SELECT 1` is executed through the Data API before the old members
   * go. If it fails, the move parks and the old members stay. Only where the Data API was on.
   *
   * @default - the secret in which RDS manages the master password; no statement is executed if RDS does not manage it
   */
  readonly dataApiSecret?: secretsmanager.ISecret;

  /**
   * Hold the stack until the move has ended, for so long at the most: up to 12 hours. If the move does not succeed, or
   * not in time, CloudFormation rolls back, and the move goes back where it can.
   *
   * @default - CloudFormation does not wait
   */
  readonly hold?: Duration;

  /**
   * A whole number from 1. A goal that was reached is closed: later changes by hand stay. Raise the number to ask again.
   *
   * @default 1
   */
  readonly generation?: number;
}

/**
 * Moves one Aurora cluster to Serverless v2, in place: same data, same endpoints, one failover.
 *
 * Deploying it sets the goal and starts the engine; CloudFormation does not wait for the move. Removing it from the
 * stack, or deleting the stack, leaves the database as it is.
 *
 * @example
 * declare const engine: MigrationEngine;
 * new ServerlessV2Migration(this, 'Shop', {
 *   engine,
 *   source: MigrationSource.cluster('mysql-80'),
 *   target: { capacity: ServerlessV2Capacity.range({ min: 1, max: 16 }) },
 * });
 */
export class ServerlessV2Migration extends Construct {
  /**
   * The resource id of the cluster (`cluster-…`), which no rename changes. The record of the move lies below it in
   * SSM Parameter Store.
   */
  public readonly clusterResourceId: string;

  constructor(scope: Construct, id: string, props: ServerlessV2MigrationProps) {
    const observed = observedSource(props);
    const problems = problemsOf(props, observed);
    failOnProblems(scope, id, problems);
    super(scope, id);
    const { engine, hold } = props;
    const observation = observed && 'observation' in observed ? observed.observation : undefined;
    const properties = propertiesOf(props, observation);
    if (observation) writePlan(this, goalOf(asReceived(properties)), observation);
    const policies = this.permissions(props);
    const gate = hold && new HeldStack(this, 'Hold', { timeout: hold, goal: properties });
    const resource = new CustomResource(this, 'Resource', {
      resourceType: MIGRATION_RESOURCE_TYPE,
      serviceToken: engine._serviceToken,
      serviceTimeout: Duration.minutes(5),
      properties: { ...properties, ...(gate ? { SignalUrl: gate.url } : {}) } as unknown as Record<string, unknown>,
    });
    resource.node.addDependency(...policies);
    gate?.waitFor(resource);
    this.clusterResourceId = resource.ref;
  }

  /** What goes with the engine's stack, so that nothing takes it away during a move; and what goes with this one. */
  private permissions({ engine, source, target, verifier, dataApiSecret }: ServerlessV2MigrationProps): iam.Policy[] {
    const { clusterIdentifier } = source;
    // The identifier of a cluster that another stack makes is known there only.
    const scope = Token.isUnresolved(clusterIdentifier) ? this : engine;
    const move = new iam.Policy(scope, scope === this ? 'MovePolicy' : `${Names.uniqueId(this)}Policy`, {
      statements: [
        ...moveStatements(Stack.of(scope), clusterIdentifier),
        ...(dataApiSecret ? [] : managedSecretStatements(Stack.of(scope), clusterIdentifier)),
        ...(target.engineVersion === undefined ? [] : upgradeStatements(Stack.of(scope))),
      ],
      roles: [engine._role],
    });
    const stack = new iam.Policy(this, 'StackPolicy', { statements: [allow(['cloudformation:DescribeStacks'], [Stack.of(this).stackId])], roles: [engine._setGoalRole] });
    const verify = verifier && new iam.Policy(this, 'VerifierPolicy', {
      statements: [allow(['lambda:InvokeFunction'], [verifier.functionArn])], roles: [engine._machineRole],
    });
    const secret = dataApiSecret && new iam.Policy(this, 'SecretPolicy', { statements: secretStatements(Stack.of(this), dataApiSecret), roles: [engine._role] });
    return [move, stack, ...verify ? [verify] : [], ...secret ? [secret] : []];
  }
}

/** Asked of the files at synth; nothing where there are none. */
function observedSource({ source }: ServerlessV2MigrationProps): Observed | undefined {
  return source._files.length > 0 ? observeFiles(source.clusterIdentifier, source._files) : undefined;
}
