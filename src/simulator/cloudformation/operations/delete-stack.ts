import type { SimulatedAccount } from '../../account';
import type { Stack } from '../stack';
import { CleanUp, type Obsolete } from './clean-up';
import { StackOperation } from './stack-operation';

/** True when nothing of the stack is left but what is retained on purpose. */
export async function deleteStack(account: SimulatedAccount, stack: Stack, retained: readonly string[] = []): Promise<boolean> {
  stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
  const used = stack.outputs
    .map(({ exportName = '' }) => ({ exportName, by: account.cloudFormation.importersOf(exportName, stack) }))
    .find(({ by }) => by.length > 0);
  if (used) {
    stack.setStatus('DELETE_FAILED', `Export ${used.exportName} cannot be deleted as it is in use by ${used.by.join(', ')}`);
    return false;
  }
  const { resources } = new StackOperation(account, stack, 'UPDATE', stack.source ?? { text: '', template: { Resources: {} }, parameters: {} });
  const obsolete = [...stack.resources.values()].filter(({ status }) => !['DELETE_COMPLETE', 'DELETE_SKIPPED'].includes(status))
    .map((resource): Obsolete => ({ ...resource, policy: retained.includes(resource.logicalId) ? 'Retain' : resource.definition.DeletionPolicy, isGoing: true }));
  const left = await new CleanUp(account, stack, resources).run(obsolete, 1);
  const failed = [...stack.resources.values()].filter(({ status }) => status === 'DELETE_FAILED').map(({ logicalId }) => logicalId);
  if (left) stack.setStatus('DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
  else stack.setStatus('DELETE_COMPLETE');
  return !left;
}
