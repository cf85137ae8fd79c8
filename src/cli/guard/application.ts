import type { Stack } from './read-stacks';
import { holds, resolve, type Surroundings } from './resolve';
import { Unresolved, type Value } from './values';
import type { DeletionPolicy } from '../../simulator/cloudformation/templates/template';

/** A resource of one of the stacks, with its properties as far as the templates determine them. */
export interface Resource {
  /** Unique over all stacks. */
  readonly id: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, Value>>;
  readonly deletionPolicy?: DeletionPolicy;
  readonly updateReplacePolicy?: DeletionPolicy;
  /** Nothing when nobody can tell whether its condition holds. */
  readonly isThere: true | undefined;
}

export type Application = ReadonlyMap<string, Resource>;

/** Resolves all stacks together: nested stacks see their parameters, and imports see the exports. */
export function applicationOf(stacks: readonly Stack[], parameters: Readonly<Record<string, string>>): Application {
  const scopes = stacks.flatMap((stack) => scopesOf(stack, stack.name, (name) => parameters[name], (name) => imported(name)));
  const exported = new Map<string, () => Value>();
  for (const { around } of scopes) {
    for (const { Export, Value: value } of Object.values(around.template.Outputs ?? {})) {
      const name = Export && resolve(Export.Name, around);
      if (typeof name === 'string') exported.set(name, () => resolve(value, around));
    }
  }
  const imported = (name: string): Value => exported.get(name)?.() ?? new Unresolved(`import of ${name}`);
  return new Map(scopes.flatMap(({ name, around }) => resourcesOf(name, around)).map((resource) => [resource.id, resource]));
}

interface Scope {
  readonly name: string;
  readonly around: Surroundings;
}

function scopesOf(stack: Stack, name: string, parameter: Surroundings['parameter'], importValue: Surroundings['importValue']): Scope[] {
  const children: Scope[] = [];
  const prefix = name === '' ? '' : `${name}/`;
  const around: Surroundings = {
    template: stack.template,
    prefix,
    parameter,
    importValue,
    output: (nestedStack, output) => {
      const child = children.find((candidate) => candidate.name === prefix + nestedStack);
      const declared = child?.around.template.Outputs?.[output];
      return child && declared ? resolve(declared.Value, child.around) : new Unresolved(`output ${output} of ${nestedStack}`);
    },
  };
  for (const [logicalId, nested] of Object.entries(stack.nested)) {
    const given = stack.template.Resources[logicalId].Properties?.Parameters as Record<string, unknown> | undefined;
    const parameterOf = (parameterName: string) => given && parameterName in given ? resolve(given[parameterName], around) : undefined;
    children.push(...scopesOf(nested, prefix + logicalId, parameterOf, importValue));
  }
  return [{ name, around }, ...children];
}

function resourcesOf(stack: string, around: Surroundings): Resource[] {
  return Object.entries(around.template.Resources)
    .map(([logicalId, resource]) => [logicalId, resource, holds(resource.Condition, around)] as const)
    .flatMap(([logicalId, resource, isThere]) => isThere === false ? [] : [{
      id: around.prefix + logicalId,
      stack,
      logicalId,
      type: resource.Type,
      properties: resolve(resource.Properties ?? {}, around) as Resource['properties'],
      deletionPolicy: resource.DeletionPolicy,
      updateReplacePolicy: resource.UpdateReplacePolicy,
      isThere,
    }]);
}
