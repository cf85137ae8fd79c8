import { Reference, show, Unresolved, type Value } from './values';
import { functionIn, SUB_VARIABLE } from '../../simulator/cloudformation/templates/intrinsics';
import type { Template } from '../../simulator/cloudformation/templates/template';

/** What is known around a template. */
export interface Surroundings {
  readonly template: Template;
  /** Before the logical ids, so that resources of all stacks can be told apart. */
  readonly prefix: string;
  /** The value of a parameter, where it is known. */
  parameter(name: string): Value;
  /** The output of a nested stack. */
  output(nestedStack: string, output: string): Value;
  importValue(name: string): Value;
}

/** A value as far as the templates determine it. */
export function resolve(value: unknown, around: Surroundings): Value {
  if (Array.isArray(value)) return value.map((element) => resolve(element, around)).filter((element) => element !== undefined);
  const call = functionIn(value);
  if (call) return evaluate(call.name, call.argument, around);
  if (typeof value !== 'object' || value === null) return value as Value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, resolve(element, around)]));
}

/** Does a condition hold? Nothing when that cannot be told. */
export function holds(condition: string | undefined, around: Surroundings): boolean | undefined {
  if (condition === undefined) return true;
  const value = resolve(around.template.Conditions?.[condition], around);
  return typeof value === 'boolean' ? value : undefined;
}

function evaluate(name: string, argument: unknown, around: Surroundings): Value {
  switch (name) {
    case 'Ref': return reference(String(argument), around);
    case 'Fn::GetAtt': return attribute(argument, around);
    case 'Fn::Sub': return substitute(argument, around);
    case 'Fn::If': return choose(argument as [string, unknown, unknown], around);
    case 'Condition': return holds(String(argument), around) ?? unresolved(name, [resolve(around.template.Conditions?.[String(argument)], around)]);
  }
  const resolved = resolve(argument, around);
  const args = Array.isArray(resolved) ? resolved as Value[] : [resolved];
  switch (name) {
    case 'Fn::Join': return join(String(args[0]), args[1], name, args);
    case 'Fn::Select': return Array.isArray(args[1]) && isPlain(args[0]) ? args[1][Number(args[0])] as Value : unresolved(name, args);
    case 'Fn::Split': return isPlain(args[1]) ? String(args[1]).split(String(args[0])) : unresolved(name, args);
    case 'Fn::FindInMap': return mapped(args, around);
    case 'Fn::ImportValue': return isPlain(args[0]) ? around.importValue(String(args[0])) : unresolved(name, args);
    case 'Fn::Equals': return isPlain(args[0]) && isPlain(args[1]) ? String(args[0]) === String(args[1])
      : show(args[0]) === show(args[1]) || unresolved(name, args);
    case 'Fn::Not': return typeof args[0] === 'boolean' ? !args[0] : unresolved(name, args);
    case 'Fn::And': return args.includes(false) ? false : args.every((part) => part === true) || unresolved(name, args);
    case 'Fn::Or': return args.includes(true) ? true : args.every((part) => part === false) ? false : unresolved(name, args);
    default: return unresolved(name, args);
  }
}

function reference(name: string, around: Surroundings): Value {
  if (name === 'AWS::NoValue') return undefined;
  if (name.startsWith('AWS::')) return new Unresolved(name);
  const declared = around.template.Parameters?.[name];
  if (!declared) return new Reference(around.prefix + name);
  // An update keeps a parameter's value, unless it is given anew; what a changed default does cannot be told.
  return around.parameter(name) ?? new Unresolved(`parameter ${name}${declared.Default === undefined ? '' : ` (default ${String(declared.Default)})`}`);
}

function attribute(argument: unknown, around: Surroundings): Value {
  const [logicalId, name] = typeof argument === 'string' ? argument.split(/\.(.*)/s) : argument as [string, unknown];
  const resolved = resolve(name, around);
  if (around.template.Resources[logicalId as string]?.Type === 'AWS::CloudFormation::Stack' && String(resolved).startsWith('Outputs.')) {
    return around.output(logicalId as string, String(resolved).slice('Outputs.'.length));
  }
  return new Reference(around.prefix + String(logicalId), show(resolved));
}

function choose([condition, yes, no]: [string, unknown, unknown], around: Surroundings): Value {
  const held = holds(condition, around);
  if (held !== undefined) return resolve(held ? yes : no, around);
  const parts = [resolve(around.template.Conditions?.[condition], around), resolve(yes, around), resolve(no, around)];
  return new Unresolved(`if ${parts.map(show).join(', ')}`, parts);
}

function substitute(argument: unknown, around: Surroundings): Value {
  const [text, values] = Array.isArray(argument) ? argument as [string, Record<string, unknown>] : [String(argument), {}];
  const parts: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(SUB_VARIABLE)) {
    const [whole, name] = match;
    parts.push(text.slice(end, match.index));
    parts.push(name in values ? resolve(values[name], around) : name.includes('.') ? attribute(name, around) : reference(name, around));
    end = match.index + whole.length;
  }
  return concatenate([...parts, text.slice(end)].map((part) => typeof part === 'string' ? part.replace(/\$\{!/g, '${') : part));
}

function join(delimiter: string, list: Value, name: string, args: readonly Value[]): Value {
  return Array.isArray(list) ? concatenate(list.flatMap((part: Value, index) => index === 0 ? [part] : [delimiter, part])) : unresolved(name, args);
}

/** One text out of many, so that `Fn::Sub` and `Fn::Join` can be compared. */
function concatenate(parts: readonly Value[]): Value {
  const [only] = parts.filter((part) => part !== '');
  if (parts.every(isPlain)) return parts.join('');
  if (parts.filter((part) => part !== '').length === 1) return only;
  return new Unresolved(parts.map((part) => isPlain(part) ? String(part) : `\u2039${show(part)}\u203a`).join(''), parts);
}

function mapped(args: readonly Value[], { template }: Surroundings): Value {
  const map = template.Mappings?.[String(args[0])];
  if (args.every(isPlain)) return map?.[String(args[1])]?.[String(args[2])] as Value;
  return unresolved('Fn::FindInMap', [map as Value, ...args.slice(1)]);
}

function unresolved(name: string, args: readonly Value[]): Unresolved {
  return new Unresolved(`${name.replace('Fn::', '')}(${args.map(show).join(', ')})`, args);
}

function isPlain(value: Value): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
