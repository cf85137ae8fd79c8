import * as shapes from '@aws-sdk/client-rds';
import { AwsError } from '../wire/aws-error';

/** The first element of an error's schema in the SDK. */
const ERROR = -3;

/** Most errors are called a fault, some are not. */
type FaultShape = Extract<keyof typeof shapes, `${string}Fault$` | 'DBSubnetGroupDoesNotCoverEnoughAZs$' | 'InvalidSubnet$' | 'SubnetAlreadyInUse$'>;
type FaultName = FaultShape extends `${infer Name}$` ? Name : never;

/** A modelled error, by the name of its SDK class: the SDK knows its code on the wire and its HTTP status. */
export function fault(name: FaultName, message: string): AwsError {
  const traits = (shapes[`${name}$` as keyof typeof shapes] as any[])[3];
  const [code, status] = traits.awsQueryError ?? [name, traits.httpError];
  return new AwsError(code, message, status);
}

/** The same by its code on the wire; nothing where the SDK does not know the code. */
export function faultOfCode(code: string, message: string): AwsError | undefined {
  const errors = Object.values<any>(shapes).filter((shape) => Array.isArray(shape) && shape[0] === ERROR);
  const schema = errors.find(([, , name, { awsQueryError }]) => (awsQueryError?.[0] ?? name) === code);
  return schema && fault(schema[2], message);
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function invalidParameterCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombination', message);
}

/** For parameters that the operation requires. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);
  return value;
}
