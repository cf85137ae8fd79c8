import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError, notSimulated } from './aws-error';

type Tree = { [key: string]: Tree | string };

/** Reads the flat form of the Query protocol (`Filters.Filter.1.Name=…`) into the shape of the operation's input. */
export function parseQuery(form: URLSearchParams, schema: NormalizedSchema): Record<string, unknown> {
  const tree: Tree = {};
  for (const [key, value] of form) {
    if (key === 'Action' || key === 'Version') continue;
    const path = key.split('.');
    let node = tree;
    for (const step of path.slice(0, -1)) node = (node[step] ??= {}) as Tree;
    node[path.at(-1)!] = value;
  }
  return readStructure(tree, schema, '');
}

function readStructure(tree: Tree, schema: NormalizedSchema, path: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const unknown = new Set(Object.keys(tree));
  for (const [name, member] of schema.structIterator()) {
    const wireName = String(member.getMergedTraits().xmlName ?? name);
    if (!(wireName in tree)) continue;
    unknown.delete(wireName);
    result[name] = read(tree[wireName], member, path + name);
  }
  if (unknown.size > 0) throw notSimulated(`Parameter ${[...unknown].map((name) => path + name).join(', ')}`);
  return result;
}

function read(node: Tree | string, schema: NormalizedSchema, path: string): unknown {
  if (schema.isStructSchema()) return readStructure(branch(node), schema, `${path}.`);
  if (schema.isListSchema()) return readList(branch(node), schema.getValueSchema(), path);
  if (schema.isMapSchema()) return readMap(branch(node), schema.getValueSchema(), path);
  if (typeof node !== 'string') throw new AwsError('MalformedQueryString', `${path} must be a single value.`);
  if (schema.isBooleanSchema()) return readBoolean(node, path);
  if (schema.isNumericSchema()) return readNumber(node, path);
  if (schema.isTimestampSchema()) return new Date(node);
  if (schema.isStringSchema()) return node;
  throw notSimulated(`The type of parameter ${path}`);
}

function readList(tree: Tree, element: NormalizedSchema, path: string): unknown[] {
  const named = tree[String(element.getMergedTraits().xmlName ?? 'member')] ?? tree.member ?? tree;
  return Object.entries(branch(named))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([index, node]) => read(node, element, `${path}.${index}`));
}

/** `ResourceIdentifier.entry.1.key=DBClusterIdentifier`, and its value. */
function readMap(tree: Tree, value: NormalizedSchema, path: string): Record<string, unknown> {
  const entries = Object.values(branch(tree.entry ?? tree)).map(branch);
  return Object.fromEntries(entries.map((entry) => [String(entry.key), read(entry.value, value, `${path}.${String(entry.key)}`)]));
}

/** An empty list or structure is one empty value on the wire. */
function branch(node: Tree | string): Tree {
  return typeof node === 'string' ? {} : node;
}

function readBoolean(text: string, path: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new AwsError('MalformedInput', `${path} must be true or false, got ${text}.`);
}

function readNumber(text: string, path: string): number {
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) throw new AwsError('MalformedInput', `${path} must be a number, got ${text}.`);
  return value;
}
