import type { SimulatedAccount } from '../account';
import { scopeOf } from './operations/scope';
import { providerOf } from './providers';
import { attributesOf } from './providers/other';
import type { Properties } from './resource';
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
}

/** Puts a deployed stack into the account, without making any of its resources. */
export function loadStack(account: SimulatedAccount, { name, source, physicalIds }: DeployedBefore): Stack {
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
  return stack;
}
