import type { DatabasePort, StackPort } from '../ports';

/** Members that are in the cluster but not in the stack: a Retain policy, or a skipped clean-up, has left them behind. */
export async function orphanedMembers(
  ports: { readonly database: DatabasePort; readonly stack: StackPort }, clusterIdentifier: string, stackId: string,
): Promise<string[]> {
  // The stack last: a member that is created meanwhile is in the stack by then.
  const { members } = await ports.database.look({ identifier: clusterIdentifier });
  const known = (await ports.stack.resources(stackId)).map(({ physicalId }) => physicalId?.toLowerCase());
  return members.map(({ identifier }) => identifier).filter((identifier) => !known.includes(identifier));
}
