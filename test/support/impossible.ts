import type { SimulatedAccount } from '../../src/simulator/account';

/** What can never be, whatever was called. */
export function impossible(account: SimulatedAccount, deleted: Set<string>): string | undefined {
  for (const found of account.clusters.values()) {
    const writers = found.members.filter((member) => member.IsClusterWriter);
    if (writers.length > 1) return `${found.identifier} shows two writers`;
    for (const member of found.members) {
      if (account.instances.get(member.DBInstanceIdentifier!)?.clusterIdentifier !== found.identifier) return `${found.identifier} shows a member that is none: ${member.DBInstanceIdentifier}`;
    }
    const writer = found.writer;
    if (writer !== undefined && !found.isServerlessV1 && found.acceptsWrites && !account.instances.has(writer) && !found.shape.Status?.includes('fail')) return `${found.identifier} has a writer that is gone: ${writer}`;
  }
  for (const [name, found] of account.instances) {
    if (name !== found.identifier) return `${found.identifier} is filed under ${name}`;
    if (!account.clusters.has(found.clusterIdentifier)) return `${found.identifier} has no cluster`;
  }
  for (const { blue, green, identifier } of account.blueGreenDeployments.all) {
    if (blue.acceptsWrites && green.acceptsWrites) return `both sides of ${identifier} accept writes`;
  }
  for (const { identifier, members } of account.globalClusters.all) {
    if (members.filter(({ acceptsWrites }) => acceptsWrites).length > 1) return `two members of ${identifier} accept writes`;
  }
  for (const client of account.clients) {
    if (!deleted.has(client.cluster) && client.lost() > 0) return `${client.cluster} lost ${client.lost()} writes`;
  }
  return undefined;
}
