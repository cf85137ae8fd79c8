import type { Application, Resource } from '../application';
import type { Change, PropertyChange } from '../changes';
import type { Finding, FindingCode, FoundProperty } from '../finding';
import { show } from '../values';

export interface Comparing {
  readonly before: Application;
  readonly after: Application;
  readonly changes: readonly Change[];
  /** Is its stack no longer in the app? `cdk deploy` leaves such a stack alone. */
  isForgotten(resource: Resource): boolean;
}

/** One kind of thing that must not happen. */
export type Rule = (comparing: Comparing) => Finding[];

export function finding(
  code: FindingCode, resource: Resource, details: { certain: boolean; properties?: readonly PropertyChange[]; message: string; remedy: string },
): Finding {
  const { stack, logicalId, type } = resource;
  return { code, stack, logicalId, type, ...details, properties: (details.properties ?? []).map(found) };
}

function found({ name, before, after }: PropertyChange): FoundProperty {
  const [old, wanted] = [show(before), show(after)];
  return { name, before: old, after: old === wanted ? `${wanted}, which is another one then` : wanted };
}

/** `EngineMode` or `EngineMode and Port` */
export function names(properties: readonly PropertyChange[]): string {
  return properties.map(({ name }) => name).join(' and ');
}
