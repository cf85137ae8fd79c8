import { isCustomResource } from '../providers';
import { STACK_TYPE } from '../stack';
import { CleanUp, type Obsolete } from './clean-up';
import type { StackOperation } from './stack-operation';
import { inventedPhysicalId } from '../providers/custom-resource';

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
  const made = changes.map((change) => stack.resources.get(change.logicalId)!).map((resource): Obsolete => ({
    ...resource, physicalId: physicalIdOf(resource), policy: resource.definition.DeletionPolicy, isGoing: true, isUndone: true,
  }));
  const left = await new CleanUp(account, stack, resources).run(made, 1);
  stack.target = undefined;
  stack.setStatus(left ? 'ROLLBACK_FAILED' : 'ROLLBACK_COMPLETE');

  function physicalIdOf(resource: { readonly logicalId: string; readonly type: string; readonly physicalId?: string }): string | undefined {
    if (resource.physicalId !== undefined || !isCustomResource(resource.type)) return resource.physicalId;
    return inventedPhysicalId({ account, stackName: stack.name, logicalId: resource.logicalId, token: 'undo' });
  }
}

/** Brings back what was changed, except for what a person has decided to skip. */
export async function finishRollBack(operation: StackOperation, prefix: string, skipped: readonly string[] = []): Promise<void> {
  const { account, stack, changes, resources } = operation;
  const undone = new Map(changes.filter(({ before }) => before).map((change) => [change.logicalId, change]));
  // What was brought back before is as it was.
  const open = [...undone.keys()].filter((logicalId) => !skipped.includes(logicalId) && !operation.reverted.has(logicalId));
  try {
    await operation.through(open, (logicalId) => undone.get(logicalId)!.before!.dependencies, async (logicalId) => {
      const { kind, before } = undone.get(logicalId)!;
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
  for (const logicalId of skipped) stack.setResource(logicalId, stack.resources.get(logicalId)!, 'UPDATE_COMPLETE');
  if (prefix === 'UPDATE_ROLLBACK') stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const added = changes.filter(({ before }) => !before).map(({ logicalId, kind }): Obsolete => {
    const resource = stack.resources.get(logicalId)!;
    const isImported = kind === 'import';
    const physicalId = resource.physicalId ?? (isCustomResource(resource.type) ? inventedPhysicalId({ account, stackName: stack.name, logicalId, token: 'undo' }) : undefined);
    return { ...resource, physicalId, isGoing: true, isUndone: true, policy: isImported ? 'Retain' : resource.definition.DeletionPolicy };
  });
  await new CleanUp(account, stack, resources).run([...added, ...operation.leftBehind]);
  stack.target = undefined;
  stack.setStatus(`${prefix}_COMPLETE`);
}
