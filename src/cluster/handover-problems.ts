import { Stack, Token } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { WriterHandoverProps } from './writer-handover';
import { SERVERLESS_CLASS } from '../capacity/instance-class';
import type { Problem } from '../planner/decision';

/** A member as it is in the template. */
export interface HandoverMember {
  /** The construct id within the cluster. */
  readonly id: string;
  readonly instance: rds.CfnDBInstance;
}

const LAST_TIER_THAT_FOLLOWS_THE_WRITER = 1;
const LONGEST_LAG_SECONDS = 60;
const [LOWEST_ACU, HIGHEST_ACU] = [0.5, 256];
const [SHORTEST_AGE_SECONDS, LONGEST_AGE_SECONDS] = [1, 3600];
const [SHORTEST_WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS] = [60, 540];

/** The members that the template has, in its order. */
export function membersOf(cluster: rds.IDatabaseCluster): HandoverMember[] {
  const depth = cluster.node.scopes.length;
  return cluster.node.findAll()
    .filter((child) => child instanceof rds.CfnDBInstance)
    .map((instance) => ({ instance, id: instance.node.scopes[depth].node.id }));
}

/** Everything that is wrong with a handover. */
export function problemsOfHandover(scope: Construct, members: readonly HandoverMember[], props: WriterHandoverProps): Problem[] {
  if (Stack.of(props.cluster) !== Stack.of(scope) || members.length === 0) {
    return [{
      code: 'HANDOVER_CLUSTER_ELSEWHERE',
      message: `The stack ${Stack.of(scope).stackName} does not define members of ${props.cluster.node.path}.`,
      remedy: 'Put the handover into the stack that defines the cluster with its members. A cluster outside of stacks is moved by a ServerlessV2Migration.',
    }];
  }
  return [...targetProblems(members, props), ...limitProblems(props), ...transactionProblems(props)];
}

/** With which secret transactions are looked at; nothing where nobody looks. */
export function secretOf({ cluster, dataApiSecret, maxTransactionAge }: WriterHandoverProps): secretsmanager.ISecret | undefined {
  return maxTransactionAge && (dataApiSecret ?? (cluster as Pick<rds.DatabaseCluster, 'secret'>).secret);
}

/** Nothing but SQL shows transactions, and SQL gets through the Data API only. */
function transactionProblems(props: WriterHandoverProps): Problem[] {
  const { cluster, maxTransactionAge } = props;
  if (maxTransactionAge === undefined) return [];
  const resource = cluster.node.defaultChild;
  const isOff = resource instanceof rds.CfnDBCluster && [undefined, false].includes(Stack.of(cluster).resolve(resource.enableHttpEndpoint));
  const missing = [...isOff ? ['the Data API is off'] : [], ...secretOf(props) ? [] : ['the secret of its user is not known']];
  return missing.length === 0 ? [] : [{
    code: 'HANDOVER_TRANSACTIONS_UNSEEN',
    message: `\`maxTransactionAge\` is given, but nobody can look at transactions: ${missing.join(', and ')}.`,
    remedy: 'Set `enableDataApi: true`, and `dataApiSecret` where the cluster has no secret of its own; or leave `maxTransactionAge` out.',
  }];
}

/** Beside the leaving members, which become the last choice, the target and one more must follow the writer's capacity. */
function targetProblems(members: readonly HandoverMember[], { to }: WriterHandoverProps): Problem[] {
  const target = to === undefined ? members[0] : members.find(({ id }) => id === to);
  if (!target) {
    return [{
      code: 'HANDOVER_TARGET_UNKNOWN',
      message: `The cluster has no member \`${to}\`.`,
      remedy: `Choose one of ${members.map(({ id }) => `\`${id}\``).join(', ')}.`,
    }];
  }
  const others = members.filter((member) => member !== target);
  const problems: Problem[] = [];
  const tier = (message: string) => problems.push({
    code: 'HANDOVER_TIERS', message, remedy: 'Use `ServerlessV2Member.failoverTarget`, or `scaleWithWriter: true` of the L2: the tiers 0 and 1 follow the writer.',
  });
  if (isSmall(target)) tier(`\`${target.id}\` is to become the writer and is in tier ${target.instance.promotionTier}, so it would start small.`);
  if (others.length > 0 && others.every(isSmall)) tier(`No member besides \`${target.id}\` is in a tier that follows the writer, so nobody could take over from it.`);
  return problems;
}

function isSmall({ instance: { dbInstanceClass, promotionTier } }: HandoverMember): boolean {
  if (dbInstanceClass !== SERVERLESS_CLASS || Token.isUnresolved(promotionTier)) return false;
  return (promotionTier ?? LAST_TIER_THAT_FOLLOWS_THE_WRITER) > LAST_TIER_THAT_FOLLOWS_THE_WRITER;
}

function limitProblems({ maxReplicaLag, minCapacity, warmUpTimeout, maxTransactionAge }: WriterHandoverProps): Problem[] {
  const messages: string[] = [];
  const between = (name: string, value: number, least: number, most: number, unit: string) => {
    if (value < least || value > most) messages.push(`\`${name}\` must be from ${least} to ${most} ${unit}, got ${value}`);
  };
  if (maxReplicaLag && !maxReplicaLag.isUnresolved()) between('maxReplicaLag', maxReplicaLag.toSeconds({ integral: false }), 0, LONGEST_LAG_SECONDS, 'seconds');
  if (minCapacity !== undefined && !Token.isUnresolved(minCapacity)) between('minCapacity', minCapacity, LOWEST_ACU, HIGHEST_ACU, 'ACUs');
  if (warmUpTimeout && !warmUpTimeout.isUnresolved()) {
    between('warmUpTimeout', warmUpTimeout.toSeconds({ integral: false }), SHORTEST_WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS, 'seconds');
  }
  if (maxTransactionAge && !maxTransactionAge.isUnresolved()) {
    between('maxTransactionAge', maxTransactionAge.toSeconds({ integral: false }), SHORTEST_AGE_SECONDS, LONGEST_AGE_SECONDS, 'seconds');
  }
  return messages.map((message) => ({ code: 'HANDOVER_LIMITS_INVALID', message: `The limits are not possible: ${message}.`, remedy: 'Correct them.' }));
}
