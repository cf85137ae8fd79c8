import { invalid } from './template';
import { notSimulated } from '../../wire/aws-error';

/** Where the values in a template come from. */
export interface Scope {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
  condition(name: string): boolean;
  mapped(map: string, first: string, second: string): unknown;
  /** The Availability Zones of a Region. */
  zones(region: string): string[];
}

type Call = (argument: any, scope: Scope) => unknown;

/** Replaces the functions in a value. What is `AWS::NoValue` is left out. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((element) => resolve(element, scope)).filter((element) => element !== undefined);
  const call = functionIn(value);
  if (call) return known(call.name)(call.argument, scope);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, element]) => [key, resolve(element, scope)] as const);
  return Object.fromEntries(entries.filter(([, element]) => element !== undefined));
}

/** The function that a value is a call of. */
export function functionIn(value: unknown): { readonly name: string; readonly argument: unknown } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length !== 1) return undefined;
  const [[name, argument]] = entries;
  const isCall = name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');
  return isCall ? { name, argument } : undefined;
}

/** Names every function in the value that is not modelled. */
export function requireModelled(value: unknown): void {
  const call = functionIn(value);
  if (call) known(call.name);
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(requireModelled);
}

/** The variables in the text of a `Fn::Sub`: `${Cluster.Endpoint.Address}`, not `${!Literal}`. */
export const SUB_VARIABLE = /\$\{([^!}][^}]*)\}/g;

const FUNCTIONS: Readonly<Record<string, Call>> = {
  'Ref': (logicalId, scope) => scope.ref(logicalId),
  'Condition': (name, scope) => scope.condition(name),
  'Fn::GetAtt': (argument, scope) => scope.attribute(...attributeIn(argument, scope)),
  'Fn::ImportValue': (name, scope) => scope.importValue(String(resolve(name, scope))),
  'Fn::Join': ([separator, parts], scope) => (resolve(parts, scope) as unknown[]).map(String).join(separator),
  'Fn::Split': ([separator, text], scope) => String(resolve(text, scope)).split(separator),
  'Fn::Select': ([index, list], scope) => select(Number(resolve(index, scope)), resolve(list, scope) as unknown[]),
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::If': ([condition, yes, no], scope) => resolve(scope.condition(condition) ? yes : no, scope),
  'Fn::Equals': ([a, b], scope) => String(resolve(a, scope)) === String(resolve(b, scope)),
  'Fn::And': (conditions, scope) => conditions.every((condition: unknown) => resolve(condition, scope)),
  'Fn::Or': (conditions, scope) => conditions.some((condition: unknown) => resolve(condition, scope)),
  'Fn::Not': ([condition], scope) => !resolve(condition, scope),
  'Fn::FindInMap': (path, scope) => scope.mapped(...(path.map((step: unknown) => String(resolve(step, scope))) as [string, string, string])),
  'Fn::Base64': (text, scope) => Buffer.from(String(resolve(text, scope))).toString('base64'),
  'Fn::GetAZs': (region, scope) => scope.zones(String(resolve(region, scope) ?? '')),
};

function known(name: string): Call {
  const call = FUNCTIONS[name];
  if (!call) throw notSimulated(`The intrinsic function ${name}`);
  return call;
}

function attributeIn(argument: unknown, scope: Scope): [string, string] {
  const [logicalId, attribute] = typeof argument === 'string' ? argument.split(/\.(.*)/s) : argument as [string, unknown];
  return [logicalId as string, String(resolve(attribute, scope))];
}

function select(index: number, list: unknown[]): unknown {
  if (!(index in list)) throw invalid('Template error: Fn::Select cannot select nonexistent value at index ' + index);
  return list[index];
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, values] = Array.isArray(argument) ? argument as [string, Record<string, unknown>] : [argument as string, {}];
  return text.replace(SUB_VARIABLE, (_, name: string) => String(
    name in values ? resolve(values[name], scope) : name.includes('.') ? scope.attribute(...attributeIn(name, scope)) : scope.ref(name),
  )).replace(/\$\{!/g, '${');
}
