import type { SimulatedAccount } from '../account';
import { scopeOf } from './operations/scope';
import { StackOperation } from './operations/stack-operation';
import { providerOf } from './providers';
import { attributesOf } from './providers/other';
import { CANCELLED, type Properties } from './resource';
import type { Stack, StackSource } from './stack';
import { evaluate } from './templates/evaluate';
import { resolve } from './templates/intrinsics';
import { dependenciesOf } from './templates/references';

/** A stack as it was deployed before the simulation begins. */
export interface DeployedBefore {
  readonly name: string;
  readonly source: StackSource;
  /** As DescribeStackResources tells them, by logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** What an update left behind that could not be undone: the stack is in `UPDATE_ROLLBACK_FAILED`. @default - the stack is at rest */
  readonly failedRollback?: FailedRollback;
}

export interface FailedRollback {
  /** Why resources of the template are in `UPDATE_FAILED`, by logical id. */
  readonly failed: ReadonlyMap<string, string>;
  /** What the update had made, and what the end of its rollback deletes. */
  readonly added: readonly AddedResource[];
}

export interface AddedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** Puts a deployed stack into the account, without making any of its resources. */
export function loadStack(account: SimulatedAccount, { name, source, physicalIds, failedRollback }: DeployedBefore): Stack {
  const stack = account.cloudFormation.add(name);
  const scope = scopeOf(account, stack, source);
  const { resources, outputs } = evaluate(source.template, scope);
  const load = (logicalId: string): void => {
    const physicalId = physicalIds.get(logicalId);
    if (physicalId === undefined || stack.resources.has(logicalId)) return;
    const definition = resources[logicalId];
    const dependencies = dependenciesOf(definition, resources);
    dependencies.forEach(load);
    const properties = resolve(definition.Properties ?? {}, scope) as Properties;
    const madeUp = attributesOf({ account, type: definition.Type }, physicalId, properties);
    const attributes = { ...madeUp, ...providerOf(definition.Type).attributes?.(account, physicalId) };
    stack.setResource(logicalId, { physicalId, properties, attributes, definition, dependencies }, 'CREATE_COMPLETE');
    if (definition.Type === 'AWS::SecretsManager::Secret') account.cloudFormation.secrets.remember(physicalId, properties);
  };
  Object.keys(resources).forEach(load);
  stack.outputs = Object.entries(outputs).map(([key, declaration]) => ({
    key,
    declaration,
    value: String(resolve(declaration.Value, scope)),
    ...(declaration.Export ? { exportName: String(resolve(declaration.Export.Name, scope)) } : {}),
  }));
  stack.source = source;
  stack.setStatus('CREATE_COMPLETE');
  if (failedRollback) interrupt(account, stack, source, failedRollback);
  return stack;
}

/** The update whose rollback failed. Its template is not known: it made the resources what they are now. */
function interrupt(account: SimulatedAccount, stack: Stack, source: StackSource, { failed, added }: FailedRollback): void {
  const operation = new StackOperation(account, stack, 'UPDATE', source);
  for (const [logicalId, reason] of failed) {
    const before = stack.resources.get(logicalId)!;
    const live = providerOf(before.type).read?.(account, before.physicalId!) ?? {};
    const properties = Object.fromEntries(Object.entries(before.properties).map(([name, value]) => [name, live[name] ?? value]));
    operation.changes.push({ kind: 'update', logicalId, before, properties: [] });
    stack.setResource(logicalId, { ...before, properties }, 'UPDATE_FAILED', reason);
  }
  for (const { logicalId, type, physicalId } of added) {
    operation.changes.push({ kind: 'create', logicalId, properties: [] });
    stack.setResource(logicalId, { physicalId, properties: {}, attributes: {}, definition: { Type: type }, dependencies: [] }, 'CREATE_COMPLETE');
  }
  stack.setStatus('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${[...failed].filter(([, reason]) => !CANCELLED.test(reason)).map(([id]) => id).join(', ')}]. `);
}
