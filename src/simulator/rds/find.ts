import type { Filter } from '@aws-sdk/client-rds';
import type { SimulatedAccount } from '../account';
import { Cluster } from './cluster';
import { fault, invalidParameterValue, required } from './faults';
import { Instance } from './instance';
import { notSimulated } from '../wire/aws-error';

const SMALLEST_PAGE = 20;
const LARGEST_PAGE = 100;

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

/** Applies the filters of a describe; the values of one filter are alternatives. */
export function selected<Item>(items: Item[], filters: Filter[] | undefined, fields: Record<string, (item: Item) => string | undefined>): Item[] {
  const conditions = (filters ?? []).map(({ Name = '', Values = [] }) => {
    if (!fields[Name]) throw notSimulated(`Filter ${Name}`);
    const values = Values.map(identifierIn);
    return (item: Item) => values.includes(identifierIn(fields[Name](item) ?? ''));
  });
  return items.filter((item) => conditions.every((holds) => holds(item)));
}

export function page<Item>(items: Item[], input: { MaxRecords?: number; Marker?: string }): { items: Item[]; Marker?: string } {
  const size = input.MaxRecords ?? LARGEST_PAGE;
  if (size < SMALLEST_PAGE || size > LARGEST_PAGE) {
    throw invalidParameterValue(`Invalid value ${size} for MaxRecords. Must be between ${SMALLEST_PAGE} and ${LARGEST_PAGE}`);
  }
  const start = Number(input.Marker ?? 0);
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { Marker: String(end) } : {}) };
}
