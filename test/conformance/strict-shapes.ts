import { parseXmlBody } from '@aws-sdk/core/protocols';
import { cbor } from '@smithy/core/cbor';
import type { NormalizedSchema } from '@smithy/core/schema';
import { legalValues } from './legal-values';
import { SERVICES } from '../../src/simulator/endpoint';
import type { WireRequest, WireResponse } from '../../src/simulator/wire/protocol';

/** How a value looks in one encoding. */
interface Encoding {
  items(node: any, schema: NormalizedSchema): unknown[] | undefined;
  isBoolean(node: unknown): boolean;
  isNumber(node: unknown): boolean;
  isTimestamp(node: unknown): boolean;
  /** The name of a structure's member on the wire. */
  name(member: string, schema: NormalizedSchema): string;
}

const XML: Encoding = {
  items: (node, schema) => {
    if (node === '') return [];
    const name = String(schema.getValueSchema().getMergedTraits().xmlName ?? 'member');
    return Object.keys(node).every((key) => key === name) ? [node[name]].flat() : undefined;
  },
  isBoolean: (node) => node === 'true' || node === 'false',
  isNumber: (node) => typeof node === 'string' && /^-?\d+(\.\d+)?$/.test(node),
  isTimestamp: (node) => typeof node === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(node),
  name: (member, schema) => String(schema.getMergedTraits().xmlName ?? member),
};

const JSON_: Encoding = {
  items: (node) => Array.isArray(node) ? node : undefined,
  isBoolean: (node) => typeof node === 'boolean',
  isNumber: (node) => typeof node === 'number',
  isTimestamp: (node) => typeof node === 'number' && node > 1e9 && node < 1e10,
  name: (member) => member,
};

const EPOCH_TAG = 1;
const CBOR: Encoding = { ...JSON_, isTimestamp: (node: any) => node?.tag === EPOCH_TAG && JSON_.isTimestamp(node.value) };

/** What in an answer the SDK's shape of it does not know, or knows otherwise; as `path: what`. */
export async function problemsOf(request: WireRequest, response: WireResponse): Promise<string[]> {
  const scope = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization)![1];
  const service = SERVICES.get(scope)!;
  const name = service.operationOf(request).split(':')[1];
  const operation = service.modelledOperations().find((modelled) => modelled.name === name);
  if (!operation || response.status !== 200) return [];
  const problems: string[] = [];
  const { encoding, root } = await decode(name, response, problems);
  if (!operation.output.isUnitSchema()) {
    new Comparison(service.shapes, `@aws-sdk/client-${PACKAGES[scope]}`, encoding, problems).struct(root, operation.output, name);
  }
  return problems;
}

const PACKAGES: Readonly<Record<string, string>> = { 'rds': 'rds', 'rds-data': 'rds-data', 'ssm': 'ssm', 'monitoring': 'cloudwatch', 'states': 'sfn', 'cloudformation': 'cloudformation', 'application-autoscaling': 'application-auto-scaling' };

async function decode(name: string, { headers, body }: WireResponse, problems: string[]): Promise<{ encoding: Encoding; root: unknown }> {
  const type = headers['content-type'];
  if (type === 'application/cbor') return { encoding: CBOR, root: cbor.deserialize(body as Uint8Array) };
  if (type !== 'text/xml') return { encoding: JSON_, root: JSON.parse(String(body)) };
  if (!String(body).startsWith(`<${name}Response xmlns="`)) problems.push(`${name}: the root is not ${name}Response`);
  const { [`${name}Result`]: result, ResponseMetadata, xmlns, ...others } = await parseXmlBody(body, {
    utf8Encoder: (bytes: Uint8Array) => Buffer.from(bytes).toString(), streamCollector: async (bytes: Uint8Array) => bytes,
  } as never);
  if (!xmlns || !ResponseMetadata?.RequestId) problems.push(`${name}: without namespace or request id`);
  for (const other of Object.keys(others)) problems.push(`${name}.${other}: unknown beside the result`);
  return { encoding: XML, root: result ?? '' };
}

class Comparison {
  constructor(
    private readonly shapes: object, private readonly packageName: string, private readonly encoding: Encoding, private readonly problems: string[],
  ) {}

  struct(node: unknown, schema: NormalizedSchema, path: string): void {
    if (node === '') return;
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return this.complain(path, 'is not a structure', node);
    const unknown = new Set(Object.keys(node));
    for (const [member, memberSchema] of schema.structIterator()) {
      const name = this.encoding.name(member, memberSchema);
      if (!unknown.delete(name)) continue;
      const value = (node as Record<string, unknown>)[name];
      this.value(value, memberSchema, `${path}.${member}`);
      this.enumeration(value, memberSchema, `${schema.getName()}.${member}`, `${path}.${member}`);
    }
    for (const name of unknown) this.complain(`${path}.${name}`, 'is not in the shape', (node as Record<string, unknown>)[name]);
  }

  private value(node: unknown, schema: NormalizedSchema, path: string): void {
    if (schema.isStructSchema()) this.struct(node, schema, path);
    else if (schema.isListSchema()) this.list(node, schema, path);
    else if (schema.isBooleanSchema()) this.check(this.encoding.isBoolean(node), path, 'is not a boolean', node);
    else if (schema.isNumericSchema()) this.check(this.encoding.isNumber(node), path, 'is not a number', node);
    else if (schema.isTimestampSchema()) this.check(this.encoding.isTimestamp(node), path, 'is not a timestamp', node);
    else if (schema.isStringSchema()) this.check(typeof node === 'string', path, 'is not a text', node);
    else this.complain(path, 'has a type that this comparison does not know', node);
  }

  private list(node: unknown, schema: NormalizedSchema, path: string): void {
    const items = this.encoding.items(node, schema);
    if (!items) return this.complain(path, 'is not a list of the shape', node);
    items.forEach((item, index) => this.value(item, schema.getValueSchema(), `${path}.${index}`));
  }

  private enumeration(node: unknown, schema: NormalizedSchema, member: string, path: string): void {
    const legal = legalValues(this.shapes, this.packageName, member);
    if (!legal) return;
    const values = schema.isListSchema() ? this.encoding.items(node, schema) ?? [] : [node];
    for (const value of values) this.check(legal.includes(value as string), path, `is none of ${legal.join(', ')}`, value);
  }

  private check(holds: boolean, path: string, what: string, node: unknown): void {
    if (!holds) this.complain(path, what, node);
  }

  private complain(path: string, what: string, node: unknown): void {
    this.problems.push(`${path} ${what}: ${JSON.stringify(node)}`);
  }
}
