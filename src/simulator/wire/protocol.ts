import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './aws-error';

export interface WireRequest {
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** How one service speaks: from bytes to a call, and back. */
export interface Protocol {
  operationOf(request: WireRequest): string;
  parse(request: WireRequest, input: NormalizedSchema): Promise<Record<string, unknown>>;
  answer(operation: string, output: NormalizedSchema, value: object): WireResponse;
  fail(error: AwsError): WireResponse;
}
