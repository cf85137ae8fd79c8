import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';

/** After a while the cluster, its endpoints and its ARN have the new name; its resource id stays. */
export function renameCluster(account: SimulatedAccount, cluster: Cluster, name: string): void {
  const doing = account.begin('rename cluster', cluster.identifier);
  cluster.last.rename = doing;
  cluster.setStatus('renaming');
  account.during(doing, account.draw('settingsChange', `rename/${cluster.identifier}`), () => {
    // Somebody may have taken the name meanwhile.
    if (!account.clusters.has(name)) {
      account.events.add('clusterRenamed', name, cluster.identifier, name);
      giveName(account, cluster, name);
    }
    cluster.setStatus('available');
  });
}

/** At once: who connects by the old name finds nobody, or whoever has it next. */
export function giveName(account: SimulatedAccount, cluster: Cluster, name: string): void {
  account.catchUpClients();
  const members = account.instancesOf(cluster);
  const before = cluster.identifier;
  if (account.clusters.get(before) === cluster) account.clusters.delete(before);
  for (const [secret, opened] of account.databaseSecrets) if (opened === before) account.databaseSecrets.set(secret, name);
  const renamed = (host: string | undefined) => host && name + host.slice(before.length);
  Object.assign(cluster.shape, {
    DBClusterIdentifier: name,
    DBClusterArn: cluster.arn.slice(0, cluster.arn.lastIndexOf(':') + 1) + name,
    Endpoint: renamed(cluster.shape.Endpoint),
    ReaderEndpoint: renamed(cluster.shape.ReaderEndpoint),
  });
  account.clusters.set(name, cluster);
  for (const member of members) member.shape.DBClusterIdentifier = name;
}
