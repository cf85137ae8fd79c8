import { coerce } from './coerce';
import { pause, type ProviderContext } from './provider';
import { ConnectionReset } from '../../faults/faults';
import { CLOUDFORMATION } from '../../invariants/invariant';
import { rds } from '../../rds/service';
import { AwsError } from '../../wire/aws-error';
import type { StackTag } from '../operations/stack-tags';
import { type Properties, ResourceFailure } from '../resource';

/** How often CloudFormation's handlers look again. */
const POLL_SECONDS = 30;
/** For ten minutes: what AWS does not document. */
const MOST_ATTEMPTS = 20;
/** CloudFormation tries again what may pass: throttles, internal errors, and a resource that is in the middle of something. */
const PASSING = /^(Throttling|InternalFailure|InvalidDB(Cluster|Instance)State)/;
/** @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds (DBInstanceStatus) */
const TERMINAL_STATUSES = [
  'failed', 'inaccessible-encryption-credentials', 'incompatible-network', 'incompatible-parameters', 'incompatible-restore', 'insufficient-capacity',
];

/** A call of CloudFormation's handler, over the same books as everybody else's. What passes is tried again. */
export async function callRds<Output>(context: ProviderContext, operation: string, input: Record<string, unknown>): Promise<Output> {
  const given = inputOf(operation, input);
  const { account } = context;
  const { roleArn } = account.cloudFormation.require(context.stackId);
  for (let attempt = 1; ; attempt++) {
    const purpose = `CloudFormation/${context.stackName}/${context.logicalId}/${operation}/${account.clock.now}`;
    await pause(context, (account.draw('apiCall', purpose) + account.faults.slowMillis(`rds:${operation}`)) / 1000);
    try {
      if (roleArn) account.permissions.requireOfRole(roleArn.split('/').at(-1)!, { service: 'rds', operation, input: given });
      return rds.call(account, operation, given, CLOUDFORMATION) as Output;
    } catch (error) {
      const passes = error instanceof ConnectionReset || (error instanceof AwsError && PASSING.test(error.code));
      if (!passes || attempt === MOST_ATTEMPTS) throw error;
      await pause(context, POLL_SECONDS);
    }
  }
}

function inputOf(operation: string, input: Record<string, unknown>): Record<string, unknown> {
  const { input: schema } = rds.modelledOperations().find(({ name }) => name === operation)!;
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return coerce(given, schema, operation) as Record<string, unknown>;
}

/** What RDS refuses is a failure of the resource, in the words of a handler. NotSimulated stays what it is. */
export async function asHandler<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotSimulated') throw error;
    const code = /NotFound/.test(error.code) ? 'NotFound' : /AlreadyExists/.test(error.code) ? 'AlreadyExists' : /^Invalid/.test(error.code) ? 'InvalidRequest' : 'GeneralServiceException';
    throw new ResourceFailure(`Resource handler returned message: "${error.message} (Service: Rds, Status Code: ${error.status})" (HandlerErrorCode: ${code})`);
  }
}

/** An update gives and takes tags by calls of their own. */
export async function updateTags(
  context: ProviderContext, arn: string, { Tags: was = [] }: Properties, { Tags: is = [] }: Properties,
): Promise<void> {
  const [before, after] = [was, is] as (readonly StackTag[])[];
  const given = after.filter((tag) => !before.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value));
  const taken = before.filter((tag) => !after.some(({ Key }) => Key === tag.Key)).map(({ Key }) => Key);
  if (given.length > 0) await callRds(context, 'AddTagsToResource', { ResourceName: arn, Tags: given });
  if (taken.length > 0) await callRds(context, 'RemoveTagsFromResource', { ResourceName: arn, TagKeys: taken });
}

/** Looks until it is as it should be, several times in a row. */
export async function stabilize(
  context: ProviderContext, physicalId: string, look: () => Promise<{ readonly status: string | undefined; readonly isSettled: boolean }>, looks = 1,
): Promise<void> {
  for (let seen = 0; ;) {
    const { status = '', isSettled } = await look();
    if (TERMINAL_STATUSES.includes(status)) {
      throw new ResourceFailure(`Resource handler returned message: "${physicalId} reached the status ${status}" (HandlerErrorCode: NotStabilized)`, physicalId);
    }
    seen = isSettled ? seen + 1 : 0;
    if (seen >= looks) return;
    await pause(context, POLL_SECONDS);
  }
}

export function isGone(error: unknown): boolean {
  return error instanceof AwsError && /NotFound/.test(error.code);
}

/** Whoever deletes what is gone already has what he wants. */
export async function ignoringGone(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Looks until it is gone. */
export async function waitUntilGone(context: ProviderContext, look: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await look();
    } catch (error) {
      if (isGone(error)) return;
      throw error;
    }
    await pause(context, POLL_SECONDS);
  }
}

/** The values of these properties, under the same names. */
export function pick(properties: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]));
}
