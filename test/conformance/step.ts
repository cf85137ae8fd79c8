import type * as autoScalingSdk from '@aws-sdk/client-application-auto-scaling';
import type * as cloudformationSdk from '@aws-sdk/client-cloudformation';
import type * as cloudwatchSdk from '@aws-sdk/client-cloudwatch';
import type * as rdsSdk from '@aws-sdk/client-rds';
import type * as rdsDataSdk from '@aws-sdk/client-rds-data';
import type * as sfnSdk from '@aws-sdk/client-sfn';
import type * as ssmSdk from '@aws-sdk/client-ssm';
import type { Policy } from '../../src/simulator/permissions/policy';

/** What one client does on the simulated AWS, as data: three kinds of clients do the same. */
export type Step = Call | Wait | Pass | Strike | Attach;

export interface Call extends Expectation {
  readonly kind: 'call';
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: object;
}

/** One of the waiters that every client has, such as `DBClusterAvailable`. It looks every 30 simulated seconds. */
export interface Wait {
  readonly kind: 'wait';
  readonly service: ServiceName;
  readonly waiter: string;
  readonly input: object;
  readonly fails?: true;
}

export interface Pass {
  readonly kind: 'pass';
  readonly seconds: number;
}

export interface Strike {
  readonly kind: 'strike';
  readonly fault: string;
}

/** From now on the client may do no more than this policy allows. */
export interface Attach {
  readonly kind: 'attach';
  readonly policy: Policy;
}

export interface Expectation {
  /** Part of the output. */
  readonly gives?: object;
  /** The error code on the wire. */
  readonly fails?: string;
  /** The installed boto3 and AWS CLI do not know this operation or parameter yet. */
  readonly newerThanPython?: true;
}

/** Steps that belong together; each group has an account of its own. */
export interface Group {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** As boto3 and the AWS CLI call them. */
export type ServiceName = 'rds' | 'rds-data' | 'ssm' | 'cloudwatch' | 'stepfunctions' | 'cloudformation' | 'application-autoscaling';

/** The names in the scope of a signed request. */
export const SIGNING_NAMES: Readonly<Record<ServiceName, string>> = {
  'rds': 'rds',
  'rds-data': 'rds-data',
  'ssm': 'ssm',
  'cloudwatch': 'monitoring',
  'stepfunctions': 'states',
  'cloudformation': 'cloudformation',
  'application-autoscaling': 'application-autoscaling',
};

type OperationOf<Sdk> = keyof Sdk extends infer Name ? Name extends `${infer Operation}Command` ? Operation : never : never;
type InputOf<Sdk, Operation extends string> = Sdk extends Record<`${Operation}Command`, new (...input: infer Input extends readonly unknown[]) => unknown> ? Exclude<Input[0], undefined> : never;

function caller<Sdk>(service: ServiceName) {
  return <Operation extends OperationOf<Sdk>>(operation: Operation, input: InputOf<Sdk, Operation>, expectation: Expectation = {}): Call =>
    ({ kind: 'call', service, operation, input: input as object, ...expectation });
}

export const rds = caller<typeof rdsSdk>('rds');
export const dataApi = caller<typeof rdsDataSdk>('rds-data');
export const ssm = caller<typeof ssmSdk>('ssm');
export const cloudwatch = caller<typeof cloudwatchSdk>('cloudwatch');
export const stepfunctions = caller<typeof sfnSdk>('stepfunctions');
export const autoScaling = caller<typeof autoScalingSdk>('application-autoscaling');
export const cloudformation = caller<typeof cloudformationSdk>('cloudformation');

export function wait(waiter: string, input: object, { service = 'rds', ...expectation }: { service?: ServiceName; fails?: true } = {}): Wait {
  return { kind: 'wait', service, waiter, input, ...expectation };
}

export function pass(seconds: number): Pass {
  return { kind: 'pass', seconds };
}

export function strike(fault: string): Strike {
  return { kind: 'strike', fault };
}

export function attach(...Statement: Policy['Statement'][number][]): Attach {
  return { kind: 'attach', policy: { Statement } };
}

/** A value that the last answer of an operation had: `from('DescribeDBClusters.Marker')`. JSON that is a text is read on the way. */
export function from(path: string): string {
  return { $from: path } as unknown as string;
}

/** The steps that every client can do. */
export function forPython(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => step.kind !== 'call' || !step.newerThanPython);
}

/** Puts the values of earlier answers in their places. */
export function resolve(value: unknown, answers: Readonly<Record<string, unknown>>): unknown {
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolve(item, answers));
  if ('$from' in value) return String(value.$from).split('.').reduce<any>((found, name) => (typeof found === 'string' ? JSON.parse(found) : found)[name], answers);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, answers)]));
}
