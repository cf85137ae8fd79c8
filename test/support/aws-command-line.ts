import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as rds from '@aws-sdk/client-rds';
import { NormalizedSchema } from '@smithy/core/schema';
import { connect } from './simulated-account';
import { waitInVirtualTime } from './virtual-waiting';
import type { SimulatedAccount } from '../../src/simulator/account';

const SDKS: Readonly<Record<string, { readonly sdk: any; readonly client: string }>> = {
  rds: { sdk: rds, client: 'RDSClient' },
  cloudwatch: { sdk: cloudwatch, client: 'CloudWatchClient' },
};
/** They change what the AWS CLI prints, or where it asks. */
const OPTIONS_OF_THE_CLI = ['region', 'query', 'output'];

/** Does what documents print: command lines of the AWS CLI, sent by the SDK in process. Waiters wait in virtual time. */
export function awsCommandLine(account: SimulatedAccount) {
  const run = awsArguments(account);
  return async (text: string): Promise<any> => run(words(text));
}

/** The same, of words that a shell has taken apart. */
export function awsArguments(account: SimulatedAccount) {
  const { config, pass } = connect(account);
  return async ([aws, service, command, ...rest]: readonly string[]): Promise<any> => {
    if (aws !== 'aws' || !SDKS[service]) throw new Error(`Not a command that this runs: ${[aws, service, command, ...rest].join(' ')}`);
    const { sdk, client: name } = SDKS[service];
    const client = new sdk[name](config);
    if (command === 'wait') return waitInVirtualTime(sdk[find(sdk, `waitUntil${rest[0]}`)], client, parse(rest.slice(1), describeOf(sdk, rest[0])), pass);
    const operation = find(sdk, `${command}Command`).slice(0, -'Command'.length);
    return client.send(new sdk[`${operation}Command`](parse(rest, sdk[`${operation}$`])));
  };
}

/** `db-instance-available` looks at what DescribeDBInstances shows. */
function describeOf(sdk: any, waiter: string) {
  return sdk[`${find(sdk, `describe-${waiter.replace(/-(available|deleted)$/, '')}sCommand`).slice(0, -'Command'.length)}$`];
}

/** Names of the command line are those of the API in lower case with hyphens. */
function find(sdk: object, name: string): string {
  const found = Object.keys(sdk).find((key) => plain(key) === plain(name));
  if (!found) throw new Error(`Unknown command: ${name}`);
  return found;
}

function plain(name: string): string {
  return name.replace(/-/g, '').toLowerCase();
}

function words(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => !line.startsWith('#'));
  return [...lines.join('\n').replace(/\\\n/g, ' ').matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(([, double, single, bare]) => double ?? single ?? bare);
}

function parse(tokens: readonly string[], operation: any): Record<string, unknown> {
  const members = new Map([...NormalizedSchema.of(operation[4]).structIterator()].map(([name, schema]) => [plain(name), { name, schema }]));
  const input: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (let index = 0; index < tokens.length;) {
    const option = tokens[index++];
    const values: string[] = [];
    while (index < tokens.length && !tokens[index].startsWith('--')) values.push(tokens[index++]);
    const name = plain(option);
    const member = members.get(name) ?? members.get(name.replace(/^no/, ''));
    if (!option.startsWith('--')) unknown.push(option);
    else if (OPTIONS_OF_THE_CLI.includes(name)) continue;
    else if (!member) unknown.push(option);
    else if (member.schema.isBooleanSchema()) input[member.name] = members.has(name);
    else input[member.name] = valueOf(member.schema.isListSchema() ? values.splice(0) : values.splice(0, 1), member.schema);
    unknown.push(...values);
  }
  if (unknown.length > 0) throw new Error(`Unknown options: ${unknown.join(', ')}`);
  return input;
}

function valueOf(values: readonly string[], schema: NormalizedSchema): unknown {
  if (/^[[{]/.test(values[0] ?? '')) return JSON.parse(values[0]);
  if (schema.isListSchema()) return values.map((value) => valueOf([value], schema.getValueSchema()));
  if (schema.isStructSchema()) return shorthand(values[0], schema);
  if (schema.isNumericSchema()) return Number(values[0]);
  if (schema.isBooleanSchema()) return values[0] === 'true';
  return schema.isTimestampSchema() ? timestamp(values[0]) : values[0];
}

/** In ISO 8601, or in seconds since the epoch. */
function timestamp(text: string): Date {
  return new Date(/^\d+$/.test(text) ? Number(text) * 1000 : text);
}

/** `Name=db-cluster-id,Values=a,b`; what has commas of its own is in quotes. */
function shorthand(text: string, schema: NormalizedSchema): Record<string, unknown> {
  const parts: { name: string; values: string[] }[] = [];
  for (const [part] of text.matchAll(/(?:'[^']*'|[^,])+/g)) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(part) ?? [];
    const unquoted = (value ?? part).replace(/^'(.*)'$/, '$1');
    if (name) parts.push({ name, values: [unquoted] });
    else parts.at(-1)!.values.push(unquoted);
  }
  return Object.fromEntries(parts.map(({ name, values }) => [name, valueOf(values, schema.getMemberSchema(name))]));
}
