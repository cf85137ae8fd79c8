import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { membersOf, type HandoverMember, problemsOfHandover, secretOf } from './handover-problems';
import { OrphanedMembersCheck } from './orphaned-members-check';
import { allow, rdsArn, readStatements, recordStatements, secretStatements, stackStatements } from './permissions';
import { failOnProblems } from './problems';
import { WRITER_HANDOVER_RESOURCE_TYPE, type WriterHandoverProperties } from '../contract/writer-handover';
import { WriterHandoverFunction } from '../handlers/writer-handover-function';

/**
 * How a handover is made.
 */
export interface WriterHandoverOptions {
  /**
   * The construct id of the member that is to become the writer.
   *
   * @default - the first member of the cluster
   */
  readonly to?: string;

  /**
   * How far the target may be behind the writer when it takes over, up to one minute.
   *
   * @default Duration.seconds(1)
   */
  readonly maxReplicaLag?: Duration;

  /**
   * The capacity that a serverless target must have reached when it takes over, in ACUs: from 0.5 to 256.
   *
   * @default - the size of the writer, as far as the capacity range allows
   */
  readonly minCapacity?: number;

  /**
   * How long the target may take to become warm, from 1 to 9 minutes. After that the handover undoes itself, and the
   * deployment fails.
   *
   * @default Duration.minutes(9)
   */
  readonly warmUpTimeout?: Duration;

  /**
   * How old transactions on the writer may be when the target takes over, from 1 second to 1 hour: a failover ends them,
   * and clients must repeat them. If there are older ones when `warmUpTimeout` is over, the handover undoes itself.
   *
   * Only SQL shows transactions, so this needs the Data API (`enableDataApi`) and a user who sees all sessions.
   *
   * @default - nobody looks at transactions
   */
  readonly maxTransactionAge?: Duration;

  /**
   * The secret of the user who looks at transactions.
   *
   * @default - the secret of the cluster
   */
  readonly dataApiSecret?: secretsmanager.ISecret;

  /**
   * How long the logs of the handovers are kept.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
}

/**
 * Properties of a handover.
 */
export interface WriterHandoverProps extends WriterHandoverOptions {
  /**
   * The cluster. It must be defined in the same stack, because the handover asks CloudFormation which of its members stay.
   */
  readonly cluster: rds.IDatabaseCluster;
}

/**
 * Makes a staying member the writer during a deployment, before CloudFormation deletes the members that left the
 * template. With it a provisioned cluster becomes a serverless one in one ordinary `cdk deploy`, with one failover.
 *
 * When CloudFormation rolls back, or the change is reverted, it hands over to a member of the template to which
 * CloudFormation is going. When the construct or the stack is deleted and the writer stays, it changes nothing.
 *
 * `ServerlessV2Cluster` has it as its property `writerHandover`.
 *
 * @example
 * declare const cluster: rds.DatabaseCluster;
 * new WriterHandover(this, 'Handover', { cluster, to: 'A' });
 */
export class WriterHandover extends Construct {
  /**
   * In alarm when members are in the cluster but not in the stack: CloudFormation has left them behind. It looks every hour.
   */
  public readonly orphanedMembersAlarm: cloudwatch.Alarm;

  /**
   * Where the handovers write one line for each of their turns.
   */
  public readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: WriterHandoverProps) {
    const members = membersOf(props.cluster);
    failOnProblems(scope, id, problemsOfHandover(scope, members, props));
    super(scope, id);
    const { cluster } = props;
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const policy = new iam.Policy(this, 'Policy', { roles: [role], statements: handoverStatements(Stack.of(this), props) });
    this.logGroup.grantWrite(policy);
    const handler = new WriterHandoverFunction(this, 'Handler', {
      role, logGroup: this.logGroup, memorySize: 512, timeout: Duration.minutes(15),
    });
    const resource = new CustomResource(this, 'Resource', {
      resourceType: WRITER_HANDOVER_RESOURCE_TYPE,
      serviceToken: handler.functionArn,
      // Lambda repeats an invocation that died, twice.
      serviceTimeout: Duration.hours(1),
      properties: propertiesOf(members, props) as unknown as Record<string, unknown>,
    });
    // A deletion needs the permissions as well: they go after the resource.
    resource.node.addDependency(policy);
    this.orphanedMembersAlarm = new OrphanedMembersCheck(this, 'OrphanedMembers', { cluster, logGroup: this.logGroup }).alarm;
  }
}

function handoverStatements(stack: Stack, props: WriterHandoverProps): iam.PolicyStatement[] {
  const cluster = rdsArn(stack, 'cluster', props.cluster.clusterIdentifier);
  const secret = secretOf(props);
  return [
    ...readStatements(stack),
    ...recordStatements(stack),
    ...stackStatements(stack),
    allow(['cloudformation:GetTemplate'], [stack.stackId]),
    allow(['rds:FailoverDBCluster'], [cluster]),
    ...(secret ? [allow(['rds-data:ExecuteStatement'], [cluster]), ...secretStatements(stack, secret)] : []),
    // Leaving members are not in the template any more, and may have any name.
    allow(['rds:ModifyDBInstance'], [rdsArn(stack, 'db', '*')]),
  ];
}

function propertiesOf(members: readonly HandoverMember[], props: WriterHandoverProps): WriterHandoverProperties {
  const target = members.find(({ id }) => id === props.to) ?? members[0];
  return {
    ClusterIdentifier: props.cluster.clusterIdentifier,
    Target: target.instance.ref,
    Members: members.map(({ instance }) => instance.ref),
    LargestReplicaLagMillis: (props.maxReplicaLag ?? Duration.seconds(1)).toMilliseconds(),
    ...(props.minCapacity === undefined ? {} : { LeastCapacityAcu: props.minCapacity }),
    ...(props.maxTransactionAge === undefined ? {} : {
      LongestTransactionSeconds: props.maxTransactionAge.toSeconds(), DataApiSecretArn: secretOf(props)?.secretArn,
    }),
    WarmUpSeconds: (props.warmUpTimeout ?? Duration.minutes(9)).toSeconds(),
  };
}
