import type { SimulatedAccount } from '../account';
import type { CallEntry } from '../event-log';

export type Call = Pick<CallEntry, 'service' | 'operation' | 'input' | 'by'> & {
  /** Whoever calls may be in several places at a time: what one has seen, the others have not. */
  readonly session?: string;
};

/** Who signs the calls of CloudFormation's own handlers. */
export const CLOUDFORMATION = 'CloudFormation';

/**
 * Something that must never happen to a database, whoever drives. It judges calls by what is really there,
 * not by what a describe shows. A method answers with what is wrong, or nothing.
 */
export interface Invariant {
  readonly code: string;
  /** Does it bind drivers of a move, and not CloudFormation, which does what templates say? */
  readonly onlyDrivers?: boolean;
  beforeCall?(account: SimulatedAccount, call: Call): string | undefined;
  afterCall?(account: SimulatedAccount, call: Call): string | undefined;
  atEnd?(account: SimulatedAccount): string | undefined;
}

export function clusterOf(account: SimulatedAccount, { input }: Call) {
  return account.clusters.get(String(input.DBClusterIdentifier ?? '').toLowerCase());
}

export function instanceOf(account: SimulatedAccount, { input }: Call) {
  return account.instances.get(String(input.DBInstanceIdentifier ?? '').toLowerCase());
}

/** The clusters that a call is about: all of them for a look that names none. */
export function clustersOf(account: SimulatedAccount, call: Call): string[] {
  const { input } = call;
  const named = clusterOf(account, call)?.identifier ?? instanceOf(account, call)?.clusterIdentifier
    ?? [...account.clusters.values()].find(({ arn }) => arn === input.ResourceArn)?.identifier;
  if (named !== undefined) return [named];
  const wanted = (input.Filters as { Values?: string[] }[] | undefined)?.flatMap(({ Values = [] }) => Values);
  return [...account.clusters.values()]
    .filter(({ identifier, shape }) => !wanted || wanted.some((value) => [identifier, shape.DbClusterResourceId].includes(value)))
    .map(({ identifier }) => identifier);
}
