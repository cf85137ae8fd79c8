import { runtimeError } from './states-error';
import { notSimulated } from '../wire/aws-error';

const STEP = /^(?:\.([A-Za-z_][\w-]*)|\['([^'\]]+)'\]|\[(\d+)\])/;

/** What a path begins from: `$` is the data, `$$` the context object. */
export interface Sources {
  readonly data: unknown;
  readonly context: object;
}

/** Follows a path such as `$.plan.waitSeconds`, `$.items[0]` or `$$.Task.Token`. */
export function readPath(path: string, sources: Sources): unknown {
  const found = findPath(path, sources);
  if (!found) throw runtimeError(`The JSONPath '${path}' could not be found in the input '${JSON.stringify(sources.data)}'`);
  return found.value;
}

/** The value at a path, or nothing when the path leads nowhere. */
export function findPath(path: string, { data, context }: Sources): { readonly value: unknown } | undefined {
  const fromContext = path.startsWith('$$');
  let node: unknown = fromContext ? context : data;
  for (const step of steps(fromContext ? path.slice(1) : path)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string | number, unknown>)[step];
  }
  return { value: node };
}

/** Puts a value at a reference path and returns the new data; with `null` the value is dropped. */
export function writePath(path: string | undefined | null, data: unknown, value: unknown): unknown {
  return path === null ? data : write(steps(path ?? '$'), data, value);
}

function write([first, ...rest]: readonly (string | number)[], data: unknown, value: unknown): unknown {
  if (first === undefined) return value;
  if (typeof first === 'number') throw notSimulated('A ResultPath into a list');
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw runtimeError(`Unable to apply ResultPath to input '${JSON.stringify(data)}'`);
  }
  const object = data as Record<string, unknown>;
  return { ...object, [first]: write(rest, rest.length > 0 ? object[first] ?? {} : undefined, value) };
}

function steps(path: string): (string | number)[] {
  const found: (string | number)[] = [];
  let rest = path.slice(1);
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (!path.startsWith('$') || !match) throw notSimulated(`The path ${path}`);
    found.push(match[1] ?? match[2] ?? Number(match[3]));
    rest = rest.slice(match[0].length);
  }
  return found;
}
