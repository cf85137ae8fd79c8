import { functionIn, SUB_VARIABLE } from '../../simulator/cloudformation/templates/intrinsics';

/** What a reference to a resource that is away for a while stood for. */
export interface Literals {
  ref(logicalId: string): string | undefined;
  attribute(logicalId: string, name: string): string | undefined;
}

/** Puts values in the place of references, so that nobody notices that the resources have left the template. */
export function withLiterals(value: unknown, away: readonly string[], literals: Literals): unknown {
  const walk = (inner: unknown): unknown => withLiterals(inner, away, literals);
  if (Array.isArray(value)) return value.map(walk);
  const call = functionIn(value);
  if (call?.name === 'Ref' && away.includes(String(call.argument))) return literals.ref(String(call.argument)) ?? value;
  if (call?.name === 'Fn::GetAtt') {
    const [logicalId, name] = attributeIn(call.argument);
    if (away.includes(logicalId)) return literals.attribute(logicalId, name) ?? value;
  }
  if (call?.name === 'Fn::Sub') {
    const [text, values] = Array.isArray(call.argument) ? call.argument as [string, Record<string, unknown>] : [String(call.argument), undefined];
    const replaced = text.replace(SUB_VARIABLE, (whole, name: string) => {
      const [logicalId, attribute] = attributeIn(name);
      if (!away.includes(logicalId) || (values && name in values)) return whole;
      return (attribute ? literals.attribute(logicalId, attribute) : literals.ref(logicalId)) ?? whole;
    });
    return { 'Fn::Sub': values ? [replaced, walk(values)] : replaced };
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, walk(element)]));
}

function attributeIn(argument: unknown): [string, string] {
  if (Array.isArray(argument)) return [String(argument[0]), String(argument[1])];
  const [logicalId, name = ''] = String(argument).split(/\.(.*)/s);
  return [logicalId, name];
}
