import type { SimulatedAccount } from '../../account';
import { AwsError } from '../../wire/aws-error';
import { providerOf } from '../providers';
import { CANCELLED } from '../resource';
import { type Stack, type StackSource } from '../stack';
import { evaluate } from '../templates/evaluate';
import { identifierOf, isSame } from '../update-behaviour';
import { deleteStack } from './delete-stack';
import { finishRollBack } from './roll-back';
import { scopeOf } from './scope';
import { type Kind, requireDeployable, StackOperation } from './stack-operation';
import { invalid } from '../templates/template';

const DEPLOYABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'];

export interface Deployment {
  readonly name: string;
  readonly source: StackSource;
  /** Physical ids of existing resources, by logical ids. */
  readonly imports?: ReadonlyMap<string, string>;
  /** What the operation is called. @default - what the stack needs */
  readonly kind?: Kind;
}

/** Begins to create a stack, or to bring it to another template; `stack.settle()` waits for the end. */
export function beginDeployment(account: SimulatedAccount, { name, source, imports, kind }: Deployment): Stack {
  const existing = account.cloudFormation.find(name);
  const isNew = !existing || existing.status === 'REVIEW_IN_PROGRESS';
  if (!isNew && !DEPLOYABLE.includes(existing.status)) throw invalid(`Stack:${existing.id} is in ${existing.status} state and can not be updated.`);
  const wanted = evaluate(source.template, scopeOf(account, existing ?? account.cloudFormation.placeholder(name), source));
  requireDeployable(existing, source.template, wanted.resources);
  if (!isNew && isUnchanged(existing, source)) throw invalid('No updates are to be performed.');
  for (const [logicalId, physicalId] of imports ?? []) requireImportable(account, existing, wanted.resources[logicalId]?.Type, logicalId, physicalId);
  const stack = existing ?? account.cloudFormation.add(name);
  const operation = new StackOperation(account, stack, kind ?? (isNew ? 'CREATE' : 'UPDATE'), source, imports);
  stack.updatedAtMillis = isNew ? undefined : account.clock.now;
  begin(account, stack, () => operation.perform());
  cancelOnRequest(account, stack, operation);
  return stack;
}

export function beginDeletion(account: SimulatedAccount, stack: Stack, retained: readonly string[] = []): void {
  const underWay = stack.operation;
  if (stack.isBusy && underWay) underWay.abandon();
  begin(account, stack, async () => {
    await deleteStack(account, stack, retained);
  });
}

/** Only an update can be cancelled, and only before its clean-up. */
export function cancelUpdate(stack: Stack): void {
  if (stack.status !== 'UPDATE_IN_PROGRESS') throw invalid(`CancelUpdateStack cannot be called from current stack status ${stack.status}`);
  stack.operation!.cancel();
}

/** Only what failed by itself can be skipped: what was cancelled is rolled back. */
export function continueUpdateRollback(account: SimulatedAccount, stack: Stack, skipped: readonly string[] = []): void {
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') throw invalid(`Stack:${stack.id} is in ${stack.status} state and can not continue its rollback.`);
  const failed = [...stack.resources.values()]
    .filter(({ status, reason = '' }) => status === 'UPDATE_FAILED' && !CANCELLED.test(reason)).map(({ logicalId }) => logicalId);
  const wrong = skipped.filter((logicalId) => !failed.includes(logicalId));
  if (wrong.length > 0) throw invalid(`Only resources that failed to roll back can be skipped, not [${wrong.join(', ')}]`);
  stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
  begin(account, stack, () => finishRollBack(stack.operation!, 'UPDATE_ROLLBACK', skipped));
}

/** The existing resources that a template names and no stack has: what `ImportExistingResources` takes over. */
export function existingResources(account: SimulatedAccount, name: string, source: StackSource): Map<string, string> {
  const stack = account.cloudFormation.find(name);
  const scope = scopeOf(account, stack ?? account.cloudFormation.placeholder(name), source);
  const found = Object.entries(evaluate(source.template, scope).resources).flatMap(([logicalId, { Type, Properties = {} }]): [string, string][] => {
    const [identifier, ...others] = identifierOf(Type);
    const value = Properties[identifier];
    const isNew = !stack?.resources.has(logicalId);
    if (!isNew || others.length > 0 || typeof value !== 'string' || !providerOf(Type).read?.(account, value) || account.cloudFormation.ownerOf(Type, value)) return [];
    return [[logicalId, value.toLowerCase()]];
  });
  return new Map(found);
}

function begin(account: SimulatedAccount, stack: Stack, perform: () => Promise<void>): void {
  const ended = stack.beginOperation();
  account.clock.spawn(async () => {
    try {
      await perform();
    } finally {
      ended.give();
    }
  });
}

/** An update is cancelled; a stack that is only just created can only be deleted. */
function cancelOnRequest(account: SimulatedAccount, stack: Stack, operation: StackOperation): void {
  const seconds = account.faults.cancelledAfterSeconds(stack.name);
  if (seconds === undefined) return;
  account.clock.schedule(seconds * 1000, () => {
    if (stack.operation !== operation) return;
    if (stack.status === 'UPDATE_IN_PROGRESS') cancelUpdate(stack);
    if (stack.status === 'CREATE_IN_PROGRESS') beginDeletion(account, stack);
  });
}

function isUnchanged({ source }: Stack, next: StackSource): boolean {
  return source !== undefined && isSame(source.parameters, next.parameters)
    && isSame(withoutMetadata(source.template), withoutMetadata(next.template));
}

function withoutMetadata(template: object): object {
  return { ...template, Metadata: undefined, Description: undefined };
}

function requireImportable(
  account: SimulatedAccount, stack: Stack | undefined, type: string | undefined, logicalId: string, physicalId: string,
): void {
  if (type === undefined) throw invalid(`Resources [${logicalId}] are missing from the template.`);
  if (!providerOf(type).read) throw new AwsError('NotSimulated', `The import of ${logicalId} of type ${type} is not simulated.`, 501);
  const owner = account.cloudFormation.ownerOf(type, physicalId);
  if (owner && owner !== stack) throw invalid(`Resource ${physicalId} already exists in stack ${owner.id}`);
}
