import { notSimulated } from '../wire/aws-error';

/** Where the values of references come from. */
export interface Scope {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
}

/** Replaces the intrinsic functions in a value. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((element) => resolve(element, scope));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) return call(entries[0][0], entries[0][1], scope);
  return Object.fromEntries(entries.map(([key, element]) => [key, resolve(element, scope)]));
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref': return scope.ref(argument as string);
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = typeof argument === 'string' ? argument.split(/\.(.*)/) : argument as string[];
      return scope.attribute(logicalId, attribute);
    }
    case 'Fn::ImportValue': return scope.importValue(String(resolve(argument, scope)));
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown];
      return (resolve(parts, scope) as unknown[]).map(String).join(separator);
    }
    case 'Fn::Sub': {
      const [text, values] = Array.isArray(argument) ? argument as [string, Record<string, unknown>] : [argument as string, {}];
      return text.replace(/\$\{([^!}]+)\}/g, (_, key: string) => String(
        key in values ? resolve(values[key], scope) : key.includes('.') ? call('Fn::GetAtt', key, scope) : scope.ref(key)));
    }
    default: throw notSimulated(`The intrinsic function ${name}`);
  }
}
