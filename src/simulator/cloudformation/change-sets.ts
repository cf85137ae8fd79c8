import type { SimulatedAccount } from '../account';
import type { Deployment } from './operations/deploy';
import { scopeOf } from './operations/scope';
import { withStackTags } from './operations/stack-tags';
import type { Properties } from './resource';
import type { Stack, StackSource } from './stack';
import { evaluate } from './templates/evaluate';
import { resolve, type Scope } from './templates/intrinsics';
import { dependenciesOf } from './templates/references';
import { changedProperties, replacingProperties, updateBehaviour } from './update-behaviour';

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stack: Stack;
  readonly deployment: Deployment;
  readonly createdAtMillis: number;
  readonly changes: readonly PlannedChange[];
  readonly description?: string;
  status: 'CREATE_COMPLETE' | 'FAILED';
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_IN_PROGRESS';
  readonly reason?: string;
}

export interface PlannedChange {
  readonly action: 'Add' | 'Modify' | 'Remove' | 'Import';
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly properties: readonly { readonly name: string; readonly behaviour: 'Always' | 'Conditionally' | 'Never'; readonly isKnown: boolean }[];
  readonly before?: Properties;
  readonly after?: Properties;
}

/** A value that is not known before it is there. */
const LATER = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** What a deployment would do, as far as it can be known before. */
export function plannedChanges(
  account: SimulatedAccount, stack: Stack, source: StackSource, imports: ReadonlyMap<string, string>, tags = stack.tags,
): PlannedChange[] {
  const known = scopeOf(account, stack, source);
  const wanted = evaluate(source.template, known).resources;
  const unknown = new Set<string>();
  const scope: Scope = {
    ...known,
    ref: (name) => unknown.has(name) ? LATER : known.ref(name),
    attribute: (name, attribute) => unknown.has(name) ? LATER : known.attribute(name, attribute),
  };
  const changes = inOrder(wanted).flatMap((logicalId): PlannedChange[] => {
    const { Type: type, Properties = {} } = wanted[logicalId];
    const before = stack.resources.get(logicalId);
    if (!before || before.status.startsWith('DELETE_')) {
      const physicalId = imports.get(logicalId);
      if (physicalId === undefined) unknown.add(logicalId);
      return [{ action: physicalId === undefined ? 'Add' : 'Import', logicalId, type, physicalId, properties: [], after: withStackTags(type, resolve(Properties, scope) as Properties, tags) }];
    }
    const after = withStackTags(type, resolve(Properties, scope) as Properties, tags);
    const changed = changedProperties(before.properties, after);
    if (changed.length === 0) return [];
    const replacing = replacingProperties(type, before.properties, after);
    const isKnown = (name: string) => !JSON.stringify(after[name] ?? '').includes(LATER);
    const replacement = replacing.some(isKnown) ? 'True' : replacing.length > 0 ? 'Conditional' : 'False';
    if (replacement !== 'False') unknown.add(logicalId);
    const properties = changed.map((name) => ({ name, behaviour: BEHAVIOURS[updateBehaviour(type, name) ?? 'in place'], isKnown: isKnown(name) }));
    return [{ action: 'Modify', logicalId, type, physicalId: before.physicalId, replacement, properties, before: before.properties, after }];
  });
  const removed = [...stack.resources.values()].filter(({ logicalId, status }) => !(logicalId in wanted) && !status.startsWith('DELETE_'))
    .map(({ logicalId, type, physicalId, properties: before }): PlannedChange => ({ action: 'Remove', logicalId, type, physicalId, properties: [], before }));
  return [...changes, ...removed];
}

const BEHAVIOURS = { 'replacement': 'Always', 'conditional': 'Conditionally', 'in place': 'Never' } as const;

function inOrder(resources: StackSource['template']['Resources']): string[] {
  const ordered = new Set<string>();
  const visit = (logicalId: string) => {
    if (ordered.has(logicalId)) return;
    dependenciesOf(resources[logicalId], resources).forEach(visit);
    ordered.add(logicalId);
  };
  Object.keys(resources).forEach(visit);
  return [...ordered];
}
