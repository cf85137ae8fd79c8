import type { SimulatedAccount } from '../../account';
import type { Cluster } from '../cluster';
import type { Instance } from '../instance';
import { LAST_TIER_THAT_FOLLOWS_THE_WRITER } from '../instances/warm-up';

/**
 * Instances that pause together: the writer with the readers that follow its capacity. Every other reader is one for itself.
 */
export interface Unit {
  readonly instances: readonly Instance[];
  readonly hasWriter: boolean;
}

export function unitsOf(account: SimulatedAccount, cluster: Cluster): Unit[] {
  const serverless = account.instancesOf(cluster).filter(({ isServerless }) => isServerless);
  const followsWriter = (instance: Instance) => instance.identifier === cluster.writer || instance.tier <= LAST_TIER_THAT_FOLLOWS_THE_WRITER;
  return [
    { instances: serverless.filter(followsWriter), hasWriter: true },
    ...serverless.filter((instance) => !followsWriter(instance)).map((instance) => ({ instances: [instance], hasWriter: false })),
  ];
}

/**
 * What keeps these instances awake now. AWS says nothing when one of these prevents a pause.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
export function blockersOf(account: SimulatedAccount, cluster: Cluster, { instances, hasWriter }: Unit): string[] {
  const { GlobalClusterIdentifier, Status } = cluster.shape;
  const isPrimary = GlobalClusterIdentifier !== undefined && !cluster.follows;
  const blockers: [string, boolean][] = [
    ['it is being changed', Status !== 'available' || cluster.isBusy || instances.some(({ isAvailable }) => !isAvailable)],
    ['a client is connected', account.clients.some((client) => instances.some(({ identifier }) => client.isConnectedTo(identifier)))],
    ['a transaction is open', hasWriter && account.transactions.of(cluster).length > 0],
    ['a proxy keeps connections to it', account.proxies.connectionsTo(cluster) > 0],
    ['the cluster follows another one', cluster.follows !== undefined],
    ['the cluster is the primary of a global database', hasWriter && isPrimary],
    ['binary log or logical replication is on', hasWriter && instances.some((instance) => account.parameterGroups.replicates(instance))],
    ['the cluster has a provisioned instance', hasWriter && account.instancesOf(cluster).some(({ isServerless }) => !isServerless)],
  ];
  return blockers.filter(([, holds]) => holds).map(([blocker]) => blocker);
}
