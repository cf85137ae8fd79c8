import { functionIn, requireModelled, SUB_VARIABLE } from './intrinsics';
import { invalid, type Template, type TemplateResource } from './template';

/** What a value refers to: parameters, pseudo parameters and resources. */
function referencesIn(value: unknown): string[] {
  const call = functionIn(value);
  if (call?.name === 'Ref') return [String(call.argument)];
  if (call?.name === 'Fn::GetAtt') return [typeof call.argument === 'string' ? call.argument.split('.')[0] : String((call.argument as unknown[])[0])];
  if (call?.name === 'Fn::Sub') {
    const [text, values] = Array.isArray(call.argument) ? call.argument as [string, object] : [call.argument as string, {}];
    const named = [...text.matchAll(SUB_VARIABLE)].map(([, name]) => name).filter((name) => !(name in values)).map((name) => name.split('.')[0]);
    return [...named, ...referencesIn(values)];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

/** The resources that must be there before this one. */
export function dependenciesOf(resource: TemplateResource, resources: Template['Resources']): string[] {
  const explicit = resource.DependsOn === undefined ? [] : [resource.DependsOn].flat();
  return [...new Set([...explicit, ...referencesIn(resource.Properties ?? {})])].filter((name) => name in resources);
}

/** What CloudFormation checks before it begins: every reference leads somewhere, and none of them in a circle. */
export function checkReferences(template: Template): void {
  requireModelled(template.Resources);
  requireModelled(template.Outputs ?? {});
  const known = (name: string) => name in template.Resources || name in (template.Parameters ?? {}) || name.startsWith('AWS::');
  for (const block of ['Resources', 'Outputs'] as const) {
    const explicit = block === 'Resources' ? Object.values(template.Resources).flatMap(({ DependsOn }) => DependsOn ?? []) : [];
    const missing = [...new Set([...explicit, ...referencesIn(withoutNames(template[block] ?? {}))])].filter((name) => !known(name));
    if (missing.length > 0) throw invalid(`Template format error: Unresolved resource dependencies [${missing.join(', ')}] in the ${block} block of the template`);
  }
  const circle = findCircle(template.Resources);
  if (circle.length > 0) throw invalid(`Circular dependency between resources: [${circle.join(', ')}]`);
}

/** A resource may be called `Ref`. */
function withoutNames(block: object): unknown[] {
  return Object.values(block);
}

function findCircle(resources: Template['Resources']): string[] {
  let left = Object.keys(resources);
  for (;;) {
    const rest = left.filter((name) => dependenciesOf(resources[name], resources).some((before) => left.includes(before)));
    if (rest.length === left.length) return rest;
    left = rest;
  }
}
