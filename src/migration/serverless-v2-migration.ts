import { CustomResource, Duration, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MigrationEngine } from './migration-engine';
import { MigrationSource } from './migration-source';
import { moveStatements } from './permissions';
import { upgradeStatements } from './upgrade-permissions';
import { failOnProblems } from '../cluster/problems';
import { ServerlessV2Capacity } from '../cluster/serverless-v2-capacity';
import { ServerlessV2Member } from '../cluster/serverless-v2-member';
import { MIGRATION_RESOURCE_TYPE, type MigrationProperties } from '../contract/migration-resource';
import type { Problem } from '../planner/decision';

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
    failOnProblems(scope, id, problemsOf(props));
    super(scope, id);
    const { engine, source, target } = props;
    const policy = new iam.Policy(this, 'Policy', {
      statements: [
        ...moveStatements(Stack.of(this), source.clusterIdentifier),
        ...(target.engineVersion === undefined ? [] : upgradeStatements(Stack.of(this))),
      ],
      roles: [engine._role],
    });
    const resource = new CustomResource(this, 'Resource', {
      resourceType: MIGRATION_RESOURCE_TYPE,
      serviceToken: engine._serviceToken,
      serviceTimeout: Duration.minutes(5),
      properties: propertiesOf(source, target, props.generation ?? 1) as unknown as Record<string, unknown>,
    });
    resource.node.addDependency(policy);
    this.clusterResourceId = resource.ref;
  }
}

function propertiesOf(source: MigrationSource, { capacity, members, engineVersion }: MigrationTarget, generation: number): MigrationProperties {
  return {
    SourceClusterIdentifier: source.clusterIdentifier,
    Generation: generation,
    Capacity: {
      MinAcu: capacity.min,
      MaxAcu: capacity.max,
      ...(capacity.autoPauseAfter ? { AutoPauseSeconds: capacity.autoPauseAfter.toSeconds() } : {}),
    },
    Members: (members ?? [ServerlessV2Member.failoverTarget('1'), ServerlessV2Member.failoverTarget('2')])
      .map((member) => ({ Name: member.id, PromotionTier: member.promotionTier })),
    ...(engineVersion === undefined ? {} : { EngineVersion: engineVersion }),
  };
}

const MOST_NEW_MEMBERS = 15;
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9-]{0,62}$/;
const ENGINE_VERSION = /^(\d+\.\d+(\.\d+)?|\d\.\d\.mysql_aurora\.\d+\.\d+\.\d+)$/;
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/;

function problemsOf({ source, target, generation = 1 }: ServerlessV2MigrationProps): Problem[] {
  const members = target.members ?? [];
  const names = members.map((member) => member.id.toLowerCase());
  const problems: Problem[] = target.capacity._problems().map((problem) => ({
    code: 'CAPACITY_RANGE_INVALID', message: `The capacity range is not possible: ${problem}.`, remedy: 'Correct `target.capacity`.',
  }));
  const member = (message: string) => problems.push({ code: 'MEMBERS_INVALID', message: `The members are not possible: ${message}.`, remedy: 'Correct `target.members`.' });
  members.flatMap((candidate) => candidate._problems()).forEach(member);
  if (target.members && (members.length < 1 || members.length > MOST_NEW_MEMBERS)) member(`a move adds 1 to ${MOST_NEW_MEMBERS} members, got ${members.length}`);
  for (const candidate of members) {
    if (!NAME.test(candidate.id)) member(`\`${candidate.id}\` becomes part of an identifier and may have up to 16 letters, digits and hyphens`);
    if (candidate._optionNames().length > 0) member(`\`${candidate.id}\` inherits from the member that it replaces and takes no ${candidate._optionNames().join(', ')}`);
  }
  if (target.engineVersion !== undefined && !Token.isUnresolved(target.engineVersion) && !ENGINE_VERSION.test(target.engineVersion)) {
    problems.push({
      code: 'ENGINE_VERSION_INVALID',
      message: `\`${target.engineVersion}\` is not an engine version of Aurora.`,
      remedy: 'Write it in full, as AWS does: `16.8`, or `8.0.mysql_aurora.3.10.0`. `plan --to` finds it.',
    });
  }
  if (new Set(names).size < names.length) member('ids must differ, also without regard to case');
  if (!Token.isUnresolved(source.clusterIdentifier) && !IDENTIFIER.test(source.clusterIdentifier)) {
    problems.push({
      code: 'SOURCE_INVALID',
      message: `\`${source.clusterIdentifier}\` is not a DB cluster identifier.`,
      remedy: 'Use the identifier that `aws rds describe-db-clusters` shows, not an ARN or an endpoint.',
    });
  }
  if (!Token.isUnresolved(generation) && (!Number.isInteger(generation) || generation < 1)) {
    problems.push({ code: 'GENERATION_INVALID', message: `The generation must be a whole number from 1, got ${generation}.`, remedy: 'Raise it by one to ask again.' });
  }
  return problems;
}
