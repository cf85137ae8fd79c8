import type { Application, Resource } from './application';
import { difference, type Difference, gravest, show, type Value } from './values';
import { replacingProperties, updateBehaviour, type UpdateBehaviour } from '../../simulator/cloudformation/update-behaviour';
import { UPDATE_BEHAVIOURS } from '../../simulator/cloudformation/update-behaviours';

export interface PropertyChange {
  readonly name: string;
  readonly before: Value;
  readonly after: Value;
  /** Does it really differ, or can that not be told? */
  readonly differs: Exclude<Difference, 'same'>;
  /** What the documentation says of a change; nothing for a property that it does not have. */
  readonly documented?: UpdateBehaviour;
  /** Does CloudFormation make a new resource because of it? */
  readonly replaces: Difference;
}

/** What becomes of a resource. */
export interface Change {
  readonly before?: Resource;
  readonly after?: Resource;
  readonly properties: readonly PropertyChange[];
  /** `different`: a new resource takes its place. */
  readonly replaced: Difference;
}

/** Every resource of the two applications. What is replaced changes those that refer to it, until nothing more changes. */
export function changesBetween(before: Application, after: Application): Change[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  let replaced = new Map<string, Difference>();
  for (;;) {
    const fate = (id: string): Difference => replaced.get(id) ?? 'same';
    const changes = ids.map((id) => changeOf(before.get(id), after.get(id), fate));
    const now = new Map(ids.map((id, index) => [id, changes[index].replaced]));
    if (ids.every((id) => now.get(id) === fate(id))) return changes;
    replaced = now;
  }
}

function changeOf(before: Resource | undefined, after: Resource | undefined, fate: (id: string) => Difference): Change {
  if (!before || !after) return { before, after, properties: [], replaced: 'same' };
  if (before.type !== after.type) return { before, after, properties: [], replaced: 'different' };
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])];
  const properties = names.flatMap((name): PropertyChange[] => {
    const [old, wanted] = [before.properties[name], after.properties[name]];
    const differs = difference(old, wanted, fate);
    if (differs === 'same') return [];
    const documented = updateBehaviour(before.type, name);
    return [{ name, before: old, after: wanted, differs, documented, replaces: replaces(before, after, name, differs, documented) }];
  });
  return { before, after, properties, replaced: gravest(properties.map(({ replaces: outcome }) => outcome)) };
}

function replaces(before: Resource, after: Resource, name: string, differs: Difference, documented: UpdateBehaviour | undefined): Difference {
  // Of types without a table any change may replace.
  if (!(before.type in UPDATE_BEHAVIOURS)) return 'cannot tell';
  if (documented === 'replacement') return differs;
  if (documented !== 'conditional') return 'same';
  return isConditionMet(before, after, name) ? differs : 'same';
}

/** Asks the handlers' own condition. A reference to a resource that is replaced has the same text before and after. */
function isConditionMet(before: Resource, after: Resource, name: string): boolean {
  const wanted = show(before.properties[name]) === show(after.properties[name]) ? 'another one' : after.properties[name];
  return replacingProperties(before.type, before.properties, { ...after.properties, [name]: wanted }).includes(name);
}
