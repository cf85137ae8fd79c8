import type { SimulatedAccount } from '../../account';
import { notSimulated } from '../../wire/aws-error';
import { providerOf } from '../providers';
import { dbInstance } from '../providers/db-instance';
import type { Made, ProviderContext } from '../providers/provider';
import { type Deployed, type Properties, ResourceFailure, type StackResource } from '../resource';
import type { Stack } from '../stack';
import { changedProperties, identifierOf, isSame, replacingProperties } from '../update-behaviour';

/** What an operation did to a resource: how to take it back, and what is left to do at its end. */
export interface Change {
  readonly kind: 'create' | 'update' | 'replace' | 'import';
  readonly logicalId: string;
  /** As it was before; nothing for a new one. */
  readonly before?: StackResource;
  readonly properties: readonly string[];
}

export interface Wanted extends Pick<Deployed, 'properties' | 'definition' | 'dependencies'> {
  readonly logicalId: string;
}

/** One try to do something with a resource. Nobody waits any more for one that is abandoned. */
export interface Attempt {
  isAbandoned: boolean;
}

/** Creates, updates and replaces single resources of a stack. */
export class ResourceOperation {
  constructor(
    private readonly account: SimulatedAccount,
    private readonly stack: Stack,
    private readonly attemptAt: (logicalId: string) => Attempt,
    private readonly onChange: (change: Change) => void,
  ) {}

  async create(wanted: Wanted): Promise<void> {
    this.onChange({ kind: 'create', logicalId: wanted.logicalId, properties: [] });
    this.stack.setResource(wanted.logicalId, { ...wanted, attributes: {} }, 'CREATE_IN_PROGRESS');
    await this.make(wanted, 'CREATE');
  }

  /** In place, or by a new resource that takes the place of the old one. */
  async update(before: StackResource, wanted: Wanted): Promise<void> {
    const { logicalId, definition } = wanted;
    const replacing = replacingProperties(definition.Type, before.properties, wanted.properties);
    const changed = changedProperties(before.properties, wanted.properties);
    this.onChange({ kind: replacing.length > 0 ? 'replace' : 'update', logicalId, before, properties: replacing.length > 0 ? replacing : changed });
    if (replacing.length === 0) {
      this.stack.setResource(logicalId, { ...before, ...wanted }, 'UPDATE_IN_PROGRESS');
      await this.change(before, wanted, false);
      return;
    }
    this.stack.setResource(logicalId, { ...before, definition }, 'UPDATE_IN_PROGRESS');
    requireAnotherName(before, wanted);
    this.stack.setResource(logicalId, { ...before, definition }, 'UPDATE_IN_PROGRESS', 'Requested update requires the creation of a new physical resource; hence creating one.');
    await this.make(wanted, 'UPDATE');
  }

  /** Back to what it was. */
  async revert(now: StackResource, before: StackResource): Promise<void> {
    this.stack.setResource(now.logicalId, now, 'UPDATE_IN_PROGRESS');
    await this.change(now, before, true);
  }

  /** Takes over what exists. Only for a DB instance are the template's values applied. */
  async import(wanted: Wanted, physicalId: string): Promise<void> {
    const { logicalId, definition } = wanted;
    const { account } = this;
    const provider = providerOf(definition.Type);
    this.onChange({ kind: 'import', logicalId, properties: [] });
    this.stack.setResource(logicalId, { ...wanted, physicalId, attributes: {} }, 'IMPORT_IN_PROGRESS');
    const reason = account.faults.resourceFailure(`${this.stack.name}.${logicalId}`);
    if (reason !== undefined) throw new ResourceFailure(reason);
    const live = provider.read?.(account, physicalId);
    if (!live) throw new ResourceFailure(`Resource of type '${definition.Type}' with identifier '${physicalId}' was not found.`);
    if (provider === dbInstance) {
      const context = this.contextOf(wanted, this.attemptAt(logicalId));
      // What it is tagged with already stays.
      await provider.update(context, { physicalId, properties: { ...live, Tags: undefined } }, this.forHandler(wanted.properties));
    }
    const attributes = provider.attributes?.(account, physicalId) ?? {};
    this.stack.setResource(logicalId, { ...wanted, physicalId, attributes }, 'IMPORT_COMPLETE', 'Resource import completed.');
  }

