import { JsonShapeDeserializer, JsonShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './aws-error';
import { Protocol, WireRequest, WireResponse } from './protocol';

const EPOCH_SECONDS = 7;

/** The protocols of Systems Manager, Step Functions and CloudWatch: JSON in, JSON out, the operation in a header. */
export class JsonProtocol implements Protocol {
  private readonly serializer: JsonShapeSerializer;
  private readonly deserializer: JsonShapeDeserializer;

  constructor(private readonly version: '1.0' | '1.1') {
    const settings = { jsonName: false, timestampFormat: { useTrait: true, default: EPOCH_SECONDS as 7 } };
    this.serializer = new JsonShapeSerializer(settings);
    this.deserializer = new JsonShapeDeserializer(settings);
  }

  speaks(request: WireRequest): boolean {
    return request.headers['x-amz-target'] !== undefined;
  }

  operationOf(request: WireRequest): string {
    return request.headers['x-amz-target']?.split('.').at(-1) ?? '';
  }

  async parse(request: WireRequest, input: NormalizedSchema): Promise<Record<string, unknown>> {
    return this.deserializer.readObject(input, JSON.parse(request.body.toString() || '{}'));
  }

  answer(_operation: string, output: NormalizedSchema, value: object): WireResponse {
    if (output.isUnitSchema()) return this.json(200, '{}');
    this.serializer.write(output, value);
    return this.json(200, this.serializer.flush());
  }

  fail(error: AwsError): WireResponse {
    return this.json(error.status, JSON.stringify({ __type: error.code, message: error.message }));
  }

  private json(status: number, body: string): WireResponse {
    return { status, headers: { 'content-type': `application/x-amz-json-${this.version}` }, body };
  }
}
