import type { ApplyMethod, Tag } from '@aws-sdk/client-rds';
import { type CatalogueParameter, parametersOf, type Scope } from '../catalog/parameters';

/** What somebody set a parameter to. */
export interface Setting {
  readonly value: string;
  readonly applyMethod: ApplyMethod;
}

/** A parameter that gets a value, or none any more. */
export interface Change {
  readonly name: string;
  readonly value: string | undefined;
  readonly applyMethod: ApplyMethod;
}

/** A DB cluster parameter group or a DB parameter group: what was set in it, not what is in force anywhere. */
export class ParameterGroup {
  readonly settings = new Map<string, Setting>();
  TagList: Tag[] = [];

  constructor(readonly kind: Scope, readonly name: string, readonly family: string, readonly description: string) {}

  get isDefault(): boolean {
    return this.name.startsWith('default.');
  }

  /** Cluster groups have the parameters of instances, too. */
  get parameters(): CatalogueParameter[] {
    return parametersOf(this.family).filter(({ scope }) => this.kind === 'cluster' || scope === 'instance');
  }

  /** Takes the change over, and tells whether it changed anything. */
  take({ name, value, applyMethod }: Change): boolean {
    if (this.settings.get(name)?.value === value) return false;
    if (value === undefined) this.settings.delete(name);
    else this.settings.set(name, { value, applyMethod });
    return true;
  }
}
