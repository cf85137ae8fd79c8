import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './aws-error';
import { Protocol, WireRequest, WireResponse } from './protocol';
import { parseQuery } from './query-input';

const ISO_8601 = 5;
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** The protocol of RDS: a form in, XML out. */
export class QueryProtocol implements Protocol {
  private readonly serializer: XmlShapeSerializer;

  constructor(private readonly xmlNamespace: string, serviceNamespace: string) {
    this.serializer = new XmlShapeSerializer({
      xmlNamespace, serviceNamespace, httpBindings: false, timestampFormat: { useTrait: true, default: ISO_8601 },
    });
  }

  speaks(): boolean {
    return true;
  }

  operationOf(request: WireRequest): string {
    return new URLSearchParams(request.body.toString()).get('Action') ?? '';
  }

  async parse(request: WireRequest, input: NormalizedSchema): Promise<Record<string, unknown>> {
    return parseQuery(new URLSearchParams(request.body.toString()), input);
  }

  answer(operation: string, output: NormalizedSchema, value: object): WireResponse {
    return xml(200, `<${operation}Response xmlns="${this.xmlNamespace}">${this.result(operation, output, value)}`
      + `<ResponseMetadata><RequestId>${REQUEST_ID}</RequestId></ResponseMetadata></${operation}Response>`);
  }

  fail(error: AwsError): WireResponse {
    const type = error.status < 500 ? 'Sender' : 'Receiver';
    return xml(error.status, `<ErrorResponse xmlns="${this.xmlNamespace}"><Error><Type>${type}</Type><Code>${error.code}</Code>`
      + `<Message>${escape(error.message)}</Message></Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`);
  }

  /** The serializer names the root after the shape; the protocol wants it named after the operation. */
  private result(operation: string, output: NormalizedSchema, value: object): string {
    if (output.isUnitSchema()) return '';
    this.serializer.write(output, value);
    const document = String(this.serializer.flush());
    const content = document.slice(document.indexOf('>') + 1, Math.max(document.lastIndexOf('</'), document.indexOf('>') + 1));
    return `<${operation}Result>${content}</${operation}Result>`;
  }
}

function xml(status: number, body: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': REQUEST_ID }, body };
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
