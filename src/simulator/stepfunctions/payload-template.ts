import { evaluate } from './intrinsic-functions';
import { readPath, type Sources } from './paths';

/** Fills in a payload template: a field whose name ends in `.$` takes its value from a path or an intrinsic function. */
export function fill(template: unknown, sources: Sources): unknown {
  if (Array.isArray(template)) return template.map((element) => fill(element, sources));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) =>
    key.endsWith('.$') ? [key.slice(0, -2), valueOf(value as string, sources)] : [key, fill(value, sources)]));
}

function valueOf(expression: string, sources: Sources): unknown {
  return expression.startsWith('$') ? readPath(expression, sources) : evaluate(expression, sources);
}

/** A field that may stand as a value, as a path (`NamePath`), or not at all. */
export function valueOrPath(state: object, name: string, sources: Sources): unknown {
  const fields = state as Record<string, unknown>;
  const path = fields[`${name}Path`] as string | undefined;
  if (path === undefined) return fields[name];
  return path.startsWith('States.') ? evaluate(path, sources) : readPath(path, sources);
}
