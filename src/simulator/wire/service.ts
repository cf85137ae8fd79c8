import { NormalizedSchema } from '@smithy/core/schema';
import type { SimulatedAccount } from '../account';
import { AwsError, notSimulated } from './aws-error';
import { Protocol, WireRequest, WireResponse } from './protocol';
import { ConnectionReset } from '../faults/faults';
import type { Call } from '../invariants/invariant';

/** An operation of AWS as far as it is modelled. */
export interface ModelledOperation {
  /** The input parameters that have an effect here, with all that they hold, or with the members that are named (`Filters.Name`). Any other is `NotSimulated`. */
  readonly models: readonly string[];
  run(account: SimulatedAccount, input: Record<string, unknown>): object;
}

/** Who signs a request. */
export interface Signer {
  readonly principal?: string;
  /** One process of his among several: what it has seen, the others have not. */
  readonly session?: string;
}

/** Declares an operation with the SDK's types of its input and output. */
export function operation<Input extends object, Output extends object>(
  models: readonly (keyof Input & string | `${keyof Input & string}.${string}`)[],
  run: (account: SimulatedAccount, input: Input) => Output,
): ModelledOperation {
  return { models, run: (account, input) => run(account, input as Input) };
}

export interface ServiceOptions {
  /** The name in the credential scope of a signed request. */
  readonly name: string;
  /** The first that speaks like a request answers it. */
  readonly protocols: readonly Protocol[];
  /** The shapes that the SDK's client exports, by name with a `$` behind it. */
  readonly shapes: object;
  readonly operations: Record<string, ModelledOperation>;
}

export class Service {
  readonly name: string;
  readonly shapes: object;

  constructor(private readonly options: ServiceOptions) {
    this.name = options.name;
    this.shapes = options.shapes;
  }

  /** What is modelled, with the schemas of input and output: for those who want to know. */
  modelledOperations(): { name: string; models: readonly string[]; input: NormalizedSchema; output: NormalizedSchema }[] {
    return Object.entries(this.options.operations).map(([name, { models }]) => {
      const [, , , , input, output] = this.schema(name);
      return { name, models, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
    });
  }

  /** `rds:CreateDBInstance` */
  operationOf(request: WireRequest): string {
    return `${this.name}:${this.protocolOf(request).operationOf(request)}`;
  }

  /** Answers with `undefined` when the connection breaks. */
  async handle(account: SimulatedAccount, request: WireRequest, signer: Signer = {}): Promise<WireResponse | undefined> {
    const protocol = this.protocolOf(request);
    const name = protocol.operationOf(request);
    try {
      const schema = this.schema(name);
      const input = await protocol.parse(request, NormalizedSchema.of(schema[4]));
      return protocol.answer(name, NormalizedSchema.of(schema[5]), this.call(account, name, input, signer.principal, signer.session));
    } catch (error) {
      if (error instanceof AwsError) return protocol.fail(error);
      if (error instanceof ConnectionReset) return undefined;
      throw error;
    }
  }

  /** Performs a call as it comes off the wire, and keeps the account's books. */
  call(account: SimulatedAccount, name: string, input: Record<string, unknown>, principal?: string, session = principal): object {
    const entry = { service: this.name, operation: name, input, by: principal };
    const call = { ...entry, session };
    const record = (outcome: string) => account.log.append({ type: 'call', atMillis: account.clock.now, ...entry, outcome });
    let result: object;
    try {
      result = this.perform(account, call);
    } catch (error) {
      record(error instanceof AwsError ? error.code : error instanceof ConnectionReset ? 'ConnectionReset' : 'InternalFailure');
      throw error;
    }
    record('ok');
    account.watch.afterCall(call);
    account.faults.strikeAfter(`${this.name}:${name}`);
    return result;
  }

  private protocolOf(request: WireRequest): Protocol {
    const { protocols } = this.options;
    return protocols.find((protocol) => protocol.speaks(request)) ?? protocols[0];
  }

  private perform(account: SimulatedAccount, call: Call): object {
    const { operation: name, input, by } = call;
    const modelled = this.modelled(name, input);
    account.throttle.take(this.name);
    account.faults.strikeBefore(`${this.name}:${name}`);
    account.permissions.require(by, call);
    account.watch.beforeCall(call);
    account.staleMillis = account.faults.staleMillis(`${this.name}:${name}`);
    try {
      return modelled.run(account, input);
    } finally {
      account.staleMillis = 0;
      if (account.history.isKept) account.history.record();
    }
  }

  private schema(name: string): any[] {
    const schema = (this.options.shapes as Record<string, any[]>)[`${name}$`];
    if (!schema || schema[0] !== OPERATION) throw new AwsError('InvalidAction', `Could not find operation ${name}.`);
    return schema;
  }

  private modelled(name: string, input: Record<string, unknown>): ModelledOperation {
    const modelled = this.options.operations[name];
    if (!modelled) throw notSimulated(`${this.name}:${name}`);
    const unknown = [...new Set(unmodelledIn(input, modelled.models))];
    if (unknown.length > 0) throw notSimulated(`${this.name}:${name} with ${unknown.join(', ')}`);
    return modelled;
  }
}

/** The paths of what is there and not modelled; lists are looked through. */
function unmodelledIn(value: unknown, models: readonly string[], path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unmodelledIn(item, models, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (models.includes(name)) return [];
    const inside = models.filter((model) => model.startsWith(`${name}.`)).map((model) => model.slice(name.length + 1));
    return inside.length > 0 ? unmodelledIn(member, inside, `${path}${name}.`) : [path + name];
  });
}

/** The first element of an operation's schema in the SDK. */
const OPERATION = 9;
