/** What the templates alone do not say: the same texts have the same value, different ones may have it, too. */
export class Unresolved {
  constructor(readonly text: string, readonly parts: readonly Value[] = []) {}
}

/** The name or an attribute of a resource. */
export class Reference {
  constructor(readonly resource: string, readonly attribute?: string) {}
}

export type Value = undefined | null | string | number | boolean | Unresolved | Reference | readonly Value[] | { readonly [key: string]: Value };

export type Difference = 'same' | 'different' | 'cannot tell';

/** Will this resource be another one afterwards? */
export type Fate = (resource: string) => Difference;

/** Do two values differ? A reference to a resource that is replaced differs from itself. */
export function difference(before: Value, after: Value, fate: Fate): Difference {
  if (isAbsent(before) || isAbsent(after)) return isAbsent(before) && isAbsent(after) ? 'same' : whetherItIsThere(before, after);
  if (before instanceof Reference && after instanceof Reference) {
    if (before.resource !== after.resource) return before.attribute === after.attribute ? 'different' : 'cannot tell';
    return before.attribute === after.attribute ? fate(before.resource) : 'cannot tell';
  }
  if (before instanceof Unresolved || after instanceof Unresolved || before instanceof Reference || after instanceof Reference) {
    if (show(before) !== show(after)) return 'cannot tell';
    return gravest(referencesIn(before).map(({ resource }) => fate(resource)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return 'different';
    return gravest(before.map((element: Value, index) => difference(element, after[index] as Value, fate)));
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return gravest(keys.map((key) => difference(before[key], after[key], fate)));
  }
  return String(before) === String(after) && isObject(before) === isObject(after) ? 'same' : 'different';
}

export function gravest(differences: readonly Difference[]): Difference {
  return differences.includes('different') ? 'different' : differences.includes('cannot tell') ? 'cannot tell' : 'same';
}

export function referencesIn(value: Value): Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Unresolved) return value.parts.flatMap(referencesIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

/** For people, and to compare what is not resolved. */
export function show(value: Value): string {
  if (isAbsent(value)) return 'not set';
  if (value instanceof Unresolved) return value.text;
  if (value instanceof Reference) return value.attribute === undefined ? `the name of ${value.resource}` : `${value.attribute} of ${value.resource}`;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.keys(value).sort().map((key) => `${key}: ${show(value[key])}`).join(', ')}}`;
}

function whetherItIsThere(before: Value, after: Value): Difference {
  return [before, after].some((value) => value instanceof Unresolved && value.text.startsWith('if ')) ? 'cannot tell' : 'different';
}

function isAbsent(value: Value): value is undefined | null {
  return value === undefined || value === null;
}

function isObject(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
