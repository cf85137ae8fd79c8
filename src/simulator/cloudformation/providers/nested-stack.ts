import { readFileSync } from 'node:fs';
import { generatedName, type ProviderContext, type ResourceProvider } from './provider';
import { notSimulated } from '../../wire/aws-error';
import { requireCapabilities } from '../operations/capabilities';
import { deleteStack } from '../operations/delete-stack';
import { sourceOf } from '../operations/source';
import { StackOperation } from '../operations/stack-operation';
import { type Properties, ResourceFailure } from '../resource';
import type { Stack } from '../stack';

/** A stack within a stack: it is undone and cleaned up together with its parent. */
export const nestedStack: ResourceProvider = {
  models: ['TemplateURL', 'Parameters', 'Tags'],

  async create(context, properties) {
    const { account, stackId } = context;
    const stack = account.cloudFormation.add(generatedName(context, 128), account.cloudFormation.require(stackId));
    inherit(stack, properties);
    context.onPhysicalId(stack.id);
    stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
    await apply(new StackOperation(account, stack, 'CREATE', source(context, properties)), 'created');
    stack.setStatus('CREATE_COMPLETE');
    return { physicalId: stack.id, attributes: outputsOf(stack) };
  },

  async update(context, { physicalId }, properties) {
    const stack = context.account.cloudFormation.require(physicalId);
    inherit(stack, properties);
    if (context.isRollback) {
      await stack.operation!.rollBack('Rollback of the parent stack');
      return { physicalId, attributes: outputsOf(stack) };
    }
    stack.setStatus('UPDATE_IN_PROGRESS', 'User Initiated');
    await apply(new StackOperation(context.account, stack, 'UPDATE', source(context, properties)), 'updated');
    return { physicalId, attributes: outputsOf(stack) };
  },

  async delete({ account }, { physicalId }) {
    const stack = account.cloudFormation.require(physicalId);
    if (stack.exists && !await deleteStack(account, stack)) throw new ResourceFailure(`Embedded stack ${physicalId} could not be deleted: ${stack.reason}`);
  },
};

/** The tags of the parent come with the properties. */
function inherit(stack: Stack, { Tags = [] }: Properties): void {
  const { roleArn, capabilities } = stack.parent!;
  Object.assign(stack, { tags: Tags, roleArn, capabilities });
}

async function apply(operation: StackOperation, done: string): Promise<void> {
  const { stack, kind } = operation;
  try {
    if (stack.capabilities) requireCapabilities(operation.target.template, stack.capabilities);
    await operation.apply();
  } catch (error) {
    stack.setStatus(`${kind}_FAILED`, (error as Error).message);
    const reason = stack.firstFailure(operation.startedAtMillis)?.reason ?? (error as Error).message;
    throw new ResourceFailure(`Embedded stack ${stack.id} was not successfully ${done}: ${reason}`, stack.id);
  }
}

function outputsOf(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(stack.outputs.map(({ key, value }) => [`Outputs.${key}`, value]));
}

function source({ account, logicalId }: ProviderContext, { TemplateURL, Parameters }: Properties) {
  const file = account.cloudFormation.assets.get(String(TemplateURL).split('/').at(-1)!);
  if (file === undefined) throw notSimulated(`The template ${String(TemplateURL)} of nested stack ${logicalId}`);
  return sourceOf(readFileSync(file, 'utf8'), Parameters as Record<string, unknown> | undefined);
}
