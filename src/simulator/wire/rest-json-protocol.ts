import { JsonShapeDeserializer, JsonShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './aws-error';
import { Protocol, WireRequest, WireResponse } from './protocol';

const EPOCH_SECONDS = 7;
const SETTINGS = { jsonName: true, timestampFormat: { useTrait: true, default: EPOCH_SECONDS as 7 } };

/** The protocol of the Data API: JSON in, JSON out, the operation in the path. */
export class RestJsonProtocol implements Protocol {
  private readonly serializer = new JsonShapeSerializer(SETTINGS);
  private readonly deserializer = new JsonShapeDeserializer(SETTINGS);
  private readonly operations: ReadonlyMap<string, string>;

  /** @param shapes the SDK's, which say which path is which operation */
  constructor(shapes: object) {
    const paths = Object.values(shapes).flatMap((shape) => {
      const [, path] = (Array.isArray(shape) && shape[3]?.http) || [];
      return path === undefined ? [] : [[path, shape[2]] as [string, string]];
    });
    this.operations = new Map(paths);
  }

  speaks(request: WireRequest): boolean {
    return this.operations.has(request.path ?? '');
  }

  operationOf(request: WireRequest): string {
    return this.operations.get(request.path ?? '') ?? request.path ?? '';
  }

  async parse(request: WireRequest, input: NormalizedSchema): Promise<Record<string, unknown>> {
    return this.deserializer.readObject(input, JSON.parse(request.body.toString() || '{}'));
  }

  answer(_operation: string, output: NormalizedSchema, value: object): WireResponse {
    this.serializer.write(output, value);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: this.serializer.flush() };
  }

  fail({ code, message, status }: AwsError): WireResponse {
    return { status, headers: { 'content-type': 'application/json', 'x-amzn-errortype': code }, body: JSON.stringify({ message }) };
  }
}
