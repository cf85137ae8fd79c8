import { type Stack, STACK_TYPE } from '../stack';
import { CleanUp, type Obsolete } from './clean-up';
import type { Change } from './resource-operation';
import type { StackOperation } from './stack-operation';

/** Undoes what an operation did. */
export async function rollBack(operation: StackOperation, reason: string): Promise<void> {
  const { kind } = operation;
  if (kind === 'CREATE') return undoCreation(operation, reason);
  const prefix = kind === 'IMPORT' ? 'IMPORT_ROLLBACK' : 'UPDATE_ROLLBACK';
  operation.stack.target = operation.stack.source;
  operation.stack.setStatus(`${prefix}_IN_PROGRESS`, reason);
  await finishRollBack(operation, prefix);
}

async function undoCreation({ account, stack, resources, changes }: StackOperation, reason: string): Promise<void> {
  stack.setStatus('ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`);
  const left = await new CleanUp(account, stack, resources).run(changes.map((change) => undone(stack, change)), 1);
  stack.target = undefined;
  stack.setStatus(left ? 'ROLLBACK_FAILED' : 'ROLLBACK_COMPLETE');
}

/** What is imported belongs to somebody: it stays. */
function undone(stack: Stack, { logicalId, kind }: Change): Obsolete {
  const resource = stack.resources.get(logicalId)!;
  return { ...resource, isGoing: true, isUndone: true, policy: kind === 'import' ? 'Retain' : resource.definition.DeletionPolicy };
}

/** Brings back what was changed, except for what a person has decided to skip. */
export async function finishRollBack(operation: StackOperation, prefix: string, skipped: readonly string[] = []): Promise<void> {
  const { account, stack, changes, resources } = operation;
  const changed = new Map(changes.filter(({ before }) => before).map((change) => [change.logicalId, change]));
  // What was brought back before is as it was.
  const open = [...changed.keys()].filter((logicalId) => !skipped.includes(logicalId) && !operation.reverted.has(logicalId));
  try {
    await operation.through(open, (logicalId) => changed.get(logicalId)!.before!.dependencies, async (logicalId) => {
      const { kind, before } = changed.get(logicalId)!;
      const now = stack.resources.get(logicalId)!;
      if (kind === 'replace') {
        if (now.physicalId !== before!.physicalId) operation.leaveBehind({ ...now, isGoing: false, isUndone: true, policy: 'Delete' });
        stack.setResource(logicalId, before!, 'UPDATE_COMPLETE');
      } else {
        await resources.revert(now, before!);
        const { physicalId } = stack.resources.get(logicalId)!;
        if (now.physicalId !== physicalId && now.type !== STACK_TYPE) operation.leaveBehind({ ...now, isGoing: false, isUndone: true, policy: 'Delete' });
      }
      operation.reverted.add(logicalId);
    });
  } catch (error) {
    stack.setStatus(`${prefix}_FAILED`, (error as Error).message);
    return;
  }
  for (const logicalId of skipped) {
    // CloudFormation takes it for what the template says, whatever it is.
    stack.setResource(logicalId, { ...changed.get(logicalId)!.before!, physicalId: stack.resources.get(logicalId)!.physicalId }, 'UPDATE_COMPLETE');
    operation.skipped.add(logicalId);
  }
  if (prefix === 'UPDATE_ROLLBACK') stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const added = changes.filter(({ before }) => !before).map((change) => undone(stack, change));
  await new CleanUp(account, stack, resources).run([...added, ...operation.leftBehind]);
  stack.target = undefined;
  stack.setStatus(`${prefix}_COMPLETE`);
}
