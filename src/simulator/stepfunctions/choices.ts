import type { ChoiceRule } from './definition';
import { findPath, readPath, type Sources } from './paths';
import { runtimeError } from './states-error';
import { notSimulated } from '../wire/aws-error';

type Ordering = (sign: number) => boolean;

const ORDERINGS: Readonly<Record<string, Ordering>> = {
  Equals: (sign) => sign === 0,
  LessThan: (sign) => sign < 0,
  GreaterThan: (sign) => sign > 0,
  LessThanEquals: (sign) => sign <= 0,
  GreaterThanEquals: (sign) => sign >= 0,
};

/** RFC 3339 with an upper-case T and Z, as the States Language demands. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const isTimestamp = (value: unknown): value is string => typeof value === 'string' && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value));

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: isTimestamp,
};

/** How two values of a type compare: below, at or above zero; nothing when one of them is of another type. */
const COMPARE: Readonly<Record<string, (a: unknown, b: unknown) => number | undefined>> = {
  String: (a, b) => typeof a === 'string' && typeof b === 'string' ? Number(a > b) - Number(a < b) : undefined,
  Numeric: (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : undefined,
  Boolean: (a, b) => typeof a === 'boolean' && typeof b === 'boolean' ? Number(a) - Number(b) : undefined,
  Timestamp: (a, b) => isTimestamp(a) && isTimestamp(b) ? Date.parse(a) - Date.parse(b) : undefined,
};

/** Every comparison that a rule may hold, with and without `Path`. */
export const COMPARISONS: readonly string[] = [
  ...Object.keys(COMPARE).flatMap((type) => (type === 'Boolean' ? ['Equals'] : Object.keys(ORDERINGS)).flatMap((name) => [`${type}${name}`, `${type}${name}Path`])),
  'StringMatches', 'IsPresent', ...Object.keys(TESTS),
];

/** Does a rule of a Choice state match? @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export function matches(rule: ChoiceRule, sources: Sources): boolean {
  if (rule.And) return rule.And.every((part) => matches(part, sources));
  if (rule.Or) return rule.Or.some((part) => matches(part, sources));
  if (rule.Not) return !matches(rule.Not, sources);
  const name = COMPARISONS.find((comparison) => comparison in rule);
  if (name === undefined) throw notSimulated(`The choice ${JSON.stringify(rule)}`);
  const found = findPath(rule.Variable!, sources);
  if (name === 'IsPresent') return (found !== undefined) === rule[name];
  if (!found) throw runtimeError(`Invalid path '${rule.Variable}': The choice state's condition path references an invalid value.`);
  if (name in TESTS) return TESTS[name](found.value) === rule[name];
  if (name === 'StringMatches') return typeof found.value === 'string' && wildcard(rule[name] as string).test(found.value);
  const [, type, ordering, byPath] = /^(String|Numeric|Boolean|Timestamp)(\w+?)(Path)?$/.exec(name)!;
  const sign = COMPARE[type](found.value, byPath ? readPath(rule[name] as string, sources) : rule[name]);
  return sign !== undefined && ORDERINGS[ordering](sign);
}

/** `*` stands for any characters, `\*` for itself. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.split(/(\\.|\*)/).map((part) => part === '*' ? '.*' : part.replace(/^\\(.)$/, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('')}$`, 's');
}