  async delete(logicalId: string, { physicalId, properties, definition }: Deployed, snapshot: boolean): Promise<void> {
    const context = this.contextOf({ logicalId, definition }, { isAbandoned: false });
    await providerOf(definition.Type).delete(context, { physicalId: physicalId!, properties: this.forHandler(properties), snapshot });
  }

  private async make(wanted: Wanted, action: 'CREATE' | 'UPDATE'): Promise<void> {
    const { logicalId, definition } = wanted;
    const reason = this.account.faults.resourceFailure(`${this.stack.name}.${logicalId}`);
    let physicalId: string | undefined;
    const attempt = this.attemptAt(logicalId);
    const context = this.contextOf(wanted, attempt, (id) => {
      if (attempt.isAbandoned) return;
      physicalId = id;
      this.stack.setResource(logicalId, { ...wanted, physicalId, attributes: {} }, `${action}_IN_PROGRESS`, 'Resource creation Initiated');
    });
    if (reason !== undefined) throw new ResourceFailure(reason);
    const made = await providerOf(definition.Type).create(context, this.forHandler(wanted.properties));
    if (attempt.isAbandoned) return;
    if (physicalId === undefined) this.stack.setResource(logicalId, { ...wanted, ...made }, `${action}_IN_PROGRESS`, 'Resource creation Initiated');
    this.stack.setResource(logicalId, { ...wanted, ...made }, `${action}_COMPLETE`);
  }

  private async change(before: Deployed & { readonly logicalId: string }, wanted: Wanted, isRollback: boolean): Promise<void> {
    const { logicalId, definition } = wanted;
    const reason = isRollback ? undefined : this.account.faults.resourceFailure(`${this.stack.name}.${logicalId}`);
    if (reason !== undefined) throw new ResourceFailure(reason);
    const existing = { physicalId: before.physicalId!, properties: this.forHandler(before.properties) };
    const attempt = this.attemptAt(logicalId);
    const context = { ...this.contextOf(wanted, attempt), isRollback };
    const made: Made = await providerOf(definition.Type).update(context, existing, this.forHandler(wanted.properties));
    if (attempt.isAbandoned) return;
    if (made.physicalId !== before.physicalId) {
      this.stack.setResource(logicalId, { ...wanted, ...made }, 'UPDATE_IN_PROGRESS', 'Requested update required the provider to create a new physical resource');
    }
    this.stack.setResource(logicalId, { ...wanted, ...made }, 'UPDATE_COMPLETE');
  }

  private contextOf({ logicalId, definition }: Pick<Wanted, 'logicalId' | 'definition'>, attempt: Attempt, onPhysicalId: (id: string) => void = () => {}): ProviderContext {
    const { account, stack } = this;
    return {
      account,
      stackId: stack.id,
      stackName: stack.name,
      logicalId,
      type: definition.Type,
      token: String(stack.events.length),
      isRollback: false,
      isAbandoned: () => attempt.isAbandoned,
      onPhysicalId,
    };
  }

  private forHandler(properties: Properties): Properties {
    return this.account.cloudFormation.secrets.resolve(properties);
  }
}

/** A name that the template gives cannot be had twice. */
function requireAnotherName(before: StackResource, { definition, properties }: Wanted): void {
  const names = identifierOf(definition.Type);
  const isNamed = names.length > 0 && names.every((name) => properties[name] !== undefined && isSame(properties[name], before.properties[name]));
  if (isNamed) {
    throw new ResourceFailure(`CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${String(properties[names[0]])} and update the stack again.`);
  }
}

/** Every property of a resource that is made for real has an effect, or is named. */
export function requireModelledProperties(logicalId: string, { Type, Properties = {} }: Deployed['definition']): void {
  const { models } = providerOf(Type);
  const unknown = models && Object.keys(Properties).filter((name) => !models.includes(name));
  if (unknown && unknown.length > 0) throw notSimulated(`${Type} with ${unknown.join(', ')} (resource ${logicalId})`);
}
