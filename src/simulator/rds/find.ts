import type { Filter } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import { Cluster } from './cluster';
import { fault, invalidParameterValue, required } from './faults';
import { Instance } from './instance';
import { notSimulated } from '../wire/aws-error';

/** Identifiers are case-insensitive, and an ARN is as good as an identifier. */
export function identifierIn(text: string): string {
  return text.split(':').at(-1)!.toLowerCase();
}

export function findCluster(account: SimulatedAccount, identifier: string | undefined): Cluster {
  const cluster = account.clusters.get(identifierIn(required(identifier, 'DBClusterIdentifier')));
  if (!cluster) throw fault('DBClusterNotFoundFault', `DBCluster ${identifier} not found.`);
  return cluster;
}

export function findInstance(account: SimulatedAccount, identifier: string | undefined): Instance {
  const instance = account.instances.get(identifierIn(required(identifier, 'DBInstanceIdentifier')));
  if (!instance) throw fault('DBInstanceNotFoundFault', `DBInstance ${identifier} not found.`);
  return instance;
}

export function requireAvailable(cluster: Cluster): void {
  if (cluster.shape.Status !== 'available' || cluster.isBusy) {
    throw fault('InvalidDBClusterStateFault', `DB cluster ${cluster.identifier} is not in available state, it is ${cluster.isBusy ? 'being modified' : cluster.shape.Status}.`);
  }
}

/** Applies the filters of a describe; the values of one filter are alternatives, and so are those of a field with several. */
export function selected<Item>(
  items: Item[], filters: Filter[] | undefined, fields: Record<string, (item: Item) => string | readonly string[] | undefined>,
): Item[] {
  const conditions = (filters ?? []).map(({ Name = '', Values = [] }) => {
    const field = fields[Name];
    if (!field) throw notSimulated(`Filter ${Name}`);
    const wanted = Values.map(identifierIn);
    return (item: Item) => [field(item) ?? ''].flat().some((value) => wanted.includes(identifierIn(value)));
  });
  return items.filter((item) => conditions.every((holds) => holds(item)));
}

/** How many records a page may hold, and holds when the call does not say. */
export interface PageSizes {
  readonly smallest: number;
  readonly usual: number;
  readonly largest: number;
}

const PAGE_SIZES: PageSizes = { smallest: 20, usual: 100, largest: 100 };

export function page<Item>(items: Item[], input: { MaxRecords?: number; Marker?: string }, sizes = PAGE_SIZES): { items: Item[]; Marker?: string } {
  const size = input.MaxRecords ?? sizes.usual;
  if (size < sizes.smallest || size > sizes.largest) {
    throw invalidParameterValue(`Invalid value ${size} for MaxRecords. Must be between ${sizes.smallest} and ${sizes.largest}`);
  }
  const start = Number(input.Marker ?? 0);
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { Marker: String(end) } : {}) };
}
