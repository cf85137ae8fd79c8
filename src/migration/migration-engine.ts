import { Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineDefinition } from './machine-definition';
import { MigrationAlarms } from './migration-alarms';
import { lookStatements, readStatements, recordStatements, signalStatements } from '../cluster/permissions';
import { ENV_ENGINE_NAME, ENV_STATE_MACHINE_ARN } from '../contract/environment';
import { AdvanceFunction } from '../handlers/advance-function';
import { SetGoalFunction } from '../handlers/set-goal-function';

/**
 * Properties of a migration engine.
 */
export interface MigrationEngineProps {
  /**
   * How long the logs of the moves are kept.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Where the engine asks for approval, with a task token, the plan and the report so far.
   *
   * @default - none; migrations cannot ask for approval
   */
  readonly approvalTopic?: sns.ITopic;

  /**
   * Where the engine writes the report of each move, as JSON and as a page, below `moves/`.
   *
   * @default - none; the report is in the output of the execution and in the logs
   */
  readonly reportBucket?: s3.IBucket;
}

/**
 * Drives moves: a Standard state machine that looks, makes at most one change, waits and looks again, until the goal
 * of a database is reached. It needs no cursor: an execution that died is continued by the next one.
 *
 * Give it a stack of its own, so that a deployment of your application never touches it during a move. One engine
 * drives any number of migrations, each with the permissions that the migration brings along.
 *
 * @example
 * const engine = new MigrationEngine(this, 'Engine');
 */
export class MigrationEngine extends Construct {
  /**
   * The state machine. Each execution drives one move.
   */
  public readonly stateMachine: sfn.StateMachine;

  /**
   * Where the handlers write.
   */
  public readonly logGroup: logs.LogGroup;

  /**
   * What a person should know of moves.
   */
  public readonly alarms: MigrationAlarms;

  /**
   * Can it ask for approval?
   *
   * @internal
   */
  public readonly _asksForApproval: boolean;

  private readonly advance: lambda.Function;
  private readonly setGoal: lambda.Function;

  constructor(scope: Construct, id: string, props: MigrationEngineProps = {}) {
    super(scope, id);
    const engineName = Names.uniqueResourceName(this, { maxLength: 64 });
    this._asksForApproval = props.approvalTopic !== undefined;
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.advance = new AdvanceFunction(this, 'Advance', {
      role: this.handlerRole('AdvanceRole', [...readStatements(Stack.of(this)), ...signalStatements(Stack.of(this))]),
      logGroup: this.logGroup,
      memorySize: 512,
      timeout: Duration.minutes(1),
      environment: { [ENV_ENGINE_NAME]: engineName },
    });
    this.stateMachine = new sfn.StateMachine(this, 'Machine', {
      stateMachineType: sfn.StateMachineType.STANDARD,
      // Input and output of every state: names and settings, no secret (docs/security.md).
      logs: { destination: this.machineLogs(props), level: sfn.LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
      definitionBody: sfn.DefinitionBody.fromChainable(machineDefinition(this, { advance: this.advance, ...props })),
    });
    this.grantSuccessors();
    this.alarms = new MigrationAlarms(this, 'Alarms', engineName, this.stateMachine);
    this.setGoal = new SetGoalFunction(this, 'SetGoal', {
      role: this.handlerRole('SetGoalRole', lookStatements(Stack.of(this))),
      logGroup: this.logGroup,
      memorySize: 512,
      timeout: Duration.minutes(1),
      environment: { [ENV_STATE_MACHINE_ARN]: this.stateMachine.stateMachineArn },
    });
    this.stateMachine.grantStartExecution(this.setGoal);
  }

  /**
   * What a custom resource that sets a goal has as its service token.
   *
   * @internal
   */
  public get _serviceToken(): string {
    return this.setGoal.functionArn;
  }

  /**
   * The role that changes databases; a migration attaches its own policy to it.
   *
   * @internal
   */
  public get _role(): iam.IRole {
    return this.advance.role!;
  }

  /**
   * The role that invokes the functions that verify.
   *
   * @internal
   */
  public get _machineRole(): iam.IRole {
    return this.stateMachine.role;
  }

  /**
   * The role that asks how a stack is; a migration attaches its own stack to it.
   *
   * @internal
   */
  public get _setGoalRole(): iam.IRole {
    return this.setGoal.role!;
  }

  /** CloudWatch Logs takes the logs of machines only into groups whose names begin like this. */
  private machineLogs({ logRetention }: MigrationEngineProps): logs.LogGroup {
    return new logs.LogGroup(this, 'MachineLogs', {
      logGroupName: `/aws/vendedlogs/states/${Names.uniqueResourceName(this, { maxLength: 64 })}`,
      retention: logRetention ?? logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** A machine that started itself by its ARN would need itself to be there first. */
  private grantSuccessors(): void {
    const policy = new iam.Policy(this, 'SuccessorPolicy', { roles: [this.stateMachine.role] });
    this.stateMachine.grantStartExecution(policy);
  }

  /** A role that may write its logs, look at databases and keep the record: nothing that changes a database. */
  private handlerRole(id: string, statements: iam.PolicyStatement[]): iam.Role {
    const role = new iam.Role(this, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    for (const statement of [...statements, ...recordStatements(Stack.of(this))]) role.addToPolicy(statement);
    return role;
  }
}
