import { StatesError } from './states-error';
import { notSimulated } from '../wire/aws-error';

/** Follows a reference path such as `$.plan.waitSeconds`. */
export function readPath(path: string, data: unknown): unknown {
  return steps(path).reduce<unknown>((node, step) => {
    if (typeof node !== 'object' || node === null || !(step in node)) {
      throw new StatesError('States.Runtime', `The path '${path}' could not be found in the input.`);
    }
    return (node as Record<string, unknown>)[step];
  }, data);
}

/** Puts a value at a reference path and returns the new data. */
export function writePath(path: string | undefined | null, data: unknown, value: unknown): unknown {
  if (path === null) return data;
  const [first, ...rest] = steps(path ?? '$');
  if (first === undefined) return value;
  const object = { ...data as Record<string, unknown> };
  object[first] = writePath(['$', ...rest].join('.'), object[first] ?? {}, value);
  return object;
}

function steps(path: string): string[] {
  if (path === '$') return [];
  if (!/^\$(\.[A-Za-z_]\w*)+$/.test(path)) throw notSimulated(`The path ${path}`);
  return path.slice(2).split('.');
}
