import type { Goal } from '../planner/goal';
import type { Mark, Origin, OriginMember } from '../planner/observation';

/** Where the record of a move lies in SSM Parameter Store: beside the database, under what never changes. */
export const RECORD_ROOT = '/cdk-aurora-serverless-v2';

export function recordPath(clusterResourceId: string): string {
  return `${RECORD_ROOT}/${clusterResourceId}`;
}

export const goalName = (path: string) => `${path}/goal`;
const originName = (path: string) => `${path}/origin`;
const originMemberName = (path: string, member: string) => `${path}/origin/${member}`;
/** The URL at which a held stack waits. Encrypted, and read by nobody but who signals. */
export const signalName = (path: string) => `${path}/signal`;
export const markName = (path: string, generation: number, mark: { readonly kind: Mark['kind']; readonly attempt: number }) =>
  `${path}/marks/${generation}/${mark.kind}-${mark.attempt}`;

/** The members are parameters of their own: a parameter holds 4 KB, a cluster up to 16 members with their tags. */
type StoredOrigin = Omit<Origin, 'members'>;

export interface StoredRecord {
  readonly goal?: Goal;
  readonly origin?: Origin;
  readonly marks: readonly Mark[];
}

/** Reads the parameters below the record's path. Marks belong to one generation of the goal. */
export function parseRecord(path: string, parameters: Readonly<Record<string, string>>): StoredRecord {
  const read = <T>(name: string): T | undefined => name in parameters ? JSON.parse(parameters[name]) as T : undefined;
  const below = <T>(prefix: string): T[] => Object.keys(parameters).filter((name) => name.startsWith(prefix)).map((name) => read<T>(name)!);
  const goal = read<Goal>(goalName(path));
  const origin = read<StoredOrigin>(originName(path));
  return {
    goal,
    origin: origin && { ...origin, members: below<OriginMember>(`${originName(path)}/`) },
    marks: goal ? below<Mark>(`${path}/marks/${goal.generation}/`) : [],
  };
}

/** The parameters of an origin in the order in which they are written: the last one makes it valid. */
export function originParameters(path: string, { members, ...rest }: Origin): { readonly name: string; readonly value: string }[] {
  return [
    ...members.map((member) => ({ name: originMemberName(path, member.identifier), value: JSON.stringify(member) })),
    { name: originName(path), value: JSON.stringify(rest satisfies StoredOrigin) },
  ];
}
