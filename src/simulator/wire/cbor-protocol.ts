import { cbor, CborCodec } from '@smithy/core/cbor';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from './aws-error';
import type { Protocol, WireRequest, WireResponse } from './protocol';

const PROTOCOL = 'rpc-v2-cbor';

/** How boto3 and the AWS CLI speak to CloudWatch: binary in and out, the operation in the path. */
export class CborProtocol implements Protocol {
  private readonly serializer = new CborCodec().createSerializer();
  private readonly deserializer = new CborCodec().createDeserializer();

  speaks(request: WireRequest): boolean {
    return request.headers['smithy-protocol'] === PROTOCOL;
  }

  operationOf(request: WireRequest): string {
    return request.path?.split('/').at(-1) ?? '';
  }

  async parse(request: WireRequest, input: NormalizedSchema): Promise<Record<string, unknown>> {
    return request.body.length === 0 ? {} : await this.deserializer.read(input, request.body);
  }

  answer(_operation: string, output: NormalizedSchema, value: object): WireResponse {
    this.serializer.write(output, value);
    return respond(200, this.serializer.flush());
  }

  fail({ code, message, status }: AwsError): WireResponse {
    return respond(status, cbor.serialize({ __type: code, message }));
  }
}

function respond(status: number, body: Uint8Array): WireResponse {
  return { status, headers: { 'content-type': 'application/cbor', 'smithy-protocol': PROTOCOL }, body };
}
