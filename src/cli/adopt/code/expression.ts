/** A value in the generated code, in no language yet. Names are those of TypeScript. */
export type Expression = string | number | boolean | Name | Literal | Call | Struct | readonly Expression[];

/** A variable or a constant, such as `RemovalPolicy.RETAIN`. */
export interface Name {
  readonly name: string;
}

/** A JSON value. */
export interface Literal {
  readonly json: unknown;
}

export interface Call {
  /** `Duration.days`, or `ec2.InstanceType` with `isNew`. */
  readonly call: string;
  readonly isNew: boolean;
  readonly args: readonly Expression[];
  readonly options?: Options;
}

/** Properties that belong together; only some languages name their type. */
export interface Struct {
  readonly struct: string;
  readonly options: Options;
}

/** By the name of the property. */
export type Options = Readonly<Record<string, Expression>>;

/** A variable of the generated code. */
export interface Variable {
  readonly name: string;
  readonly value: Expression;
}

export const SCOPE: Name = { name: 'this' };

export function name(dotted: string): Name {
  return { name: dotted };
}

export function call(method: string, args: readonly Expression[], options?: Options): Call {
  return { call: method, isNew: false, args, options };
}

export function create(type: string, args: readonly Expression[], options?: Options): Call {
  return { call: type, isNew: true, args, options };
}

export function isList(value: Expression): value is readonly Expression[] {
  return Array.isArray(value);
}

/** A template's text in code: itself, or the expression of CloudFormation that stands for it. */
export function textOf(value: unknown): Expression {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[intrinsic, argument], ...others] = Object.entries(value);
  if (others.length === 0) {
    if (intrinsic === 'Ref') return argument === 'AWS::NoValue' ? name('Aws.NO_VALUE') : call('Fn.ref', [String(argument)]);
    if (intrinsic === 'Fn::Sub' && typeof argument === 'string') return call('Fn.sub', [argument]);
    if (intrinsic === 'Fn::ImportValue') return call('Fn.importValue', [textOf(argument)]);
    if (intrinsic === 'Fn::GetAtt') {
      const [logicalId, attribute] = Array.isArray(argument) ? argument as string[] : String(argument).split(/\.(.*)/s);
      return call('Token.asString', [call('Fn.getAtt', [logicalId, attribute])]);
    }
  }
  return call('Token.asString', [{ json: value }]);
}
