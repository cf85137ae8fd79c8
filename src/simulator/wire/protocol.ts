import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './aws-error';

export interface WireRequest {
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  readonly path?: string;
  readonly body: Buffer;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

/** How one service speaks: from bytes to a call, and back. */
export interface Protocol {
  speaks(request: WireRequest): boolean;
  operationOf(request: WireRequest): string;
  parse(request: WireRequest, input: NormalizedSchema): Promise<Record<string, unknown>>;
  answer(operation: string, output: NormalizedSchema, value: object): WireResponse;
  fail(error: AwsError): WireResponse;
}
