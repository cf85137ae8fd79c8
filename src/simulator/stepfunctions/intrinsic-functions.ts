import { readPath, type Sources } from './paths';
import { runtimeError } from './states-error';
import { notSimulated } from '../wire/aws-error';

type Call = (...args: any[]) => unknown;

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const FUNCTIONS: Readonly<Record<string, Call>> = {
  'States.Format': (template: string, ...values) => template.replace(/\\?\{\}/g, (hole) => hole.startsWith('\\') ? '{}' : text(values.shift())),
  'States.StringToJson': (json: string) => parse(json),
  'States.JsonToString': (value) => JSON.stringify(value),
  'States.Array': (...values) => values,
  'States.ArrayContains': (list: unknown[], value) => list.some((element) => same(element, value)),
  'States.ArrayGetItem': (list: unknown[], index: number) => item(list, index),
  'States.ArrayLength': (list: unknown[]) => list.length,
  'States.ArrayPartition': (list: unknown[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size)),
  'States.ArrayRange': (first: number, last: number, step: number) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step),
  'States.ArrayUnique': (list: unknown[]) => list.filter((value, index) => list.findIndex((other) => same(other, value)) === index),
  'States.JsonMerge': (first: object, second: object, deep: boolean) => {
    if (deep) throw notSimulated('States.JsonMerge with deep merging');
    return { ...first, ...second };
  },
  'States.MathAdd': (a: number, b: number) => a + b,
  'States.StringSplit': (value: string, separators: string) =>
    value.split(new RegExp(`[${separators.replace(/[\]\\^-]/g, '\\$&')}]`)).filter((part) => part !== ''),
};

/** Evaluates a call such as `States.Format('{} of {}', $.name, $$.Execution.Name)`. */
export function evaluate(expression: string, sources: Sources): unknown {
  const parser = new Parser(expression, sources);
  const value = parser.argument();
  if (!parser.atEnd) throw runtimeError(`Invalid intrinsic function '${expression}'`);
  return value;
}

class Parser {
  private rest: string;

  constructor(private readonly expression: string, private readonly sources: Sources) {
    this.rest = expression;
  }

  get atEnd(): boolean {
    return this.rest.trim() === '';
  }

  argument(): unknown {
    const quoted = this.take(/^\s*'((?:[^'\\]|\\.)*)'/);
    // `\{` stays: States.Format knows it.
    if (quoted) return quoted[1].replace(/\\(['\\])/g, '$1');
    const path = this.take(/^\s*(\$[^,)\s]*)/);
    if (path) return readPath(path[1], this.sources);
    const literal = this.take(/^\s*(-?\d+(?:\.\d+)?|true|false|null)/);
    if (literal) return JSON.parse(literal[1]) as unknown;
    return this.call();
  }

  private call(): unknown {
    const name = this.take(/^\s*(States\.\w+)\(/)?.[1];
    if (name === undefined) throw runtimeError(`Invalid intrinsic function '${this.expression}'`);
    const fn = FUNCTIONS[name];
    if (!fn) throw notSimulated(`The intrinsic function ${name}`);
    const args: unknown[] = [];
    while (!this.take(/^\s*\)/)) {
      if (args.length > 0 && !this.take(/^\s*,/)) throw runtimeError(`Invalid intrinsic function '${this.expression}'`);
      args.push(this.argument());
    }
    return fn(...args);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.rest);
    if (match) this.rest = this.rest.slice(match[0].length);
    return match;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw runtimeError(`Invalid JSON for States.StringToJson: '${json}'`);
  }
}

function item(list: unknown[], index: number): unknown {
  if (!(index in list)) throw runtimeError(`States.ArrayGetItem has no index ${index} in a list of ${list.length}`);
  return list[index];
}
