import { functionIn, resolve, type Scope } from './intrinsics';
import { invalid, type OutputDeclaration, type Template, type TemplateResource } from './template';

export type ParameterValues = Readonly<Record<string, unknown>>;

/** The value of each parameter: as given, as it was in the deployed stack, or its default. */
export function parameterValues(template: Template, given: ParameterValues): Record<string, unknown> {
  const declared = template.Parameters ?? {};
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw invalid(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const missing = Object.keys(declared).filter((name) => given[name] === undefined && declared[name].Default === undefined);
  if (missing.length > 0) throw invalid(`Parameters: [${missing.join(', ')}] must have values`);
  return Object.fromEntries(Object.entries(declared).map(([name, { Type, Default, AllowedValues }]) => {
    const value = given[name] ?? Default;
    if (AllowedValues && !AllowedValues.map(String).includes(String(value))) {
      throw invalid(`Parameter '${name}' must be one of AllowedValues`);
    }
    return [name, /^(List<|CommaDelimitedList)/.test(Type) && !Array.isArray(value) ? String(value).split(',').map((element) => element.trim()) : value];
  }));
}

/** A template with its conditions decided: resources and values that are not wanted are gone. */
export interface Evaluated {
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
}

/** Conditions depend on parameters and mappings only. */
export function evaluate(template: Template, scope: Pick<Scope, 'condition'>): Evaluated {
  const wanted = <T extends { readonly Condition?: string }>(block: Readonly<Record<string, T>> = {}) => Object.fromEntries(Object.entries(block)
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([name, { Condition: _, ...rest }]) => [name, decide(rest, scope) as T]));
  return { resources: wanted(template.Resources), outputs: wanted(template.Outputs) };
}

/** Replaces every `Fn::If` by the value that it chooses. */
function decide(value: unknown, scope: Pick<Scope, 'condition'>): unknown {
  if (Array.isArray(value)) return value.map((element) => decide(element, scope));
  const call = functionIn(value);
  if (call?.name === 'Fn::If') {
    const [condition, yes, no] = call.argument as [string, unknown, unknown];
    return decide(scope.condition(condition) ? yes : no, scope);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, decide(element, scope)]));
}

/** What a template can say about itself: parameters, pseudo parameters, mappings and conditions. */
export function ownScope(template: Template, values: ParameterValues, pseudo: Readonly<Record<string, unknown>>, zones: Scope['zones']) {
  const scope = {
    ref(name: string): unknown {
      if (name in pseudo) return pseudo[name];
      if (name in values) return values[name];
      throw invalid(`Template validation error: unresolved reference ${name}`);
    },
    mapped(map: string, first: string, second: string): unknown {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) throw invalid(`Template error: Unable to get mapping for ${map}::${first}::${second}`);
      return value;
    },
    condition(name: string): boolean {
      if (template.Conditions?.[name] === undefined) throw invalid(`Template error: unresolved condition dependency ${name}`);
      return resolve(template.Conditions[name], { ...scope, attribute: noResources, importValue: noResources }) === true;
    },
    zones,
  };
  return scope;
}

function noResources(): never {
  throw invalid('Template error: a condition can refer to parameters and mappings only.');
}
