import type { NormalizedSchema } from '@smithy/core/schema';
import { notSimulated } from '../../wire/aws-error';

/** A template says `"0.5"` or `0.5`, `"true"` or `true`: an API wants one of them. */
export function coerce(value: unknown, schema: NormalizedSchema, path: string): unknown {
  if (schema.isListSchema()) return [value].flat().map((element) => coerce(element, schema.getValueSchema(), path));
  if (schema.isStructSchema()) {
    const members = new Map([...schema.structIterator()]);
    return Object.fromEntries(Object.entries(value as object).map(([name, element]) => {
      const member = members.get(name);
      if (!member) throw notSimulated(`The property ${path}.${name}`);
      return [name, coerce(element, member, `${path}.${name}`)];
    }));
  }
  if (schema.isBooleanSchema()) return String(value) === 'true';
  if (schema.isNumericSchema()) return Number(value);
  return schema.isStringSchema() ? String(value) : value;
}
