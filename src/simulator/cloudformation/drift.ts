import type { SimulatedAccount } from '../account';
import { providerOf } from './providers';
import type { Properties, StackResource } from './resource';
import type { Stack } from './stack';
import { isSame } from './update-behaviour';

export interface PropertyDrift {
  readonly property: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface ResourceDrift {
  readonly resource: StackResource;
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED';
  readonly properties: readonly PropertyDrift[];
}

/** Names that AWS keeps in lower case. */
const CASELESS = /(Identifier|GroupName)$/;

/** Compares what the template says with what is there, property by property, for the types that can be read. */
export function driftOf(account: SimulatedAccount, stack: Stack): ResourceDrift[] {
  return [...stack.resources.values()].flatMap((resource): ResourceDrift[] => {
    const provider = providerOf(resource.type);
    if (!provider.read || resource.physicalId === undefined || resource.status.startsWith('DELETE_')) return [];
    const live = provider.read(account, resource.physicalId);
    if (!live) return [{ resource, status: 'DELETED', properties: [] }];
    const properties = differences(account.cloudFormation.secrets.resolve(resource.properties), live);
    return [{ resource, status: properties.length > 0 ? 'MODIFIED' : 'IN_SYNC', properties }];
  });
}

/** Only what the template says counts, and only what can be read: passwords and sources cannot. */
function differences(expected: Properties, live: Properties): PropertyDrift[] {
  return Object.keys(expected).filter((property) => property in live).flatMap((property) => {
    const actual = within(live[property], expected[property]);
    const same = CASELESS.test(property)
      ? String(expected[property]).toLowerCase() === String(actual).toLowerCase()
      : isSame(unordered(expected[property]), unordered(actual));
    return same ? [] : [{ property, expected: expected[property], actual }];
  });
}

/** The members of a structure that the template speaks of. */
function within(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual)) return actual;
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) return actual;
  return Object.fromEntries(Object.entries(actual).filter(([name]) => name in expected));
}

/** Groups, zones and tags have no order. */
function unordered(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1) : value;
}
